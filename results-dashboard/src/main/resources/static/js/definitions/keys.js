/** What the keys of a pipeline have over several windows, and what all keys have together. */

import { addsUp } from './definition.js';

/** A part of a key: anything up to a | that is not part of a value. */
const PART = /(?:^|\|)((?:\\.|[^\\|])*)/g;
const EXTREMES = { max: Math.max, min: Math.min };

/**
 * @typedef {object} KeyTotal
 * @property {string} key
 * @property {number[]} values of the measures
 */

/**
 * A key as people read it: the values that it is made of.
 *
 * @param {string} key as in requests: values joined by |, with \\ before a | or \\ of their own
 */
export const keyName = (key) =>
  [...key.matchAll(PART)].map(([, value]) => value.replace(/\\(.)/g, '$1') || '(empty)').join(' · ');

/**
 * The keys by the first of some measures, the highest first. What does not add up over windows is that of the last one.
 *
 * @param {import('../results.js').WindowResult[]} results ascending by time
 * @param {import('../minutes.js').Measure[]} measures
 * @returns {KeyTotal[]}
 */
export function rankedKeys(results, measures) {
  /** @type {Map<string, KeyTotal>} */
  const totals = new Map();
  for (const { dimension, values } of results) {
    const before = totals.get(dimension)?.values;
    const now = measures.map(({ field, kind }, index) => overWindows(kind, before?.[index], values[field]));
    totals.set(dimension, { key: dimension, values: now });
  }
  return [...totals.values()]
    .filter((it) => it.values.some((value) => value))
    .sort((a, b) => compare(b.values, a.values) || a.key.localeCompare(b.key));
}

/**
 * All keys together, as results of their own.
 *
 * @param {import('../results.js').WindowResult[]} results ascending by time
 * @param {import('../minutes.js').Measure[]} measures of which the values of keys add up
 * @returns {import('../results.js').WindowResult[]} ascending by time; with how many keys there are as `keys`
 */
export function allKeys(results, measures) {
  const windows = new Map();
  for (const result of results) {
    windows.set(result.start, [...(windows.get(result.start) ?? []), result]);
  }
  return [...windows.values()].map((of) => together(of, measures));
}

function together(windows, measures) {
  const values = measures.map(({ field }) => [field, windows.reduce((sum, it) => sum + (it.values[field] ?? 0), 0)]);
  return {
    ...windows[0],
    dimension: '',
    // As unsettled as the least settled of them.
    status: ['provisional', 'corrected', 'final'].find((it) => windows.some((window) => window.status === it)),
    revision: Math.max(...windows.map((it) => it.revision)),
    processedAt: Math.max(...windows.map((it) => it.processedAt)),
    values: { ...Object.fromEntries(values), keys: windows.length },
  };
}

function overWindows(kind, before, value) {
  if (before === undefined || before === null || value === undefined || value === null) {
    return value ?? before;
  }
  return addsUp({ kind }) ? before + value : (EXTREMES[kind]?.(before, value) ?? value);
}

function compare(some, others) {
  const index = some.findIndex((value, at) => value !== others[at]);
  return index < 0 ? 0 : (some[index] ?? -Infinity) - (others[index] ?? -Infinity);
}
