import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { chartIcon, downloadIcon, tableIcon } from '../icons.js';
import './line-chart.js';
import './minute-table.js';

/** A chart under its heading, and the table behind it. */
class MinutePanel extends PageElement {
  static properties = {
    heading: {},
    summary: { attribute: false },
    lines: { attribute: false },
    csv: {},
    asTable: { state: true },
  };

  render() {
    const { measures, results, to } = this.lines;
    return html`
      <section class="panel" aria-label=${this.heading}>
        <header class="panel-head">
          <h2>${this.heading}</h2>
          ${measures.length > 1 ? measures.map(({ label, colour }) => html`<span class="key is-${colour}">${label}</span>`) : nothing}
          <span class="panel-actions"><button
            type="button"
            class="icon-button"
            aria-pressed=${this.asTable ? 'true' : 'false'}
            aria-label="${this.heading} as a table"
            title=${this.asTable ? 'Show the chart' : 'Show the table'}
            @click=${() => (this.asTable = !this.asTable)}
          >
            ${this.asTable ? chartIcon : tableIcon}
          </button>
          ${this.csv
            ? html`<a class="icon-button" href=${this.csv} download="${this.heading}.csv" aria-label="${this.heading} as CSV" title="Download as CSV"
                >${downloadIcon}</a
              >`
            : nothing}</span>
        </header>
        ${this.summary ?? nothing}
        ${this.asTable
          ? html`<minute-table .name=${this.heading} .measures=${measures} .results=${results} .now=${to}></minute-table>`
          : html`<line-chart .name=${this.heading} .lines=${this.lines}></line-chart>`}
      </section>
    `;
  }
}

customElements.define('minute-panel', MinutePanel);
