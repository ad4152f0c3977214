import { html } from 'lit';
import '../bookings/top-shows.js';
import '../charts/minute-panel.js';
import { legend } from '../charts/legend.js';
import { needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import '../health/pipeline-list.js';
import { figures, minuteLine, minutesOf } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import { ORDER_MEASURES } from '../orders/measures.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';

/** The first thing one sees: what is happening now, everywhere. */
class NowView extends LiveElement {
  render() {
    const now = store.now();
    const from = rangeStart(now);
    const loading = needEarlier('orders', '', from);
    const results = store.results.of('orders', '', from);
    const minutes = minutesOf(results, now);
    return html`
      <div class="view-head">
        <h1>Now</h1>
        ${results.length ? minuteLine(minutes, now) : ''}
      </div>
      ${notices('orders', loading)}
      <div class="panels">
        ${results.length
          ? html`<minute-panel
              .heading=${'Revenue per minute'}
              .summary=${figures(minutes, ORDER_MEASURES)}
              .lines=${{ results, measures: ORDER_MEASURES.slice(0, 1), from, to: now }}
            ></minute-panel>`
          : html`<div class="panel">${emptyState('orders', loading, '#/orders')}</div>`}
        <top-shows .most=${6}></top-shows>
      </div>
      ${legend}
      <h2 class="section">Pipelines</h2>
      <pipeline-list short></pipeline-list>
    `;
  }
}

customElements.define('now-view', NowView);
