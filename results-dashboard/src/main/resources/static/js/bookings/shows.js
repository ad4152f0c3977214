/** Sums over shows. Tickets and bookings may be added up; users may not, for one user may book two shows. */

import { lastStarts } from '../minutes.js';

/**
 * @typedef {object} ShowTotal
 * @property {string} show
 * @property {number} tickets
 * @property {number} bookings
 */

/**
 * @param {import('../results.js').Results} results
 * @param {number} now milliseconds
 * @param {number} minutes how many to sum up, the one that goes on included
 * @returns {ShowTotal[]} most tickets first
 */
export function topShows(results, now, minutes) {
  const starts = lastStarts(now, minutes);
  return results
    .dimensions('bookings')
    .map((show) => {
      const windows = starts.map((start) => results.at('bookings', show, start)).filter(Boolean);
      return { show, tickets: sum(windows, 'total_tickets'), bookings: sum(windows, 'total_bookings') };
    })
    .filter((it) => it.bookings > 0)
    .sort((a, b) => b.tickets - a.tickets || b.bookings - a.bookings || a.show.localeCompare(b.show));
}

/**
 * All shows of the last minutes together, as results of their own.
 *
 * @param {import('../results.js').Results} results
 * @param {number} now milliseconds
 * @param {number} minutes
 * @returns {import('../results.js').WindowResult[]}
 */
export function allShows(results, now, minutes) {
  const shows = results.dimensions('bookings');
  return lastStarts(now, minutes).flatMap((start) => {
    const windows = shows.map((show) => results.at('bookings', show, start)).filter(Boolean);
    return windows.length === 0 ? [] : [together(windows)];
  });
}

function together(windows) {
  // As unsettled as the least settled of them.
  const status = ['provisional', 'corrected', 'final'].find((it) => windows.some((window) => window.status === it));
  return {
    ...windows[0],
    dimension: '',
    status,
    revision: Math.max(...windows.map((it) => it.revision)),
    processedAt: Math.max(...windows.map((it) => it.processedAt)),
    values: {
      total_tickets: sum(windows, 'total_tickets'),
      total_bookings: sum(windows, 'total_bookings'),
      shows: windows.length,
    },
  };
}

function sum(windows, field) {
  return windows.reduce((total, it) => total + it.values[field], 0);
}
