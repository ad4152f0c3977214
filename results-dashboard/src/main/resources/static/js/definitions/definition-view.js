import { html, nothing } from 'lit';
import { legend } from '../charts/legend.js';
import { csvAddress, needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { formatCount } from '../format.js';
import { downloadIcon } from '../icons.js';
import { figures, minuteLine, minutesOf } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { measuresOf, measuresOverKeys, rankingOf, windowsOf } from './definition.js';
import './key-history.js';
import { allKeys, rankedKeys } from './keys.js';
import { measurePanels } from './measure-panels.js';
import './ranked-keys.js';

const WINDOWS_LOOKED_AT = 15;

/** The page of any pipeline that is a definition. */
class DefinitionView extends LiveElement {
  static properties = {
    definition: { attribute: false },
    /** Whose history is shown, of a pipeline that counts by something. */
    selected: {},
    /** A form beside the numbers, of pipelines that have one. */
    form: { attribute: false },
    window: { state: true },
  };

  /** Shown until the reader chooses: the leader when the page was opened, whoever leads later. */
  #first = '';

  render() {
    const { pipeline, title, by } = this.definition;
    const now = store.now();
    const kinds = windowsOf(this.definition);
    const window = kinds.find((it) => it.name === this.window) ?? kinds[0];
    const from = rangeStart(now, window.millis);
    const loading = by.length ? { state: 'loaded' } : needEarlier(window.series, '', from);
    const results = by.length ? this.#overKeys(window, now) : store.results.of(window.series, '', from);
    const minutes = minutesOf(results, now, window.word);
    return html`
      <div class="view-head">
        <h1>${title}</h1>
        ${results.length ? minuteLine(minutes, now) : ''} ${kinds.length > 1 ? this.#choice(kinds, window) : nothing}
        <a class="button" href=${csvAddress(window.series, '', from)} download="${pipeline}.csv">${downloadIcon}CSV</a>
      </div>
      ${notices(pipeline, loading)}
      <div class=${this.form ? 'with-aside' : ''}>
        <div class="view-body">
          ${by.length ? this.#keys(window, minutes, now) : this.#total(results, minutes, loading, from, now)}
        </div>
        ${this.form ?? nothing}
      </div>
    `;
  }

  #choice(kinds, window) {
    return html`<fieldset class="segments is-small" @change=${(event) => (this.window = event.target.value)}>
      <legend class="unseen">Windows</legend>
      ${kinds.map(
        ({ name }) => html`<label>
          <input type="radio" name="window" value=${name} ?checked=${name === window.name} /><span>${name}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #total(results, minutes, loading, from, to) {
    if (results.length === 0) {
      return emptyState(this.definition.title, loading, this.definition);
    }
    const { charts, headline } = this.definition;
    const besides = headline.filter((name) => !charts.includes(name));
    return html`
      ${besides.length ? html`<div class="panel">${figures(minutes, measuresOf(this.definition, besides))}</div>` : nothing}
      ${measurePanels(minutes, measuresOf(this.definition, charts), { results, from, to })} ${legend}
    `;
  }

  #overKeys(window, now) {
    return allKeys(store.results.since(window.series, now - WINDOWS_LOOKED_AT * window.millis), measuresOverKeys(this.definition));
  }

  #keys(window, minutes, now) {
    this.#first ||= this.#leader(window, now);
    const key = this.selected || this.#first;
    if (!key) {
      return emptyState(this.definition.title, { state: 'loaded' }, this.definition);
    }
    const keys = { field: 'keys', label: 'Keys', format: formatCount, colour: 'series-1' };
    return html`
      ${minutes.complete || minutes.open
        ? html`<div class="panel">${figures(minutes, [...measuresOverKeys(this.definition), keys])}</div>`
        : nothing}
      <ranked-keys .definition=${this.definition} .window=${window} .selected=${key}></ranked-keys>
      <key-history .definition=${this.definition} .window=${window} .selected=${key}></key-history>
      ${legend}
    `;
  }

  #leader(window, now) {
    const results = store.results.since(window.series, now - WINDOWS_LOOKED_AT * window.millis);
    return rankedKeys(results, rankingOf(this.definition))[0]?.key ?? '';
  }
}

customElements.define('definition-view', DefinitionView);
