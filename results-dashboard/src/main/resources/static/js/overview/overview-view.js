import { html } from 'lit';
import '../bookings/top-shows.js';
import { legend } from '../charts/legend.js';
import '../charts/minute-panel.js';
import { needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { statusOf } from '../health/pipeline-health.js';
import { figures, minutesOf } from '../minutes.js';
import { ORDER_MEASURES } from '../orders/measures.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { VIEWS } from '../views.js';
import { pipelineCard } from './pipeline-card.js';

/** The first thing one sees: how every pipeline is, and what is happening now. */
class OverviewView extends LiveElement {
  render() {
    const now = store.now();
    const running = VIEWS.filter((it) => it.pipeline && statusOf(it.pipeline));
    return html`
      <div class="view-head"><h1>Overview</h1></div>
      ${running.length ? html`<ul class="cards">${running.map((it) => pipelineCard(it, now))}</ul>` : this.#nothingYet()}
      <div class="panels is-below">
        ${statusOf('orders') ? this.#revenue(now) : ''} ${statusOf('bookings') ? html`<top-shows .most=${6}></top-shows>` : ''}
      </div>
      ${statusOf('orders') ? legend : ''}
    `;
  }

  #revenue(now) {
    const from = rangeStart(now);
    needEarlier('orders', '', from);
    const results = store.results.of('orders', '', from);
    return html`<minute-panel
      .heading=${'Revenue per minute'}
      .summary=${figures(minutesOf(results, now), ORDER_MEASURES)}
      .lines=${{ results, measures: ORDER_MEASURES.slice(0, 1), from, to: now }}
    ></minute-panel>`;
  }

  #nothingYet() {
    return store.pipelines === null
      ? html`<div class="empty"><p>Asking how the pipelines are…</p></div>`
      : html`<div class="empty">
          <p><strong>No pipeline is known.</strong></p>
          <p>Start them with <code>deploy/local/up</code>.</p>
        </div>`;
  }
}

customElements.define('overview-view', OverviewView);
