import { html } from 'lit';
import { LiveElement } from '../element.js';
import { store } from '../store.js';
import './ledger-table.js';
import './pipeline-list.js';
import './set-aside.js';

/** Whether the numbers can be trusted. */
class HealthView extends LiveElement {
  render() {
    const known = [...(store.pipelines ?? []).map((it) => it.name), ...[...store.ledger.values()].map((it) => it.pipeline)];
    const names = [...new Set(known)];
    return html`
      <div class="view-head"><h1>Health</h1></div>
      <h2 class="unseen">Pipelines</h2>
      <pipeline-list></pipeline-list>
      <h2 class="unseen">Ledgers</h2>
      <div class="panels">${names.map((name) => html`<ledger-table .pipeline=${name}></ledger-table>`)}</div>
      <set-aside></set-aside>
    `;
  }
}

customElements.define('health-view', HealthView);
