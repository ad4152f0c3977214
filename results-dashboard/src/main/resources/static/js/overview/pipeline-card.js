import { html, nothing } from 'lit';
import { sparkline } from '../charts/sparkline.js';
import { formatCount, formatDuration } from '../format.js';
import { healthMark } from '../health/health-mark.js';
import { addsUpMark } from '../health/pipeline-list.js';
import { healthOf, statusOf } from '../health/pipeline-health.js';
import { warningIcon } from '../icons.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';

/**
 * One pipeline on the overview: its most telling figure, and how it is.
 *
 * @param {import('../views.js').View} view
 * @param {number} now milliseconds
 */
export function pipelineCard(view, now) {
  const status = statusOf(view.pipeline);
  const health = healthOf(status);
  const firing = store.firing(view.pipeline).length;
  return html`
    <li class="panel pipeline-card">
      <header class="panel-head">
        <h2><a href=${addressOf(view.path)}>${view.title}</a></h2>
        <span class="mark is-${health.kind}">${healthMark(health, true)}${health.word}</span>
        ${firing
          ? html`<a class="badge is-bad" href=${addressOf('alerts', view.pipeline)}>${warningIcon}${firing === 1 ? '1 alert' : `${firing} alerts`}</a>`
          : nothing}
      </header>
      ${headline(view.headline?.(now))}
      ${health.reasons.map((it) => html`<p class="reason">${it}.</p>`)} ${status ? line(status) : nothing}
    </li>
  `;
}

function headline(told) {
  if (!told) {
    return html`<div class="headline"><p class="faint">No numbers yet.</p></div>`;
  }
  const { label, value, note, spark } = told;
  return html`<div class="headline">
    <div>
      <p class="headline-label">${label}</p>
      <p class="figure-value">${value}</p>
      ${note ? html`<p class="figure-open">${note}</p>` : nothing}
    </div>
    ${sparkline(spark ?? [])}
  </div>`;
}

function line(status) {
  const parts = [
    status.watermark_lag_seconds !== null && ['Watermark', `${formatDuration(status.watermark_lag_seconds)} behind`],
    status.lag !== null && ['Lag', `${formatCount(status.lag)} records`],
    ['Restarts', formatCount(status.restarts)],
  ].filter(Boolean);
  return html`<dl class="card-facts">
    ${parts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    <div><dt>Ledger</dt><dd>${addsUpMark(status.adds_up)}</dd></div>
  </dl>`;
}
