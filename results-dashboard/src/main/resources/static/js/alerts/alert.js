/** What there is to say of one alert. */

import { html } from 'lit';
import { formatDuration, formatMinute, formatNumber, timeOf } from '../format.js';

/**
 * How long it goes on, or went on.
 *
 * @param {Record<string, any>} alert
 * @param {number} now milliseconds
 * @returns {number} seconds
 */
export function secondsOf(alert, now) {
  const end = alert.state === 'firing' ? now : Date.parse(alert.changed_at);
  return Math.max(0, (end - Date.parse(alert.since)) / 1000);
}

/** @type {(alert: Record<string, any>, now: number) => string} */
export const durationOf = (alert, now) => formatDuration(secondsOf(alert, now));

/** What it is about within its pipeline: a minute where the key is one, else the key. */
export function aboutOf({ key }) {
  if (/^\d{4}-\d\d-\d\dT/.test(key)) {
    return html`minute ${timeOf(Date.parse(key), formatMinute)}`;
  }
  return key || 'everything';
}

/** @type {(value: number | undefined) => string} a rule need not have a number for everything */
export const numberOf = (value) => (Number.isFinite(value) ? formatNumber(value) : '–');
