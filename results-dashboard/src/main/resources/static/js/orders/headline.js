import { headlineOf } from '../minutes.js';
import { store } from '../store.js';
import { ORDER_MEASURES } from './measures.js';

const SPARK_MILLIS = 30 * 60_000;

/** @type {import('../views.js').View['headline']} */
export function ordersHeadline(now) {
  return headlineOf(store.results.of('orders', '', now - SPARK_MILLIS), ORDER_MEASURES[0], now);
}
