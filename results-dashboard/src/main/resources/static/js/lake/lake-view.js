import { html } from 'lit';
import '../charts/data-table.js';
import '../charts/minute-panel.js';
import { legend } from '../charts/legend.js';
import { needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { formatBytes, formatCount, formatDuration, timeOf } from '../format.js';
import { standingBadge } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import { rangeStart } from '../range.js';
import { store } from '../store.js';
import { hoursSince, LAKE_MEASURES, lastCommit, minutesOfHours, sumOf } from './hours.js';

const HOUR_MILLIS = 3_600_000;

/** What has come into the lake, and the hours that it is kept in. */
class LakeView extends LiveElement {
  render() {
    const now = store.now();
    const from = rangeStart(now);
    // At least a day of hours, whatever the range of the chart is.
    const earliest = Math.min(from, now - 24 * HOUR_MILLIS);
    const loadings = LAKE_MEASURES.map(({ field }) => needEarlier('lake', field, earliest));
    const loading = loadings.find((it) => it.state !== 'loaded') ?? loadings[0];
    const hours = hoursSince(store.results, -Infinity);
    return html`
      <div class="view-head"><h1>Event lake</h1></div>
      ${notices('lake', loading)}
      <div class="view-body">${hours.length ? body(hours, from, now) : emptyState('listening events', loading)}</div>
    `;
  }
}

function body(hours, from, now) {
  const results = minutesOfHours(hours, from, now);
  return html`
    <div class="panel">${figures(hours, now)}</div>
    <minute-panel .heading=${'Events per minute'} .lines=${{ results, measures: LAKE_MEASURES, from, to: now }}></minute-panel>
    <section class="panel" aria-label="Newest hours">
      <header class="panel-head"><h2>Newest hours</h2></header>
      <data-table
        .name=${'Newest hours'}
        .caption=${'Hours of the lake, the newest first'}
        .more=${'Show earlier hours'}
        .columns=${columns(now)}
        .rows=${hours}
        .keyOf=${(it) => `${it.start}|${it.dimension}`}
      ></data-table>
    </section>
    ${legend}
  `;
}

function figures(hours, now) {
  const committed = lastCommit(hours);
  const given = [
    ['Last commit', committed ? `${formatDuration((now - committed) / 1000)} ago` : 'none yet'],
    ['Rows in files', formatCount(sumOf(hours, 'rows'))],
    ['Rows that wait', formatCount(sumOf(hours, 'waiting_rows'))],
    ['Late rows', formatCount(sumOf(hours, 'late_rows'))],
    ['Files', formatCount(sumOf(hours, 'files'))],
    ['Size', formatBytes(sumOf(hours, 'bytes'))],
  ];
  return html`<dl class="figures">
    ${given.map(([label, value]) => html`<div><dt>${label}</dt><dd><p class="figure"><span class="figure-value">${value}</span></p></dd></div>`)}
  </dl>`;
}

function columns(now) {
  const count = (label, field) => ({ label, cell: (it) => formatCount(it.values[field]), isNumber: true });
  return [
    { label: 'Hour', cell: (it) => timeOf(it.start) },
    { label: 'Events', cell: (it) => LAKE_MEASURES.find(({ field }) => field === it.dimension)?.label ?? it.dimension },
    count('Rows', 'rows'),
    count('Waiting', 'waiting_rows'),
    count('Late', 'late_rows'),
    count('Files', 'files'),
    { label: 'Size', cell: (it) => formatBytes(it.values.bytes), isNumber: true },
    { label: 'Last commit', cell: (it) => (it.values.committed_at ? timeOf(Date.parse(it.values.committed_at)) : '–') },
    { label: 'State', cell: (it) => standingBadge(it, now) },
  ];
}

customElements.define('lake-view', LakeView);
