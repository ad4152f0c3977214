import { html } from 'lit';
import { LiveElement } from '../element.js';
import { brandIcon } from '../icons.js';
import { addressOf, routeOf } from '../route.js';
import { store } from '../store.js';
import { VIEWS } from '../views.js';
import './alert-strip.js';
import './connection-light.js';
import './pause-button.js';
import './range-choice.js';
import './theme-choice.js';

/** The frame around every view: what it is, whether it is live, where one can go. */
class TurnstilePage extends LiveElement {
  #route = routeOf(location.hash);
  #moved = false;
  #onHashChange = () => {
    const before = this.#route.path;
    this.#route = routeOf(location.hash);
    this.#moved = this.#route.path !== before;
    this.requestUpdate();
  };

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHashChange);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHashChange);
  }

  render() {
    const view = this.#view;
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>Skip to the numbers</a>
      <header class="page-header">
        <div class="page-bar">
          <a class="brand" href=${addressOf('')}>${brandIcon}<span>Turnstile</span></a>
          <connection-light></connection-light>
          <div class="page-controls">
            <pause-button></pause-button>
            <range-choice></range-choice>
            <theme-choice></theme-choice>
          </div>
        </div>
        <nav aria-label="Views">
          ${VIEWS.map((it) => this.#link(it, it === view))}
        </nav>
      </header>
      <alert-strip></alert-strip>
      <main id="content" tabindex="-1">${view.draw(this.#route.detail)}</main>
    `;
  }

  updated() {
    document.title = `${this.#view.title} · Turnstile`;
    if (this.#moved) {
      this.#moved = false;
      window.scrollTo(0, 0);
      this.#content.focus({ preventScroll: true });
    }
  }

  get #view() {
    return VIEWS.find((it) => it.path === this.#route.path) ?? VIEWS[0];
  }

  get #content() {
    return this.querySelector('#content');
  }

  #link(view, current) {
    const trouble = view.pipeline && isInTrouble(view.pipeline);
    return html`<a href=${addressOf(view.path)} aria-current=${current ? 'page' : 'false'}
      >${view.title}${trouble ? html`<span class="dot is-bad" role="img" aria-label="not running"></span>` : ''}</a
    >`;
  }

  /** The address holds the view, so the browser's own jump to a fragment would leave it. */
  #skip(event) {
    event.preventDefault();
    this.#content.focus();
  }
}

function isInTrouble(pipeline) {
  const status = store.pipelines?.find((it) => it.name === pipeline);
  return status !== undefined && status.state !== 'RUNNING';
}

customElements.define('turnstile-page', TurnstilePage);
