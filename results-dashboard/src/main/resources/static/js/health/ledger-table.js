import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LiveElement } from '../element.js';
import { formatCount, formatMinute, formatName, timeOf } from '../format.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { addsUp, OUTCOMES, totalsOf } from './ledger.js';
import { addsUpMark } from './pipeline-list.js';

const ROWS = 60;

/** One pipeline's ledger: read = counted + duplicate + ignored + late + rejected, minute by minute. */
class LedgerTable extends LiveElement {
  static properties = { pipeline: {} };

  render() {
    const from = rangeStart(store.now());
    const entries = [...store.ledger.values()]
      .filter((it) => it.pipeline === this.pipeline && Date.parse(it.minute) >= from)
      .sort((a, b) => Date.parse(b.minute) - Date.parse(a.minute));
    const title = `Ledger of ${this.pipeline}`;
    return html`
      <section class="panel" aria-label=${title}>
        <header class="panel-head">
          <h3>${title}</h3>
          ${entries.length ? addsUpMark(entries.every(addsUp)) : ''}
        </header>
        ${entries.length ? this.#table(title, entries) : html`<p class="faint">Nothing was read in this time range.</p>`}
      </section>
    `;
  }

  #table(title, entries) {
    const totals = totalsOf(entries);
    const since = Date.parse(entries.at(-1).minute);
    return html`
      <p class="sum">
        <b>${formatCount(totals.read)}</b> read =
        ${OUTCOMES.map((name, index) => html`${index ? ' + ' : ''}<b>${formatCount(totals[name])}</b> ${name}`)}
        <span class="faint">since ${timeOf(since, formatMinute)}</span>
      </p>
      <div class="table-scroll" role="group" aria-label=${title} tabindex="0">
        <table>
          <caption class="unseen">${title}, by minute of arrival</caption>
          <thead>
            <tr>
              <th scope="col">Minute</th>
              ${['read', ...OUTCOMES].map((name) => html`<th scope="col" class="number">${formatName(name)}</th>`)}
              <th scope="col">Sum</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              entries.slice(0, ROWS),
              (it) => it.minute,
              (it) => html`<tr>
                <th scope="row">${timeOf(Date.parse(it.minute))}</th>
                ${['read', ...OUTCOMES].map((name) => html`<td class="number ${it[name] ? '' : 'is-zero'}">${formatCount(it[name])}</td>`)}
                <td>${addsUpMark(addsUp(it), true)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}

customElements.define('ledger-table', LedgerTable);
