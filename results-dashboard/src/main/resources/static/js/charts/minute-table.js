import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../element.js';
import { timeOf } from '../format.js';
import { standingBadge } from '../minutes.js';

const ROWS_AT_ONCE = 120;

/** A chart's numbers, the newest minute first. */
class MinuteTable extends PageElement {
  static properties = {
    name: {},
    measures: { attribute: false },
    results: { attribute: false },
    now: { attribute: false },
    rows: { state: true },
  };

  constructor() {
    super();
    this.rows = ROWS_AT_ONCE;
  }

  render() {
    const newestFirst = this.results.slice(-this.rows).reverse();
    return html`
      <div class="table-scroll" role="group" aria-label="Table of ${this.name}" tabindex="0">
        <table>
          <caption class="unseen">${this.name}, minute by minute</caption>
          <thead>
            <tr>
              <th scope="col">Minute</th>
              ${this.measures.map(({ label }) => html`<th scope="col" class="number">${label}</th>`)}
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(newestFirst, (it) => it.start, (it) => this.#row(it))}
          </tbody>
        </table>
        ${this.#more()}
      </div>
    `;
  }

  #row(result) {
    return html`<tr>
      <th scope="row">${timeOf(result.start)}</th>
      ${this.measures.map(({ field, format }) => html`<td class="number">${format(result.values[field])}</td>`)}
      <td>${standingBadge(result, this.now)}</td>
    </tr>`;
  }

  #more() {
    const left = this.results.length - this.rows;
    return left > 0
      ? html`<button type="button" class="button" @click=${() => (this.rows += ROWS_AT_ONCE)}>
          Show earlier minutes (${left} more)
        </button>`
      : nothing;
  }
}

customElements.define('minute-table', MinuteTable);
