import { html } from 'lit';
import { PageElement } from '../element.js';
import './data-panel.js';
import './line-chart.js';
import './minute-table.js';

/** Lines over time under their heading, and the minutes behind them. */
class MinutePanel extends PageElement {
  static properties = { heading: {}, summary: { attribute: false }, lines: { attribute: false }, csv: {} };

  render() {
    const { measures, results, to } = this.lines;
    return html`<data-panel
      .heading=${this.heading}
      .summary=${this.summary}
      .keys=${measures.length > 1 ? measures : []}
      .csv=${this.csv}
      .chart=${html`<line-chart .name=${this.heading} .lines=${this.lines}></line-chart>`}
      .table=${html`<minute-table .name=${this.heading} .measures=${measures} .results=${results} .now=${to}></minute-table>`}
    ></data-panel>`;
  }
}

customElements.define('minute-panel', MinutePanel);
