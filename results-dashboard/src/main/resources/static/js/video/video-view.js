import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../charts/data-table.js';
import { legend } from '../charts/legend.js';
import '../charts/minute-panel.js';
import { csvAddress, needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { formatCount, formatNumber, formatSecond, timeOf } from '../format.js';
import { downloadIcon } from '../icons.js';
import { minutesOf } from '../minutes.js';
import { notices } from '../notices.js';
import { rangeStart } from '../range.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';
import { FRAME_MEASURES } from './measures.js';
import './video-source.js';

/** Each live picture holds a connection, and a browser has six for a server. */
const MOST_LIVE = 4;

const CATEGORIES = ['HD', 'HD_Ready', 'SD'];

/** What cameras and files show now, and how much of it there was. */
class VideoView extends LiveElement {
  static properties = { source: {} };

  render() {
    const now = store.now();
    const from = rangeStart(now);
    const sources = store.tables
      .of('video', 'sources')
      .toSorted((a, b) => (b.source === this.source) - (a.source === this.source) || a.source.localeCompare(b.source));
    return html`
      <div class="view-head">
        <h1>Video</h1>
        <a class="button" href=${csvAddress('video', '', from)} download="video.csv">${downloadIcon}CSV</a>
      </div>
      ${notices('video', { state: 'loaded' })}
      <div class="view-body">
        ${sources.length ? this.#live(sources) : empty()}
        <div class="panels">${CATEGORIES.map((it) => category(it, from, now))}</div>
        ${legend}
      </div>
    `;
  }

  #live(sources) {
    const frames = new Map(store.tables.of('video', 'frames').map((it) => [it.source, it]));
    return html`
      <div class="video-sources">
        ${repeat(
          sources.slice(0, MOST_LIVE),
          (it) => it.source,
          (it) => html`<video-source .totals=${it} .frame=${frames.get(it.source)}></video-source>`,
        )}
      </div>
      ${sources.length > MOST_LIVE
        ? html`<data-table
            .name=${'Further sources'}
            .columns=${FURTHER}
            .rows=${sources.slice(MOST_LIVE)}
            .keyOf=${(it) => it.source}
          ></data-table>`
        : nothing}
    `;
  }
}

const FURTHER = [
  { label: 'Source', cell: (it) => html`<a href=${addressOf('video', it.source)}>${it.source}</a>` },
  { label: 'Frames', cell: (it) => formatCount(it.total_frames), isNumber: true },
  { label: 'Per second', cell: (it) => formatNumber(it.fps), isNumber: true },
  { label: 'Last frame', cell: (it) => timeOf(Date.parse(it.last_updated), formatSecond) },
];

function category(name, from, to) {
  needEarlier('video', name, from);
  const results = store.results.of('video', name, from);
  if (results.length === 0) {
    return nothing;
  }
  const { complete } = minutesOf(results, to);
  return html`<minute-panel
    .heading=${`${name.replace('_', ' ')} frames in half a minute`}
    .summary=${complete ? totals(complete.values) : nothing}
    .lines=${{ results, measures: FRAME_MEASURES.slice(0, 1), from, to }}
    .csv=${csvAddress('video', name, from)}
  ></minute-panel>`;
}

function totals(values) {
  return html`<dl class="figures">
    ${FRAME_MEASURES.map(
      ({ label, field, format }) => html`<div><dt>${label}</dt><dd><p class="figure"><span class="figure-value">${format(values[field])}</span></p></dd></div>`,
    )}
  </dl>`;
}

function empty() {
  return html`<div class="empty">
    <p><strong>No source has sent a frame yet.</strong></p>
    <p>Send drawn test pictures, a film, a folder of JPEGs or a camera:</p>
    <pre tabindex="0"><code>java -jar event-sources/target/event-sources.jar video --source webcam</code></pre>
  </div>`;
}

customElements.define('video-view', VideoView);
