import { formatCount, formatDuration } from '../format.js';
import { store } from '../store.js';
import { hoursSince, LAKE_MEASURES, lastCommit, minutesOfHours, sumOf } from './hours.js';

const SPARK_MILLIS = 30 * 60_000;
const HOUR_MILLIS = 3_600_000;

/** @type {import('../views.js').View['headline']} */
export function lakeHeadline(now) {
  const hours = hoursSince(store.results, now - 24 * HOUR_MILLIS);
  if (hours.length === 0) {
    return undefined;
  }
  const committed = lastCommit(hours);
  const minutes = minutesOfHours(hours, now - SPARK_MILLIS, now - 60_000);
  return {
    label: 'Rows in the newest hours',
    value: formatCount(sumOf(hours, 'rows')),
    note: committed ? `Last file ${formatDuration((now - committed) / 1000)} ago` : 'No file yet',
    spark: minutes.map((it) => LAKE_MEASURES.reduce((sum, { field }) => sum + it.values[field], 0)),
  };
}
