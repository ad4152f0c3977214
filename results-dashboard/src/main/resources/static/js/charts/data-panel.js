import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { chartIcon, downloadIcon, tableIcon } from '../icons.js';

/** A chart under its heading, and the table behind it. */
class DataPanel extends PageElement {
  static properties = {
    heading: {},
    /** What stands between heading and chart, such as figures. */
    summary: { attribute: false },
    /** What the chart's colours mean. @type {{label: string, colour: string}[]} */
    keys: { attribute: false },
    chart: { attribute: false },
    table: { attribute: false },
    /** Where the numbers are as CSV, if anywhere. */
    csv: {},
    asTable: { state: true },
  };

  render() {
    return html`
      <section class="panel" aria-label=${this.heading}>
        <header class="panel-head">
          <h2>${this.heading}</h2>
          ${(this.keys ?? []).map(({ label, colour }) => html`<span class="key is-${colour}">${label}</span>`)}
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
        ${this.summary ?? nothing} ${this.asTable ? this.table : this.chart}
      </section>
    `;
  }
}

customElements.define('data-panel', DataPanel);
