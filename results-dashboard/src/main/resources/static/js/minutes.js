/** What is now and what was before, among the results of one thing. */

import { html, nothing } from 'lit';
import { formatChange, formatDay, formatMinute, formatName, timeOf } from './format.js';

/**
 * @typedef {import('./results.js').WindowResult} WindowResult
 * @typedef {object} Minutes
 * @property {WindowResult | undefined} complete the last minute, or whatever the windows are, that is over, settled or not
 * @property {WindowResult | undefined} before the minute right before that one
 * @property {WindowResult | undefined} open the minute that goes on
 * @property {string} word what a window is called, such as hour
 */

/**
 * @param {WindowResult[]} results ascending by time
 * @param {number} now milliseconds
 * @param {string} [word] what a window is called
 * @returns {Minutes}
 */
export function minutesOf(results, now, word = 'minute') {
  const complete = results.findLast((it) => it.end <= now);
  return {
    word,
    complete,
    before: complete && results.findLast((it) => it.end === complete.start),
    open: results.findLast((it) => it.start <= now && it.end > now),
  };
}

/**
 * How settled a result is, in a word.
 *
 * @param {WindowResult} result
 * @param {number} now milliseconds
 * @returns {{word: string, kind: 'open'|'settling'|'final'|'corrected'}}
 */
export function standingOf(result, now) {
  if (result.status === 'provisional') {
    return result.end > now ? { word: 'So far', kind: 'open' } : { word: 'Settling', kind: 'settling' };
  }
  if (result.status === 'corrected') {
    return { word: result.revision > 1 ? `Corrected ${result.revision} times` : 'Corrected', kind: 'corrected' };
  }
  return { word: 'Final', kind: 'final' };
}

/**
 * @param {WindowResult} result
 * @param {number} now milliseconds
 */
export function standingBadge(result, now) {
  const { word, kind } = standingOf(result, now);
  return html`<span class="badge is-${kind}">${word}</span>`;
}

/**
 * Which minute the large figures are of, and what they are compared with.
 *
 * @param {Minutes} minutes
 * @param {number} now milliseconds
 */
export function minuteLine({ complete, before, open, word }, now) {
  const timeOfWindow = (start) => timeOf(start, word === 'day' ? formatDay : formatMinute);
  return html`
    <p class="minute-line">
      ${complete
        ? html`<span>${formatName(word)} ${timeOfWindow(complete.start)}</span> ${standingBadge(complete, now)}
            <span class="faint"
              >${before ? html`compared with ${timeOfWindow(before.start)}` : `nothing came in the ${word} before`}</span
            >`
        : nothing}
      ${open ? html`<span class="faint"><span class="pulse" aria-hidden="true"></span>Counting ${timeOfWindow(open.start)}</span>` : nothing}
    </p>
  `;
}

/**
 * A figure of the last whole minute, its change, and how far the present minute has come.
 *
 * @param {Minutes} minutes
 * @param {Measure} measure
 *
 * @typedef {object} Measure
 * @property {string} field its name in the result
 * @property {string} label
 * @property {(value: number) => string} format
 * @property {string} colour a colour of tokens.css
 * @property {string} [kind] of one that is defined: count, sum, max, min, distinct, approximate_distinct, ratio
 * @property {number} [since] when it began to be counted, if the pipeline ran before, in milliseconds
 */
export function figure({ complete, before, open, word }, { field, format }) {
  return html`
    <p class="figure">
      <span class="figure-value">${complete ? format(complete.values[field]) : '–'}</span>
      ${complete && before ? changeOf(complete.values[field], before.values[field], before.start) : nothing}
    </p>
    <p class="figure-open">
      ${open
        ? html`<span class="pulse" aria-hidden="true"></span>${format(open.values[field])} so far`
        : `Nothing yet this ${word}`}
    </p>
  `;
}

/**
 * Several figures of the same minute in a row.
 *
 * @param {Minutes} minutes
 * @param {Measure[]} measures
 */
export function figures(minutes, measures) {
  return html`<dl class="figures">
    ${measures.map((measure) => html`<div><dt>${measure.label}</dt><dd>${figure(minutes, measure)}</dd></div>`)}
  </dl>`;
}

/**
 * A measure of the last whole minute, as the overview tells it.
 *
 * @param {WindowResult[]} results ascending by time
 * @param {Measure} measure
 * @param {number} now milliseconds
 * @param {string} word what a window is called
 * @returns {import('./views.js').Headline | undefined}
 */
export function headlineOf(results, { field, label, format }, now, word) {
  const { complete, open } = minutesOf(results, now);
  const shown = complete ?? open;
  if (!shown) {
    return undefined;
  }
  return {
    label: `${label}, ${word} ${formatMinute(shown.start)}`,
    value: format(shown.values[field]),
    note: open ? `${format(open.values[field])} so far this ${word}` : `Nothing yet this ${word}`,
    spark: results.filter((it) => it.end <= now).map((it) => it.values[field]),
  };
}

function changeOf(value, before, beforeStart) {
  const text = formatChange(value, before);
  if (!text) {
    return nothing;
  }
  const kind = value > before ? 'up' : value < before ? 'down' : 'same';
  const arrow = { up: '▲', down: '▼', same: '' }[kind];
  return html`<span class="change is-${kind}" title="compared with ${formatMinute(beforeStart)}"
    ><span aria-hidden="true">${arrow}</span> ${text}</span
  >`;
}
