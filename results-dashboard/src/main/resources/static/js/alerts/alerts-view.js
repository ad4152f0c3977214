import { html } from 'lit';
import { LiveElement } from '../element.js';
import './alert-list.js';

/** What a person should know: what goes on, and what was. */
class AlertsView extends LiveElement {
  render() {
    return html`
      <div class="view-head"><h1>Alerts</h1></div>
      <alert-list></alert-list>
    `;
  }
}

customElements.define('alerts-view', AlertsView);
