import { html, nothing } from 'lit';
import { LiveElement } from '../element.js';
import { store } from '../store.js';
import { Placement } from './placement.js';
import { receiptList } from './receipts.js';

/**
 * What the two forms have in common: they send, show what the service says of each field, and list what was sent. The
 * event `placed` tells what the service has acknowledged.
 */
export class PlaceForm extends LiveElement {
  static properties = { errors: { state: true }, message: { state: true }, sending: { state: true } };

  /** @param {import('./placement.js').Kind} kind */
  constructor(kind) {
    super();
    /** By JSON pointer, as the service names fields. @type {Map<string, string>} */
    this.errors = new Map();
    this.message = '';
    this.sending = false;
    this.placement = new Placement(kind);
  }

  willUpdate() {
    this.placement.look();
  }

  /**
   * The whole form.
   *
   * @param {string} title
   * @param {object} fields a template
   * @param {(receipt: import('./placement.js').Receipt) => string} describe
   */
  form(title, fields, describe) {
    return html`
      <section class="panel place" aria-label=${title}>
        <h2>${title}</h2>
        <form novalidate @submit=${this.#submit}>
          ${fields}
          <button type="submit" class="button is-primary" ?disabled=${this.sending}>
            ${this.sending ? 'Placing…' : title}
          </button>
          <p class="form-message" role="alert">${this.message || nothing}</p>
        </form>
        ${store.pausedAt !== null && this.placement.receipts.length
          ? html`<p class="notice">The page is paused. Resume to see what was placed being counted.</p>`
          : nothing}
        ${receiptList(this.placement.receipts, describe, (receipt) => this.#run(() => this.placement.send(receipt)))}
      </section>
    `;
  }

  /**
   * One labelled input with what the service said of it.
   *
   * @param {string} pointer its place in the body, such as /ticket_count
   * @param {string} label
   * @param {string} value to begin with
   * @param {{inputmode?: string, list?: string}} [how]
   */
  field(pointer, label, value, { inputmode = 'text', list } = {}) {
    const error = this.errors.get(pointer);
    const id = `${this.localName}${pointer.replaceAll('/', '-')}`;
    return html`
      <p class="field">
        <label for=${id}>${label}</label>
        <input
          id=${id}
          name=${pointer}
          value=${value}
          inputmode=${inputmode}
          list=${list ?? nothing}
          autocomplete="off"
          spellcheck="false"
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${error ? `${id}-error` : nothing}
        />
        ${error ? html`<span class="field-error" id="${id}-error">${error}</span>` : nothing}
      </p>
    `;
  }

  #submit = (event) => {
    event.preventDefault();
    const values = new FormData(event.target);
    const body = this.bodyOf((pointer) => String(values.get(pointer) ?? '').trim());
    this.#run(async () => {
      await this.placement.place(body);
      this.dispatchEvent(new CustomEvent('placed', { detail: body }));
    });
  };

  async #run(send) {
    this.errors = new Map();
    this.message = '';
    this.sending = true;
    try {
      await send();
    } catch (error) {
      this.#show(error);
    } finally {
      this.sending = false;
    }
  }

  async #show(error) {
    const shown = (it) => this.querySelector(`[name="${CSS.escape(it.field)}"]`);
    const problems = error.errors ?? [];
    this.errors = new Map(problems.filter(shown).map((it) => [it.field, it.detail || it.reason]));
    const rest = problems.filter((it) => !shown(it)).map((it) => `${it.field} ${it.detail || it.reason}`);
    // What may be sent again says so itself, in the list below.
    this.message = error.mayBeSentAgain ? '' : [error.message, ...rest].join('. ');
    await this.updateComplete;
    this.querySelector('[aria-invalid="true"]')?.focus();
  }
}

/**
 * What was typed, as it goes into the body: a number where it is one, else the text, so that the service can say what is
 * wrong with it; nothing at all where nothing was typed.
 *
 * @param {string} text
 * @returns {number | string | undefined}
 */
export function numberOrText(text) {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text || undefined;
}
