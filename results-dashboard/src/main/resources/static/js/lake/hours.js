/** The lake's hours as the view and the overview need them. */

import { formatCount } from '../format.js';

const MINUTE_MILLIS = 60_000;

/** The topics of the lake, each with what one of its events is called. @type {import('../minutes.js').Measure[]} */
export const LAKE_MEASURES = [
  { field: 'listen_events', label: 'Listens', format: formatCount, colour: 'series-1' },
  { field: 'page_view_events', label: 'Page views', format: formatCount, colour: 'series-2' },
  { field: 'auth_events', label: 'Logins', format: formatCount, colour: 'series-3' },
];

/**
 * @param {import('../results.js').Results} results
 * @param {number} from milliseconds
 * @returns {import('../results.js').WindowResult[]} the hours of all topics that end after from, the newest first
 */
export function hoursSince(results, from) {
  return LAKE_MEASURES.flatMap(({ field }) => results.of('lake', field))
    .filter((it) => it.end > from)
    .sort((a, b) => b.start - a.start || a.dimension.localeCompare(b.dimension));
}

/**
 * The hours taken apart into minutes, each with the events of every topic.
 *
 * @param {import('../results.js').WindowResult[]} hours
 * @param {number} from milliseconds
 * @param {number} to milliseconds
 * @returns {import('../results.js').WindowResult[]} ascending by time
 */
export function minutesOfHours(hours, from, to) {
  const minutes = new Map();
  for (const hour of hours) {
    hour.values.rows_by_minute.forEach((rows, index) => {
      const start = hour.start + index * MINUTE_MILLIS;
      if (start >= from && start <= to) {
        minutes.set(start, withRows(minutes.get(start) ?? emptyMinute(start), hour, rows));
      }
    });
  }
  return [...minutes.values()]
    .filter((it) => LAKE_MEASURES.some(({ field }) => it.values[field] > 0))
    .sort((a, b) => a.start - b.start);
}

function emptyMinute(start) {
  const values = Object.fromEntries(LAKE_MEASURES.map(({ field }) => [field, 0]));
  return { pipeline: 'lake', dimension: '', start, end: start + MINUTE_MILLIS, status: 'final', revision: 0, processedAt: 0, values };
}

/** A minute is as settled as the least settled of its hours. */
function withRows(minute, hour, rows) {
  return {
    ...minute,
    status: hour.status === 'provisional' ? 'provisional' : minute.status,
    processedAt: minute.processedAt + hour.processedAt,
    values: { ...minute.values, [hour.dimension]: rows },
  };
}

/**
 * @param {import('../results.js').WindowResult[]} hours
 * @returns {number | undefined} when the newest file became visible, in milliseconds
 */
export function lastCommit(hours) {
  const times = hours.map((it) => Date.parse(it.values.committed_at)).filter(Number.isFinite);
  return times.length ? Math.max(...times) : undefined;
}

/** @type {(hours: import('../results.js').WindowResult[], field: string) => number} */
export const sumOf = (hours, field) => hours.reduce((sum, it) => sum + it.values[field], 0);
