import { html } from 'lit';
import { csvAddress, needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { downloadIcon } from '../icons.js';
import { minuteLine, minutesOf } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { measuresOf } from './definition.js';
import { keyName } from './keys.js';
import { measurePanels } from './measure-panels.js';

/** One key over time. */
class KeyHistory extends LiveElement {
  static properties = { definition: { attribute: false }, window: { attribute: false }, selected: {} };

  render() {
    const { series, word, millis } = this.window;
    const name = keyName(this.selected);
    const now = store.now();
    const from = rangeStart(now, millis);
    const loading = needEarlier(series, this.selected, from);
    const results = store.results.of(series, this.selected, from);
    const minutes = minutesOf(results, now, word);
    return html`
      <section aria-label="History of ${name}">
        <div class="view-head">
          <h2>${name}</h2>
          ${results.length ? minuteLine(minutes, now) : ''}
          <a class="icon-button" href=${csvAddress(series, this.selected, from)} download="${name}.csv" aria-label="${name} as CSV" title="Download as CSV"
            >${downloadIcon}</a
          >
        </div>
        ${notices('', loading)}
        ${results.length
          ? measurePanels(minutes, measuresOf(this.definition, this.definition.charts), { results, from, to: now })
          : emptyState(`${this.definition.title} of ${name}`, loading, this.definition)}
      </section>
    `;
  }
}

customElements.define('key-history', KeyHistory);
