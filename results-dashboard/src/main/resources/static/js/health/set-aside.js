import { html, nothing } from 'lit';
import { requestJson, withParameters } from '../api.js';
import { LiveElement } from '../element.js';
import { formatName, formatSecond, timeOf } from '../format.js';
import { store } from '../store.js';

const REFRESH_MILLIS = 5_000;
const KINDS = ['rejected', 'late'];

/** Samples of what was not counted, with the reason and the record as it came. */
class SetAside extends LiveElement {
  static properties = { kind: { state: true }, records: { state: true }, message: { state: true } };

  #askedAt = 0;

  constructor() {
    super();
    this.kind = 'rejected';
    /** @type {Record<string, any>[] | null} null until they are loaded */
    this.records = null;
    this.message = '';
  }

  willUpdate() {
    if (store.pausedAt === null && Date.now() - this.#askedAt > REFRESH_MILLIS) {
      this.#ask();
    }
  }

  render() {
    return html`
      <section class="panel" aria-labelledby="set-aside">
        <header class="panel-head">
          <h2 id="set-aside">Set aside</h2>
          <fieldset class="segments is-small" @change=${(event) => this.#choose(event.target.value)}>
            <legend class="unseen">Kind of records</legend>
            ${KINDS.map(
              (kind) => html`<label>
                <input type="radio" name="set-aside" value=${kind} ?checked=${kind === this.kind} />
                <span>${formatName(kind)}</span>
              </label>`,
            )}
          </fieldset>
        </header>
        ${this.message ? html`<p class="notice is-bad">The samples could not be loaded: ${this.message}</p>` : nothing}
        ${this.#content()}
      </section>
    `;
  }

  #content() {
    if (this.records === null) {
      return html`<p class="faint">Loading…</p>`;
    }
    if (this.records.length === 0) {
      return html`<p class="faint">No record was ${this.kind === 'late' ? 'too late' : 'rejected'}: nothing to look into.</p>`;
    }
    return html`<ul class="samples">
      ${this.records.map((it) => sample(it))}
    </ul>`;
  }

  #choose(kind) {
    this.kind = kind;
    this.records = null;
    this.#ask();
  }

  async #ask() {
    this.#askedAt = Date.now();
    const kind = this.kind;
    try {
      const { records } = await requestJson(withParameters('api/set-aside', { kind }));
      if (kind === this.kind) {
        this.records = [...records].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
        this.message = '';
      }
    } catch (error) {
      this.message = error.message;
    }
  }
}

function sample(record) {
  return html`<li>
    <p>
      ${timeOf(Date.parse(record.at), formatSecond)} <strong>${formatName(record.reason)}</strong> in ${record.pipeline}
      <span class="faint">${record.detail}</span>
    </p>
    <pre tabindex="0" role="group" aria-label="The record as it came"><code>${record.value}</code></pre>
    <p class="faint">${record.source_topic}, partition ${record.source_partition}, offset ${record.source_offset}</p>
  </li>`;
}

customElements.define('set-aside', SetAside);
