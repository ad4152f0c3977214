/** What a definition that runs means for the page: which measures there are, how they are written, which windows. */

import { formatName, formatScaled } from '../format.js';

/**
 * @typedef {object} Definition as on the topic pipeline-definitions
 * @property {string} pipeline
 * @property {string} title
 * @property {string[]} topics
 * @property {string[]} by
 * @property {{name: string, kind: string, scale: number, unit: string, since?: string}[]} measures
 * @property {{name: string, seconds: number, sliding_by_seconds: number}[]} windows the first is the live one
 * @property {{by: string}} [top]
 * @property {string[]} headline
 * @property {string[]} charts
 *
 * @typedef {object} WindowKind
 * @property {string} name such as 1h
 * @property {string} word such as hour
 * @property {string} series under which the store has their results
 * @property {number} millis
 * @property {boolean} isSliding whether one overlaps the next
 */

const WORDS = { 60: 'minute', 3600: 'hour', 86400: 'day' };
/** Of these the values of several windows, or of several keys, add up to that of all. */
const ADD_UP = ['count', 'sum'];

/**
 * @param {Definition} definition
 * @param {string[]} [names] those that are wanted, in this order; all in their own when absent
 * @returns {import('../minutes.js').Measure[]}
 */
export function measuresOf(definition, names = definition.measures.map((it) => it.name)) {
  return names.map((name) => measureOf(definition.measures.find((it) => it.name === name)));
}

/**
 * Those of the headline that tell something over several keys together.
 *
 * @param {Definition} definition
 */
export function measuresOverKeys(definition) {
  return measuresOf(definition, definition.headline).filter((it) => addsUp(it));
}

/**
 * The measure by which keys are ranked, and the first other one that may stand beside it.
 *
 * @param {Definition} definition
 */
export function rankingOf(definition) {
  const [first] = measuresOf(definition, [definition.top?.by ?? definition.headline[0]]);
  const second = measuresOverKeys(definition).find((it) => it.field !== first.field);
  return second ? [first, { ...second, colour: 'series-2' }] : [first];
}

/** @param {{kind: string}} measure */
export const addsUp = ({ kind }) => ADD_UP.includes(kind);

/**
 * @param {Definition} definition
 * @returns {WindowKind[]}
 */
export function windowsOf({ pipeline, windows }) {
  return windows.map(({ name, seconds, sliding_by_seconds: step }, index) => ({
    name,
    word: step === seconds ? (WORDS[seconds] ?? `${name} window`) : `${name} window`,
    series: index === 0 ? pipeline : `${pipeline}/${name}`,
    millis: seconds * 1000,
    isSliding: step !== seconds,
  }));
}

function measureOf({ name, kind, scale, unit, since }) {
  const format = formatScaled(scale, unit);
  return {
    field: name,
    label: formatName(name),
    // A result from before the measure was added has none; neither has the highest of nothing.
    format: (value) => (value === undefined || value === null ? '–' : format(value)),
    colour: 'series-1',
    kind,
    since: since && Date.parse(since),
  };
}
