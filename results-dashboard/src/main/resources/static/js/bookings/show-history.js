import { html } from 'lit';
import '../charts/minute-panel.js';
import { csvAddress, needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { figures, minuteLine, minutesOf } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { SHOW_FIGURES, SHOW_MEASURES } from './measures.js';

/** One show over time. */
class ShowHistory extends LiveElement {
  static properties = { show: {} };

  render() {
    const now = store.now();
    const from = rangeStart(now);
    const loading = needEarlier('bookings', this.show, from);
    const results = store.results.of('bookings', this.show, from);
    if (results.length === 0) {
      return html`<div class="panel">${emptyState(`bookings of ${this.show}`, loading, '#/bookings')}</div>`;
    }
    const minutes = minutesOf(results, now);
    const summary = html`${minuteLine(minutes, now)} ${figures(minutes, SHOW_FIGURES)}`;
    return html`
      ${notices('', loading)}
      <minute-panel
        .heading=${this.show}
        .summary=${summary}
        .csv=${csvAddress('bookings', this.show, from)}
        .lines=${{ results, measures: SHOW_MEASURES, from, to: now }}
      ></minute-panel>
    `;
  }
}

customElements.define('show-history', ShowHistory);
