/** The span of time that is looked at, the same on every view. */

import { keepPreference, preference } from './preferences.js';

/** @typedef {{name: string, label: string, minutes: number}} Range */

/** @type {Range[]} */
export const RANGES = [
  { name: '15m', label: '15 min', minutes: 15 },
  { name: '1h', label: '1 h', minutes: 60 },
  { name: '6h', label: '6 h', minutes: 360 },
  { name: '24h', label: '24 h', minutes: 1440 },
];

const listeners = new Set();
const byName = (name) => RANGES.find((it) => it.name === name);
let chosen = byName(preference('range', RANGES.map((it) => it.name)));

/** @returns {Range} */
export function range() {
  return chosen;
}

/** @param {string} name */
export function chooseRange(name) {
  chosen = byName(name) ?? chosen;
  keepPreference('range', chosen.name);
  listeners.forEach((listener) => listener());
}

/**
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function onRangeChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const LEAST_WINDOWS = 48;

/**
 * The first whole minute of the range that ends at this time. Of hours and days one sees more than the range would have.
 *
 * @param {number} now milliseconds
 * @param {number} [windowMillis] how long the windows are that are looked at
 * @returns {number} milliseconds
 */
export function rangeStart(now, windowMillis = 60_000) {
  if (windowMillis > 5 * 60_000) {
    return Math.min(rangeStart(now), now - LEAST_WINDOWS * windowMillis);
  }
  return Math.floor(now / 60_000) * 60_000 - (chosen.minutes - 1) * 60_000;
}
