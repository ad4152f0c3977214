import { headlineOf } from '../minutes.js';
import { store } from '../store.js';
import { ALL_SHOWS_FIGURES } from './measures.js';
import { allShows } from './shows.js';

const SPARK_MINUTES = 30;

/** @type {import('../views.js').View['headline']} */
export function bookingsHeadline(now) {
  return headlineOf(allShows(store.results, now, SPARK_MINUTES), ALL_SHOWS_FIGURES[0], now);
}
