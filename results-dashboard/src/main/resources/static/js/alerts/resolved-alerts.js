import { html } from 'lit';
import '../charts/data-table.js';
import { formatName, formatSecond, timeOf } from '../format.js';
import { aboutOf, durationOf, numberOf } from './alert.js';
import { pipelineLink } from './firing-alerts.js';

const COLUMNS = [
  { label: 'Rule', cell: (it) => formatName(it.kind) },
  { label: 'Pipeline', cell: (it) => pipelineLink(it.pipeline) },
  { label: 'About', cell: aboutOf },
  { label: 'Seen', cell: (it) => numberOf(it.value), isNumber: true },
  { label: 'Expected', cell: (it) => numberOf(it.expected), isNumber: true },
  { label: 'Score', cell: (it) => numberOf(it.score), isNumber: true },
  { label: 'Since', cell: (it) => timeOf(Date.parse(it.since), formatSecond) },
  { label: 'Lasted', cell: (it) => durationOf(it, 0) },
];

/**
 * The alerts that are over.
 *
 * @param {Record<string, any>[]} alerts the last one to end first
 */
export function resolvedAlerts(alerts) {
  return html`
    <section class="panel" aria-label="Resolved alerts">
      <header class="panel-head"><h2>Resolved <span class="count">${alerts.length}</span></h2></header>
      ${alerts.length === 0
        ? html`<p class="faint">None so far. What was over before the server was started may no longer be here.</p>`
        : html`<data-table
            .name=${'resolved alerts'}
            .columns=${COLUMNS}
            .rows=${alerts}
            .keyOf=${(it) => it.alert_id}
            .more=${'Show earlier alerts'}
          ></data-table>`}
    </section>
  `;
}
