import { html } from 'lit';
import { LiveElement } from '../element.js';
import { healthMark } from '../health/health-mark.js';
import { healthOf, statusOf } from '../health/pipeline-health.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';
import { views } from '../views.js';

/** Where one can go, and at a glance which pipelines are healthy and whether anything fires. */
class PageNavigation extends LiveElement {
  static properties = { path: {} };

  render() {
    return html`<nav aria-label="Views">
      ${views().filter((it) => !it.pipeline || statusOf(it.pipeline)).map((it) => this.#link(it))}
    </nav>`;
  }

  updated() {
    // On a phone the row is wider than the screen; the view that is open is in sight.
    if (this.path !== this.shownPath) {
      this.shownPath = this.path;
      this.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  #link({ path, title, pipeline }) {
    const firing = pipeline || path === 'alerts' ? store.firing(pipeline).length : 0;
    return html`<a href=${addressOf(path)} aria-current=${path === this.path ? 'page' : 'false'}
      >${title}${pipeline ? healthMark(healthOf(statusOf(pipeline))) : ''}${firing
        ? html`<span class="alert-count">${firing}<span class="unseen"> ${firing === 1 ? 'alert' : 'alerts'} firing</span></span>`
        : ''}</a
    >`;
  }
}

customElements.define('page-navigation', PageNavigation);
