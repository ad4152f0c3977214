import { html, nothing } from 'lit';
import { formatName, formatSecond, timeOf } from '../format.js';
import { healthMark } from '../health/health-mark.js';
import { addressOf } from '../route.js';
import { views } from '../views.js';
import { aboutOf, durationOf, numberOf } from './alert.js';
import { explanationOf } from './kinds.js';

const FIRING = { kind: 'bad', word: 'Firing' };
const QUIET = { kind: 'good', word: 'Quiet' };

/**
 * The alerts that go on, a card each.
 *
 * @param {Record<string, any>[]} alerts the newest first
 * @param {number} now milliseconds
 */
export function firingAlerts(alerts, now) {
  return html`
    <section aria-labelledby="firing">
      <h2 id="firing" class="section">Firing <span class="count">${alerts.length}</span></h2>
      ${alerts.length === 0
        ? html`<p class="panel quiet">${healthMark(QUIET, true)} Nothing is firing.</p>`
        : html`<ul class="firing">${alerts.map((it) => card(it, now))}</ul>`}
    </section>
  `;
}

function card(alert, now) {
  const explanation = explanationOf(alert.kind);
  return html`
    <li class="panel is-firing">
      <header class="panel-head">
        <h3>${healthMark(FIRING, true)} ${formatName(alert.kind)}</h3>
        <span>in ${pipelineLink(alert.pipeline)}</span>
        <span class="badge is-bad">for ${durationOf(alert, now)}</span>
      </header>
      ${explanation ? html`<p class="explanation">${explanation}</p>` : nothing}
      <dl class="card-facts">
        ${fact('About', aboutOf(alert))} ${fact('Seen', numberOf(alert.value))} ${fact('Expected', numberOf(alert.expected))}
        ${fact('Score', numberOf(alert.score))} ${fact('Since', timeOf(Date.parse(alert.since), formatSecond))}
      </dl>
    </li>
  `;
}

/** @param {string} pipeline */
export function pipelineLink(pipeline) {
  const view = views().find((it) => it.pipeline === pipeline);
  return view ? html`<a href=${addressOf(view.path)}>${view.title}</a>` : pipeline;
}

function fact(name, value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
