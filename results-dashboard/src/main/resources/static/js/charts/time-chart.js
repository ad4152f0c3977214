/** What all charts over time look like, as options for ECharts: plain data in, plain data out. */

import { formatCompact, formatDay, formatMinute, formatUtc } from '../format.js';

/**
 * Axes and grid, to which series are added.
 *
 * @param {{from: number, to: number}} range milliseconds
 * @param {(name: string) => string} colour looks a colour of tokens.css up
 * @returns {object}
 */
export function timeChart({ from, to }, colour) {
  const text = { color: colour('text-faint'), fontSize: 11 };
  return {
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    // The same on every chart, so that a minute is at the same place on all of them.
    grid: { left: 46, right: 16, top: 14, bottom: 22, outerBoundsMode: 'none' },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      splitNumber: 4,
      axisLine: { lineStyle: { color: colour('line') } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, formatter: axisTime },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colour('line-faint') } },
      axisLabel: { ...text, formatter: formatCompact },
    },
  };
}

/**
 * What is said of the time under the pointer.
 *
 * @param {(start: number) => string} textOf lines of text for the point at this time; empty for none
 * @param {(name: string) => string} colour
 * @returns {object}
 */
export function tooltipOver(textOf, colour) {
  return {
    trigger: 'axis',
    // Text on the canvas: nothing that comes in can become markup.
    renderMode: 'richText',
    confine: true,
    backgroundColor: colour('surface-raised'),
    borderColor: colour('line'),
    padding: [7, 10],
    textStyle: { color: colour('text'), fontSize: 12 },
    // Beside the line and at the top, where it covers least.
    position: ([x], _points, _element, _box, { contentSize: [width], viewSize: [whole] }) => [
      x + width + 24 > whole ? x - width - 12 : x + 12,
      0,
    ],
    axisPointer: { lineStyle: { color: colour('text-faint'), type: 'solid', opacity: 0.5 }, animation: false },
    formatter: (points) => textOf(points[0]?.value[0]),
  };
}

/** @type {(millis: number) => string} in the reader's zone, and in UTC */
export const timeText = (millis) => `${formatMinute(millis)}  (${formatUtc(millis).slice(11, 16)} UTC)`;

function axisTime(millis) {
  const time = new Date(millis);
  return time.getHours() === 0 && time.getMinutes() === 0 ? formatDay(millis) : formatMinute(millis).split(', ').at(-1);
}
