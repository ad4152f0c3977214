import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../charts/data-table.js';
import { LiveElement } from '../element.js';
import { formatName } from '../format.js';
import { chartIcon, tableIcon } from '../icons.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';
import { rankingOf } from './definition.js';
import { keyName, rankedKeys } from './keys.js';

const SPANS = [1, 5, 15];
const MOST_IN_TABLE = 1_000;

/** The keys that have most right now, as bars that lead to the key's own history. */
class RankedKeys extends LiveElement {
  static properties = {
    definition: { attribute: false },
    window: { attribute: false },
    selected: {},
    most: { type: Number },
    count: { state: true },
    asTable: { state: true },
  };

  #order = [];

  constructor() {
    super();
    this.most = 10;
    this.count = 5;
  }

  render() {
    const measures = rankingOf(this.definition);
    const count = this.window.isSliding ? 1 : this.count;
    const results = store.results.since(this.window.series, store.now() - count * this.window.millis);
    const keys = this.#inOrder(rankedKeys(results, measures));
    const heading = `${this.definition.title} by ${measures[0].label.toLowerCase()}`;
    return html`
      <section class="panel" aria-label=${heading}>
        <header class="panel-head">
          <h2>${heading}</h2>
          ${measures.map(({ label, colour }) => html`<span class="key is-${colour}">${label}</span>`)}
          <span class="panel-actions"><button
            type="button"
            class="icon-button"
            aria-pressed=${this.asTable ? 'true' : 'false'}
            aria-label="${heading} as a table"
            title=${this.asTable ? 'Show the bars' : 'Show the table'}
            @click=${() => (this.asTable = !this.asTable)}
          >
            ${this.asTable ? chartIcon : tableIcon}
          </button></span>
        </header>
        ${this.window.isSliding ? nothing : this.#spans()} ${this.#content(keys, measures, heading)}
      </section>
    `;
  }

  #content(keys, measures, heading) {
    if (keys.length === 0) {
      return html`<p class="faint is-alone">Nothing came in this time.</p>`;
    }
    return this.asTable ? this.#table(keys, measures, heading) : this.#bars(keys, measures);
  }

  #spans() {
    const label = (count) => (count === 1 ? `This ${this.window.word}` : `${count} ${this.window.word}s`);
    return html`<fieldset class="segments is-small" @change=${(event) => (this.count = Number(event.target.value))}>
      <legend class="unseen">Over</legend>
      ${SPANS.map(
        (count) => html`<label>
          <input type="radio" name="span-${this.definition.pipeline}" value=${count} ?checked=${count === this.count} />
          <span>${label(count)}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #bars(keys, measures) {
    const shown = keys.slice(0, this.most);
    const longest = Math.max(...shown.flatMap((it) => it.values.map((value) => Math.abs(value ?? 0))));
    // As a property: the page's policy forbids style attributes.
    const length = (value) => `width: ${(100 * Math.abs(value ?? 0)) / longest}%`;
    return html`
      <ol class="bars">
        ${repeat(
          shown,
          (it) => it.key,
          ({ key, values }) => html`<li>
            <a href=${addressOf(this.definition.pipeline, key)} aria-current=${key === this.selected ? 'true' : 'false'}>
              <span class="bar-name">${keyName(key)}</span>
              <span class="bar-values"
                >${measures.map(
                  ({ label, format }, index) => html`${index ? nothing : html`<b>${format(values[0])}</b>`}${index
                      ? html`<span>${format(values[index])}</span>`
                      : nothing}<span class="unseen"> ${label.toLowerCase()} </span>`,
                )}</span
              >
              ${measures.map(({ colour }, index) => html`<span class="bar is-${colour}" .style=${length(values[index])}></span>`)}
            </a>
          </li>`,
        )}
      </ol>
      ${keys.length > this.most ? html`<p class="faint">${keys.length - this.most} more are in the table.</p>` : nothing}
    `;
  }

  #table(keys, measures, heading) {
    const label = this.definition.by.map(formatName).join(' · ');
    const key = { label, cell: (it) => html`<a href=${addressOf(this.definition.pipeline, it.key)}>${keyName(it.key)}</a>` };
    const columns = measures.map(({ label, format }, index) => ({ label, cell: (it) => format(it.values[index]), isNumber: true }));
    return html`<data-table
      .name=${heading}
      .columns=${[key, ...columns]}
      .rows=${keys.slice(0, MOST_IN_TABLE)}
      .keyOf=${(it) => it.key}
    ></data-table>`;
  }

  /** While someone points at the list or tabs through it, nothing moves away from under them. */
  #inOrder(keys) {
    if (this.querySelector('.bars')?.matches(':hover, :focus-within')) {
      const place = new Map(this.#order.map((key, index) => [key, index]));
      keys.sort((a, b) => (place.get(a.key) ?? Infinity) - (place.get(b.key) ?? Infinity) || 0);
    }
    this.#order = keys.map((it) => it.key);
    return keys;
  }
}

customElements.define('ranked-keys', RankedKeys);
