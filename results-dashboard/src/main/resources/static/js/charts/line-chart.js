import { html } from 'lit';
import { PageElement } from '../element.js';
import { formatMinute } from '../format.js';
import { colour, onThemeChange } from '../page/theme.js';
import { lineOptions } from './line-options.js';

/** Figures tell at once; a line that is drawn more often than this costs more than it says. */
const BETWEEN_DRAWINGS_MILLIS = 1_000;

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Lines over time. The library is large, so it is loaded when the first chart is there and not before the figures. */
class LineChart extends PageElement {
  static properties = { name: {}, lines: { attribute: false }, failed: { state: true } };

  #chart;
  #drawn = '';
  #drawnAt = 0;
  #ends = [];

  connectedCallback() {
    super.connectedCallback();
    const sizes = new ResizeObserver(() => this.#chart?.resize());
    sizes.observe(this);
    this.#ends = [() => sizes.disconnect(), onThemeChange(() => this.#draw())];
    this.#start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  render() {
    return html`<div class="chart" role="img" aria-label=${this.#description()}></div>
      ${this.failed ? html`<p class="notice">The chart could not be loaded; the table has the numbers.</p>` : ''}`;
  }

  updated() {
    const { results, from, to } = this.lines;
    // A pixel or so is the least that is worth drawing anew for. What replaces a result was made later.
    const step = Math.round((to - from) / 500);
    const made = results.reduce((sum, it) => sum + it.processedAt, 0);
    const state = [this.name, from, Math.floor(to / step), results.length, made].join();
    const sameThing = this.#drawn.startsWith(`${this.name},${from},`);
    if (state !== this.#drawn && (!sameThing || Date.now() - this.#drawnAt >= BETWEEN_DRAWINGS_MILLIS)) {
      this.#drawn = state;
      this.#drawnAt = Date.now();
      this.#draw();
    }
  }

  async #start() {
    try {
      const [echarts] = await Promise.all([import('echarts'), this.updateComplete]);
      if (this.isConnected && !this.#chart) {
        this.#chart = echarts.init(this.querySelector('.chart'));
        this.#chart.group = 'minutes';
        echarts.connect('minutes');
        this.#draw();
      }
    } catch (error) {
      console.error('ECharts could not be loaded', error);
      this.failed = true;
    }
  }

  #draw() {
    this.#chart?.setOption(lineOptions(this.lines, colour, reducedMotion.matches));
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
