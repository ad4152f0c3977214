/** Fetches candles from before those that the server keeps in memory, from its database. */

import { requestJson, withParameters } from '../api.js';
import { windowResult } from '../results.js';
import { store } from '../store.js';

const AT_ONCE = 500;

/** @typedef {{from: number, state: 'idle'|'loading'|'end'|'failed', message?: string}} Older */

/** @type {Map<string, Older>} */
const known = new Map();

/**
 * @param {string} symbol
 * @param {string} interval
 * @returns {Older} how far back candles have been fetched; Infinity for not at all
 */
export function olderOf(symbol, interval) {
  return known.get(`${symbol}|${interval}`) ?? { from: Infinity, state: 'idle' };
}

/**
 * Fetches as many as fit into one answer from before a time.
 *
 * @param {string} symbol
 * @param {string} interval
 * @param {number} before milliseconds
 */
export async function loadOlder(symbol, interval, before) {
  const set = (older) => {
    known.set(`${symbol}|${interval}`, { ...olderOf(symbol, interval), ...older });
    store.addEarlier([]);
  };
  set({ state: 'loading' });
  try {
    const { results } = await requestJson(
      withParameters('api/market/candles', { symbol, interval, to: new Date(before).toISOString(), limit: AT_ONCE }),
    );
    store.addEarlier(results);
    set(results.length ? { state: 'idle', from: windowResult(results[0]).start } : { state: 'end' });
  } catch (error) {
    set({ state: 'failed', message: error.message });
  }
}
