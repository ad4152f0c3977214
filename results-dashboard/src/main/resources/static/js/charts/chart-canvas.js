import { html } from 'lit';
import { PageElement } from '../element.js';
import { colour, onThemeChange } from '../page/theme.js';

/** Figures tell at once; a chart that is drawn more often than this costs more than it says. */
const BETWEEN_DRAWINGS_MILLIS = 1_000;

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Any chart of ECharts. The library is large, so it is loaded when the first chart is there and not before the figures.
 * Charts of the same group show the same time under the pointer.
 */
class ChartCanvas extends PageElement {
  static properties = {
    /** What a screen reader has for the chart. */
    description: {},
    /** What is shown, such as the show and the range: when it changes, the chart is drawn at once. */
    subject: {},
    /** Says by being different that the numbers are; the chart is then drawn within a second. */
    version: {},
    /** @type {(colour: (name: string) => string, still: boolean) => object} */
    options: { attribute: false },
    group: {},
    failed: { state: true },
  };

  #chart;
  #drawn = { subject: undefined, version: undefined, at: 0 };
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
    return html`<div class="chart" role="img" aria-label=${this.description}></div>
      ${this.failed ? html`<p class="notice">The chart could not be loaded; the table has the numbers.</p>` : ''}`;
  }

  updated() {
    const { subject, version, at } = this.#drawn;
    const isOther = this.subject !== subject;
    const isDue = this.version !== version && Date.now() - at >= BETWEEN_DRAWINGS_MILLIS;
    if (isOther || isDue) {
      this.#drawn = { subject: this.subject, version: this.version, at: Date.now() };
      this.#draw();
    }
  }

  async #start() {
    try {
      const [echarts] = await Promise.all([import('echarts'), this.updateComplete]);
      if (this.isConnected && !this.#chart) {
        this.#chart = echarts.init(this.querySelector('.chart'));
        if (this.group) {
          this.#chart.group = this.group;
          echarts.connect(this.group);
        }
        this.#draw();
      }
    } catch (error) {
      console.error('ECharts could not be loaded', error);
      this.failed = true;
    }
  }

  #draw() {
    // A series that is no longer among them goes.
    this.#chart?.setOption(this.options(colour, reducedMotion.matches), { replaceMerge: ['series'] });
  }
}

customElements.define('chart-canvas', ChartCanvas);
