import { html } from 'lit';
import { PageElement } from '../element.js';
import { timeOf } from '../format.js';
import { standingBadge } from '../minutes.js';
import './data-table.js';

/** A chart's numbers, the newest minute first. */
class MinuteTable extends PageElement {
  static properties = {
    name: {},
    measures: { attribute: false },
    results: { attribute: false },
    now: { attribute: false },
  };

  render() {
    return html`<data-table
      .name=${this.name}
      .caption=${`${this.name}, minute by minute`}
      .more=${'Show earlier minutes'}
      .columns=${this.#columns()}
      .rows=${this.results.toReversed()}
      .keyOf=${(it) => it.start}
    ></data-table>`;
  }

  #columns() {
    return [
      { label: 'Minute', cell: (it) => timeOf(it.start) },
      ...this.measures.map(({ label, field, format }) => ({
        label,
        cell: (it) => format(it.values[field]),
        isNumber: true,
      })),
      { label: 'State', cell: (it) => standingBadge(it, this.now) },
    ];
  }
}

customElements.define('minute-table', MinuteTable);
