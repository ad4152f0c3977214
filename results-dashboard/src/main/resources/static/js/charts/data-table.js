import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../element.js';

const ROWS_AT_ONCE = 120;

/**
 * Rows of anything, as many at once as one can look at.
 *
 * @typedef {object} Column the first one names the row
 * @property {string} label
 * @property {(row: any) => any} cell its text or template
 * @property {boolean} [isNumber]
 */
class DataTable extends PageElement {
  static properties = {
    name: {},
    caption: {},
    /** @type {Column[]} */
    columns: { attribute: false },
    /** In the order in which they are shown. */
    rows: { attribute: false },
    /** @type {(row: any) => any} by what a row is the same when it is drawn anew */
    keyOf: { attribute: false },
    /** What the button for further rows says. */
    more: {},
    shown: { state: true },
  };

  constructor() {
    super();
    this.more = 'Show more';
    this.shown = ROWS_AT_ONCE;
  }

  render() {
    return html`
      <div class="table-scroll" role="group" aria-label="Table of ${this.name}" tabindex="0">
        <table>
          <caption class="unseen">${this.caption ?? this.name}</caption>
          <thead>
            <tr>
              ${this.columns.map(({ label, isNumber }) => html`<th scope="col" class=${isNumber ? 'number' : ''}>${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${repeat(this.rows.slice(0, this.shown), this.keyOf, (row) => this.#row(row))}
          </tbody>
        </table>
        ${this.#more()}
      </div>
    `;
  }

  #row(row) {
    const [first, ...others] = this.columns;
    return html`<tr>
      <th scope="row">${first.cell(row)}</th>
      ${others.map(({ cell, isNumber }) => html`<td class=${isNumber ? 'number' : ''}>${cell(row)}</td>`)}
    </tr>`;
  }

  #more() {
    const left = this.rows.length - this.shown;
    return left > 0
      ? html`<button type="button" class="button" @click=${() => (this.shown += ROWS_AT_ONCE)}>
          ${this.more} (${left} more)
        </button>`
      : nothing;
  }
}

customElements.define('data-table', DataTable);
