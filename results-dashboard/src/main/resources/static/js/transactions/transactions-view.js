import { html } from 'lit';
import { firingAlerts } from '../alerts/firing-alerts.js';
import { resolvedAlerts } from '../alerts/resolved-alerts.js';
import '../charts/data-table.js';
import '../charts/minute-panel.js';
import { legend } from '../charts/legend.js';
import { csvAddress, needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { formatCount, formatMoney, formatSecond, timeOf } from '../format.js';
import { downloadIcon } from '../icons.js';
import { emptyState, notices } from '../notices.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { categoriesSince, salesSince } from './sales.js';

const TOP_SPENDERS = 20;
const NEWEST_PAYMENTS = 200;

/** What is sold, who spends most, and which payments are high. */
class TransactionsView extends LiveElement {
  render() {
    const now = store.now();
    const from = rangeStart(now);
    const loading = needEarlier('transactions', '', from);
    const categories = categoriesSince(store.results, from);
    const sales = salesSince(store.results, categories, from);
    const spenders = store.tables.of('transactions', 'users').slice(0, TOP_SPENDERS);
    const high = store.tables.of('transactions', 'high-value').slice(0, NEWEST_PAYMENTS);
    const isEmpty = sales.length + spenders.length + high.length === 0;
    return html`
      <div class="view-head">
        <h1>Transactions</h1>
        <a class="button" href=${csvAddress('transactions', '', from)} download="sales.csv">${downloadIcon}CSV</a>
      </div>
      ${notices('transactions', loading)}
      <div class="view-body">
        ${isEmpty
          ? emptyState('payments', loading)
          : html`${spend({ results: sales, measures: categories, from, to: now })}
              <div class="panels">${topSpenders(spenders)} ${highPayments(high)}</div>
              ${legend}`}
        ${alerts(now)}
      </div>
    `;
  }
}

function spend(lines) {
  return html`<minute-panel .heading=${'Spend per category'} .lines=${lines}></minute-panel>`;
}

function topSpenders(users) {
  return table('Top spenders', users, (it) => it.user_id, [
    { label: 'User', cell: (it) => it.user_id },
    { label: 'Spent', cell: (it) => formatMoney(it.total_spent), isNumber: true },
    { label: 'Payments', cell: (it) => formatCount(it.transaction_count), isNumber: true },
    { label: 'Last one', cell: (it) => timeOf(Date.parse(it.last_updated), formatSecond) },
  ]);
}

function highPayments(payments) {
  return table('High payments', payments, (it) => it.transaction_id, [
    { label: 'Time', cell: (it) => timeOf(Date.parse(it.timestamp), formatSecond) },
    { label: 'User', cell: (it) => it.user_id },
    { label: 'Product', cell: (it) => it.product ?? it.category },
    { label: 'Amount', cell: (it) => formatMoney(it.amount), isNumber: true },
    { label: 'Paid', cell: (it) => formatMoney(it.final_amount), isNumber: true },
    { label: 'Place', cell: (it) => it.location ?? '–' },
  ]);
}

function table(name, rows, keyOf, columns) {
  return html`<section class="panel" aria-label=${name}>
    <header class="panel-head"><h2>${name}</h2></header>
    ${rows.length
      ? html`<data-table .name=${name} .columns=${columns} .rows=${rows} .keyOf=${keyOf}></data-table>`
      : html`<p class="faint is-alone">None yet.</p>`}
  </section>`;
}

function alerts(now) {
  const known = [...store.alerts.values()].filter((it) => it.pipeline === 'transactions').reverse();
  return html`${firingAlerts(
    known.filter((it) => it.state === 'firing'),
    now,
  )}
  ${resolvedAlerts(known.filter((it) => it.state !== 'firing'))}`;
}

customElements.define('transactions-view', TransactionsView);
