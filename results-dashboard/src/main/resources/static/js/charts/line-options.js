/** What a line over time looks like, as options for ECharts: plain data in, plain data out. */

import { standingOf } from '../minutes.js';
import { timeChart, timeText, tooltipOver } from './time-chart.js';

/** From this many minutes on a line is drawn thin, or it becomes a band. */
const DENSE = 300;

/**
 * @typedef {object} Lines
 * @property {import('../results.js').WindowResult[]} results ascending by time
 * @property {import('../minutes.js').Measure[]} measures one line each
 * @property {number} from milliseconds
 * @property {number} to milliseconds
 */

/**
 * @param {Lines} lines
 * @param {(name: string) => string} colour looks a colour of tokens.css up
 * @param {boolean} still no animation
 * @returns {object}
 */
export function lineOptions({ results, measures, from, to }, colour, still) {
  return {
    ...timeChart({ from, to }, colour),
    // A long line is not moved but replaced: no one sees a minute of a day move, but the processor feels it.
    animation: !still && results.length < DENSE,
    animationDuration: 300,
    animationDurationUpdate: 200,
    tooltip: tooltipOver((start) => tooltip(start, results, measures, to), colour),
    series: measures.flatMap((measure, index) => [
      settledLine(results, measure, colour, index === 0),
      openLine(results, measure, colour),
    ]),
  };
}

/** Final and corrected minutes: a solid line, with a mark on what was corrected and on what stands alone. */
function settledLine(results, { field, label, colour: name }, colour, filled) {
  const data = withGaps(results, (result, previous, next) => {
    if (result.status === 'provisional') {
      return { value: [result.start, null] };
    }
    const value = [result.start, result.values[field] ?? null];
    if (result.status === 'corrected') {
      const itemStyle = { color: colour('surface'), borderColor: colour('corrected'), borderWidth: 2 };
      return { value, symbol: 'diamond', symbolSize: 9, itemStyle };
    }
    return { value, symbol: previous || next ? 'none' : 'circle', symbolSize: 5 };
  });
  return {
    ...lineOf(`${label} settled`, colour(name), data),
    lineStyle: { width: results.length > DENSE ? 1 : 2 },
    areaStyle: filled ? { opacity: 0.08 } : undefined,
  };
}

/** Provisional minutes: hollow points, with dashes from and to their neighbours. */
function openLine(results, { field, label, colour: name }, colour) {
  const isOpen = (result) => result?.status === 'provisional';
  const data = withGaps(results, (result, previous, next) => {
    const belongs = isOpen(result) || isOpen(previous) || isOpen(next);
    return {
      value: [result.start, belongs ? (result.values[field] ?? null) : null],
      symbol: isOpen(result) ? 'circle' : 'none',
      symbolSize: 8,
      itemStyle: { color: colour('surface'), borderColor: colour(name), borderWidth: 2 },
    };
  });
  return { ...lineOf(`${label} provisional`, colour(name), data), lineStyle: { width: 2, type: [4, 4] } };
}

function lineOf(name, color, data) {
  return { type: 'line', name, id: name, data, color, showSymbol: true, showAllSymbol: true, emphasis: { disabled: true } };
}

/** A minute without a result breaks the line: nothing arrived, or nobody counted. */
function withGaps(results, pointOf) {
  return results.flatMap((result, index) => {
    const previous = results[index - 1]?.end >= result.start ? results[index - 1] : undefined;
    const next = results[index + 1]?.start <= result.end ? results[index + 1] : undefined;
    const point = pointOf(result, previous, next);
    return previous || index === 0 ? [point] : [{ value: [result.start - 1, null] }, point];
  });
}

function tooltip(start, results, measures, now) {
  const result = results.find((it) => it.start === start);
  if (!result) {
    return '';
  }
  return [
    timeText(result.start),
    ...measures.map(({ field, label, format }) => `${label}: ${format(result.values[field])}`),
    standingOf(result, now).word,
  ].join('\n');
}
