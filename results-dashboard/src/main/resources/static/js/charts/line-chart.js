import { html } from 'lit';
import { PageElement } from '../element.js';
import { formatMinute } from '../format.js';
import './chart-canvas.js';
import { lineOptions } from './line-options.js';

/** Lines over time. */
class LineChart extends PageElement {
  static properties = { name: {}, lines: { attribute: false } };

  render() {
    const { results, from, to } = this.lines;
    // A pixel or so is the least that is worth drawing anew for. What replaces a result was made later.
    const step = Math.round((to - from) / 500);
    const made = results.reduce((sum, it) => sum + it.processedAt, 0);
    return html`<chart-canvas
      group="minutes"
      .description=${this.#description()}
      .subject=${[this.name, from].join()}
      .version=${[Math.floor(to / step), results.length, made].join()}
      .options=${(colour, still) => lineOptions(this.lines, colour, still)}
    ></chart-canvas>`;
  }

  #description() {
    const { results, measures } = this.lines;
    const last = results.at(-1);
    const values = last && measures.map(({ label, field, format }) => `${label} ${format(last.values[field])}`).join(', ');
    const what = last ? `${results.length} minutes, the last ${formatMinute(last.start)}: ${values}` : 'no minutes yet';
    return `Line chart of ${this.name}: ${what}`;
  }
}

customElements.define('line-chart', LineChart);
