/** Numbers and times as the reader's browser writes them. */

import { html } from 'lit';

const wholeNumber = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const amount = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const change = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const minute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const second = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** @type {(value: number) => string} */
export const formatCount = (value) => wholeNumber.format(value);

/** With two places, as money comes. @type {(value: number) => string} */
export const formatMoney = (value) => amount.format(value);

/**
 * As a measure of a definition is written.
 *
 * @param {number} scale places after the point
 * @param {string} unit such as GBP; empty for none
 * @returns {(value: number) => string}
 */
export function formatScaled(scale, unit) {
  const scaled = new Intl.NumberFormat(undefined, { minimumFractionDigits: scale, maximumFractionDigits: scale });
  return (value) => scaled.format(value) + (unit ? ` ${unit}` : '');
}

/** With up to two places, as a measure comes. @type {(value: number) => string} */
export const formatNumber = (value) => number.format(value);

/** @type {(value: number) => string} such as 1.2 MB */
export function formatBytes(value) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
  const style = { style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: power ? 1 : 0 };
  return new Intl.NumberFormat(undefined, style).format(value / 1000 ** power);
}

/** For an axis: 12K. @type {(value: number) => string} */
export const formatCompact = (value) => compact.format(value);

/**
 * @param {number} value
 * @param {number} before
 * @returns {string} such as +4.2%; empty when there is nothing to compare with
 */
export function formatChange(value, before) {
  return before > 0 ? change.format((value - before) / before) : '';
}

/**
 * @param {number} millis
 * @returns {string} hours and minutes, with the day when that is not today
 */
export function formatMinute(millis) {
  return withDay(millis, minute.format(millis));
}

/** @type {(millis: number) => string} */
export const formatSecond = (millis) => withDay(millis, second.format(millis));

/** @type {(millis: number) => string} */
export const formatDay = (millis) => day.format(millis);

/** @type {(millis: number) => string} */
export const formatUtc = (millis) => `${new Date(millis).toISOString().replace('T', ' ').replace(/\.\d+Z$/, '')} UTC`;

/**
 * @param {number} seconds
 * @returns {string} such as 8 sec, 4 min, 2 hr 5 min
 */
export function formatDuration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return unit(whole, 'second');
  }
  if (whole < 3600) {
    return unit(Math.floor(whole / 60), 'minute');
  }
  const minutes = Math.floor((whole % 3600) / 60);
  return unit(Math.floor(whole / 3600), 'hour') + (minutes ? ` ${unit(minutes, 'minute')}` : '');
}

/**
 * A time in the reader's zone, with UTC on hover.
 *
 * @param {number} millis
 * @param {(millis: number) => string} [format]
 */
export function timeOf(millis, format = formatMinute) {
  return html`<time datetime=${new Date(millis).toISOString()} title=${formatUtc(millis)}>${format(millis)}</time>`;
}

/** @type {(text: string) => string} such as LEDGER_MISMATCH to Ledger mismatch */
export const formatName = (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase().replaceAll('_', ' ');

function withDay(millis, text) {
  return new Date(millis).toDateString() === new Date().toDateString() ? text : `${day.format(millis)}, ${text}`;
}

function unit(value, name) {
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
}
