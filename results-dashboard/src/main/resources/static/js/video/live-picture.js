import { html, nothing } from 'lit';
import { withParameters } from '../api.js';
import { PageElement } from '../element.js';
import { downloadIcon } from '../icons.js';
import { store } from '../store.js';

const AFTER_FAILURE_MILLIS = 2_000;
const WHILE_PAUSED_MILLIS = 250;

/**
 * The newest picture of a source, and then the next, and so on: each is asked for when the last one is shown, so a slow
 * reader sees fewer of them and never old ones.
 */
class LivePicture extends PageElement {
  static properties = { source: {}, url: { state: true }, said: { state: true }, delay: { state: true } };

  #ending = new AbortController();
  #seen = '';

  constructor() {
    super();
    this.url = '';
    this.said = 'Waiting for a picture…';
    this.delay = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ending = new AbortController();
    this.#follow(this.#ending.signal);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ending.abort();
    this.#show('');
  }

  render() {
    return html`
      <div class="live-picture">
        ${this.url
          ? html`<img src=${this.url} alt="Live picture of ${this.source}" data-frame=${this.#seen} />`
          : html`<p class="faint">${this.said}</p>`}
      </div>
      <p class="live-picture-line">
        <span class="faint">${this.url ? html`<span class="pulse" aria-hidden="true"></span>${this.delay.toFixed(1)} s behind` : nothing}</span>
        <a
          class="icon-button"
          href=${withParameters('api/video/frame', { source: this.source, download: 'true' })}
          download
          aria-label="Save the picture of ${this.source}"
          title="Save the picture"
          >${downloadIcon}</a
        >
      </p>
    `;
  }

  async #follow(signal) {
    while (!signal.aborted) {
      if (store.pausedAt !== null || document.hidden) {
        await wait(WHILE_PAUSED_MILLIS);
      } else {
        await this.#next(signal);
      }
    }
  }

  async #next(signal) {
    try {
      const address = withParameters('api/video/frame', { source: this.source, after: this.#seen });
      const answer = await fetch(address, { signal });
      if (answer.status === 200) {
        const picture = await answer.blob();
        this.#seen = answer.headers.get('X-Frame-Id') ?? '';
        this.delay = Math.max(0, (Date.now() - Date.parse(answer.headers.get('X-Frame-Time') ?? '')) / 1000) || 0;
        this.#show(URL.createObjectURL(picture));
      } else {
        this.#show('');
        this.said = answer.status === 204 ? 'No picture comes from here now.' : 'The picture cannot be had now.';
        await wait(answer.status === 204 ? 0 : AFTER_FAILURE_MILLIS);
      }
    } catch {
      if (!signal.aborted) {
        this.#show('');
        this.said = 'The picture cannot be had now.';
        await wait(AFTER_FAILURE_MILLIS);
      }
    }
  }

  #show(url) {
    const before = this.url;
    this.url = url;
    if (before) {
      // Once the next one is drawn; otherwise the browser keeps every picture that it was ever given.
      this.updateComplete.then(() => URL.revokeObjectURL(before));
    }
  }
}

function wait(millis) {
  return new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
}

customElements.define('live-picture', LivePicture);
