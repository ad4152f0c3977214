import { html } from 'lit';
import '../charts/minute-panel.js';
import { legend } from '../charts/legend.js';
import { csvAddress, needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { downloadIcon } from '../icons.js';
import { figure, minuteLine, minutesOf } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import '../placing/place-order.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { ORDER_MEASURES } from './measures.js';

/** All orders, minute by minute. */
class OrdersView extends LiveElement {
  render() {
    const now = store.now();
    const from = rangeStart(now);
    const loading = needEarlier('orders', '', from);
    const results = store.results.of('orders', '', from);
    const minutes = minutesOf(results, now);
    return html`
      <div class="view-head">
        <h1>Orders</h1>
        ${results.length ? minuteLine(minutes, now) : ''}
        <a class="button" href=${csvAddress('orders', '', from)} download="orders.csv">${downloadIcon}CSV</a>
      </div>
      ${notices('orders', loading)}
      <div class="with-aside">
        <div class="view-body">${results.length ? panels(results, minutes, from, now) : emptyState('orders', loading, '#/orders')}</div>
        <aside aria-label="Place an order"><place-order></place-order></aside>
      </div>
    `;
  }
}

function panels(results, minutes, from, to) {
  return html`
    <div class="panels">
      ${ORDER_MEASURES.map(
        (measure) => html`<minute-panel
          .heading=${measure.label}
          .summary=${figure(minutes, measure)}
          .lines=${{ results, measures: [measure], from, to }}
        ></minute-panel>`,
      )}
    </div>
    ${legend}
  `;
}

customElements.define('orders-view', OrdersView);
