/** What the categories have sold, as the view and the overview need it. */

import { formatMoney } from '../format.js';

const COLOURS = ['series-1', 'series-2', 'series-3', 'series-4'];
const OTHERS = 'Others';

/**
 * The categories that sold most, one line each, and one for all others if there are more than colours.
 *
 * @param {import('../results.js').Results} results
 * @param {number} from milliseconds
 * @returns {import('../minutes.js').Measure[]} by what they sold, the most first
 */
export function categoriesSince(results, from) {
  const sold = results
    .dimensions('transactions')
    .map((category) => ({ category, amount: sumOf(results.of('transactions', category, from)) }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount || a.category.localeCompare(b.category))
    .map(({ category }) => category);
  const names = sold.length > COLOURS.length ? [...sold.slice(0, COLOURS.length - 1), OTHERS] : sold;
  return names.map((name, index) => ({ field: name, label: name, format: formatMoney, colour: COLOURS[index] }));
}

/**
 * Every half minute with what each category sold in it.
 *
 * @param {import('../results.js').Results} results
 * @param {import('../minutes.js').Measure[]} categories
 * @param {number} from milliseconds
 * @returns {import('../results.js').WindowResult[]} ascending by time
 */
export function salesSince(results, categories, from) {
  const windows = new Map();
  for (const category of results.dimensions('transactions')) {
    const field = categories.some((it) => it.field === category) ? category : OTHERS;
    for (const result of results.of('transactions', category, from)) {
      windows.set(result.start, plus(windows.get(result.start) ?? nothingSold(result, categories), field, result));
    }
  }
  return [...windows.values()].sort((a, b) => a.start - b.start);
}

/** @type {(result: import('../results.js').WindowResult) => number} what all categories sold in it */
export const totalOf = ({ values }) => Object.values(values).reduce((sum, amount) => sum + amount, 0);

function nothingSold({ start, end }, categories) {
  const values = Object.fromEntries(categories.map(({ field }) => [field, 0]));
  return { pipeline: 'transactions', dimension: '', start, end, status: 'final', revision: 0, processedAt: 0, values };
}

/** A window is as settled as the least settled of its categories. */
function plus(window, field, { values, status, revision, processedAt }) {
  return {
    ...window,
    status: [window.status, status].find((it) => it === 'provisional') ?? [window.status, status].find((it) => it === 'corrected') ?? 'final',
    revision: Math.max(window.revision, revision),
    processedAt: window.processedAt + processedAt,
    values: { ...window.values, [field]: (window.values[field] ?? 0) + values.total_amount },
  };
}

function sumOf(windows) {
  return windows.reduce((sum, it) => sum + it.values.total_amount, 0);
}
