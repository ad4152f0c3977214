/** Fetches results from before the stream's snapshot, once for each thing that is looked at. */

import { requestJson, withParameters } from './api.js';
import { store } from './store.js';

const MOST_ROWS = 10_000;

/** @typedef {{state: 'loading'|'loaded'|'failed', from: number, generation: number, message?: string}} Loading */

/** @type {Map<string, Loading>} */
const asked = new Map();
let generation = -1;

/**
 * Sees to it that the store has this pipeline's results back to a time, as far as the server has them.
 *
 * @param {string} series a pipeline and, but for its live windows, which: orders/1h
 * @param {string} dimension
 * @param {number} from milliseconds
 * @returns {Loading}
 */
export function needEarlier(series, dimension, from) {
  const key = `${series}|${dimension}`;
  if (generation !== store.generation) {
    generation = store.generation;
    asked.clear();
  }
  const before = asked.get(key);
  if (before && before.from <= from) {
    return before;
  }
  const loading = { state: 'loading', from, generation };
  asked.set(key, loading);
  load(loading, series, dimension);
  return loading;
}

/** Lets what failed be tried again. */
export function retryEarlier() {
  asked.forEach((loading, key) => loading.state === 'failed' && asked.delete(key));
  store.addEarlier([]);
}

/**
 * Where the server gives a range's results as CSV.
 *
 * @param {string} series a pipeline and, but for its live windows, which: orders/1h
 * @param {string} dimension
 * @param {number} from milliseconds
 * @returns {string}
 */
export function csvAddress(series, dimension, from) {
  return address(series, dimension, from, 'csv');
}

async function load(loading, series, dimension) {
  try {
    const { results } = await requestJson(address(series, dimension, loading.from));
    loading.state = 'loaded';
    if (loading.generation === store.generation) {
      store.addEarlier(results);
    }
  } catch (error) {
    loading.state = 'failed';
    loading.message = error.message;
    store.addEarlier([]);
  }
}

function address(series, dimension, from, format) {
  const [pipeline, window] = series.split('/');
  return withParameters(`api/results/${encodeURIComponent(pipeline)}`, {
    from: new Date(from).toISOString(),
    to: store.pausedAt === null ? undefined : new Date(store.pausedAt).toISOString(),
    window,
    key: dimension,
    // A file has all of them.
    limit: format ? undefined : MOST_ROWS,
    format,
  });
}
