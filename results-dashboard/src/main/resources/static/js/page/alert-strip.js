import { html, nothing } from 'lit';
import { LiveElement } from '../element.js';
import { formatName, timeOf } from '../format.js';
import { warningIcon } from '../icons.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';

/** Says at the top of every view that an alert is firing. Always there, so that screen readers hear it change. */
class AlertStrip extends LiveElement {
  render() {
    const firing = store.firing();
    const latest = firing.at(-1);
    return html`<div role="alert" class="alert-bar">${latest ? this.#strip(latest, firing.length - 1) : nothing}</div>`;
  }

  #strip(alert, others) {
    return html`
      <p class="alert-strip">
        ${warningIcon}
        <span
          ><strong>${formatName(alert.kind)}</strong> in ${alert.pipeline} since ${timeOf(Date.parse(alert.since))}${others
            ? `, and ${others} more`
            : ''}</span
        >
        <a href=${addressOf('alerts')}>See the alerts</a>
      </p>
    `;
  }
}

customElements.define('alert-strip', AlertStrip);
