import { html } from 'lit';
import { LiveElement } from '../element.js';
import { formatName, formatSecond, timeOf } from '../format.js';
import { store } from '../store.js';

/** Alerts, those that fire first. */
class AlertList extends LiveElement {
  render() {
    const alerts = [...store.alerts.values()].sort(
      (a, b) => Number(b.state === 'firing') - Number(a.state === 'firing') || Date.parse(b.since) - Date.parse(a.since),
    );
    return html`
      <section class="panel" aria-label="Alerts">
        <header class="panel-head"><h2>Alerts</h2></header>
        ${alerts.length === 0 ? html`<p class="faint">None so far.</p>` : html`<ul class="alerts">${alerts.map(item)}</ul>`}
      </section>
    `;
  }
}

function item(alert) {
  const firing = alert.state === 'firing';
  return html`<li>
    <span class="badge ${firing ? 'is-bad' : 'is-good'}">${formatName(alert.state)}</span>
    <span>
      <strong>${formatName(alert.kind)}</strong> in ${alert.pipeline}${alert.key ? html` for ${keyText(alert.key)}` : ''}: ${alert.value}
      seen, ${alert.expected} expected
    </span>
    <span class="faint">since ${timeOf(Date.parse(alert.since), formatSecond)}</span>
  </li>`;
}

/** A minute where the key is one, else the key. */
function keyText(key) {
  return /^\d{4}-\d\d-\d\dT/.test(key) ? timeOf(Date.parse(key)) : key;
}

customElements.define('alert-list', AlertList);
