import { html } from 'lit';
import { LiveElement } from '../element.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';
import { views } from '../views.js';
import { firingAlerts } from './firing-alerts.js';
import { resolvedAlerts } from './resolved-alerts.js';

/** What a person should know: what goes on, and what was. */
class AlertsView extends LiveElement {
  /** The one that is looked at; all when empty. */
  static properties = { pipeline: {} };

  render() {
    const known = [...store.alerts.values()];
    const alerts = known.filter((it) => !this.pipeline || it.pipeline === this.pipeline);
    const firing = alerts.filter((it) => it.state === 'firing');
    const resolved = alerts.filter((it) => it.state !== 'firing');
    return html`
      <div class="view-head"><h1>Alerts</h1>${this.#choice(known)}</div>
      ${firingAlerts(newestFirst(firing, 'since'), store.now())} ${resolvedAlerts(newestFirst(resolved, 'changed_at'))}
    `;
  }

  #choice(alerts) {
    const names = [...new Set([...alerts.map((it) => it.pipeline), this.pipeline].filter(Boolean))].sort();
    const link = (name, title) => html`<a href=${addressOf('alerts', name)} aria-current=${name === this.pipeline ? 'true' : 'false'}>${title}</a>`;
    return html`<div class="segments" role="group" aria-label="Pipelines">
      ${link('', 'All')} ${names.map((name) => link(name, views().find((it) => it.pipeline === name)?.title ?? name))}
    </div>`;
  }
}

function newestFirst(alerts, time) {
  return alerts.sort((a, b) => Date.parse(b[time]) - Date.parse(a[time]));
}

customElements.define('alerts-view', AlertsView);
