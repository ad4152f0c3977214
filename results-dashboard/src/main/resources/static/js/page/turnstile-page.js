import { html } from 'lit';
import { LiveElement } from '../element.js';
import { statusOf } from '../health/pipeline-health.js';
import { brandIcon } from '../icons.js';
import { addressOf, routeOf } from '../route.js';
import { store } from '../store.js';
import { viewAt } from '../views.js';
import './alert-strip.js';
import './connection-light.js';
import './page-navigation.js';
import './pause-button.js';
import { pipelineNotRunning } from './pipeline-not-running.js';
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
        <page-navigation .path=${view.path}></page-navigation>
      </header>
      <alert-strip></alert-strip>
      <main id="content" tabindex="-1">${isRunning(view) ? view.draw(this.#route.detail) : pipelineNotRunning(view)}</main>
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
    return viewAt(this.#route.path);
  }

  get #content() {
    return this.querySelector('#content');
  }

  /** The address holds the view, so the browser's own jump to a fragment would leave it. */
  #skip(event) {
    event.preventDefault();
    this.#content.focus();
  }
}

/** As long as the server has not told which pipelines there are, every page is given a chance. */
function isRunning({ pipeline }) {
  return !pipeline || store.pipelines === null || statusOf(pipeline) !== undefined;
}

customElements.define('turnstile-page', TurnstilePage);
