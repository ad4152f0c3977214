import { store } from '../store.js';
import { marketHeadlineOf } from './prices.js';

/** @type {import('../views.js').View['headline']} */
export const marketHeadline = marketHeadlineOf(store);
