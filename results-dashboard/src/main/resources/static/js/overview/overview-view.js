import { html, nothing } from 'lit';
import { legend } from '../charts/legend.js';
import '../charts/minute-panel.js';
import { measuresOf, windowsOf } from '../definitions/definition.js';
import '../definitions/ranked-keys.js';
import { needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { statusOf } from '../health/pipeline-health.js';
import { figures, minutesOf } from '../minutes.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { views } from '../views.js';
import { pipelineCard } from './pipeline-card.js';

const MOST_PANELS = 4;

/** The first thing one sees: how every pipeline is, and what is happening now. */
class OverviewView extends LiveElement {
  render() {
    const now = store.now();
    const running = views().filter((it) => it.pipeline && statusOf(it.pipeline));
    const defined = running.filter((it) => it.definition).slice(0, MOST_PANELS);
    return html`
      <div class="view-head"><h1>Overview</h1></div>
      ${running.length ? html`<ul class="cards">${running.map((it) => pipelineCard(it, now))}</ul>` : this.#nothingYet()}
      <div class="panels is-below">${defined.map(({ definition }) => panelOf(definition, now))}</div>
      ${defined.length ? legend : nothing}
    `;
  }

  #nothingYet() {
    return store.pipelines === null
      ? html`<div class="empty"><p>Asking how the pipelines are…</p></div>`
      : html`<div class="empty">
          <p><strong>No pipeline is known.</strong></p>
          <p>Start them with <code>deploy/local/up</code>.</p>
        </div>`;
  }
}

/** Who has most of a pipeline that counts by something, else how its most telling measure went. */
function panelOf(definition, now) {
  const [window] = windowsOf(definition);
  if (definition.by.length) {
    return html`<ranked-keys .definition=${definition} .window=${window} .most=${6}></ranked-keys>`;
  }
  const from = rangeStart(now, window.millis);
  needEarlier(window.series, '', from);
  const results = store.results.of(window.series, '', from);
  const measures = measuresOf(definition, definition.headline);
  return html`<minute-panel
    .heading=${`${measures[0].label} per ${window.word}`}
    .summary=${figures(minutesOf(results, now, window.word), measures)}
    .lines=${{ results, measures: measures.slice(0, 1), from, to: now }}
  ></minute-panel>`;
}

customElements.define('overview-view', OverviewView);
