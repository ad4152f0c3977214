/** What candles look like, as options for ECharts: plain data in, plain data out. */

import { timeChart, timeText, tooltipOver } from '../charts/time-chart.js';
import { formatPrice } from './prices.js';
import { standingOf } from '../minutes.js';

/** The lines over the candles. */
export const AVERAGES = [
  { field: 'sma_5', label: 'Average of 5', colour: 'series-1' },
  { field: 'sma_20', label: 'Average of 20', colour: 'series-2' },
  { field: 'sliding_average', label: 'Sliding average', colour: 'corrected' },
];

/**
 * @param {{candles: import('../results.js').WindowResult[], from: number, to: number}} shown ascending by time
 * @param {(name: string) => string} colour looks a colour of tokens.css up
 * @returns {object}
 */
export function candleOptions({ candles, from, to }, colour) {
  const { grid, xAxis, yAxis, textStyle } = timeChart({ from, to }, colour);
  const { min: _zero, minInterval: _whole, ...price } = yAxis;
  return {
    textStyle,
    animation: false,
    grid: [
      { ...grid, left: 62, bottom: '27%' },
      { ...grid, left: 62, top: '80%' },
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [{ ...xAxis, axisLabel: { show: false } }, { ...xAxis, gridIndex: 1 }],
    yAxis: [
      { ...price, scale: true, axisLabel: { ...price.axisLabel, formatter: (value) => value.toLocaleString() } },
      { ...price, gridIndex: 1, splitNumber: 1 },
    ],
    tooltip: tooltipOver((start) => tooltip(candles.find((it) => it.start === start), to), colour),
    series: [candleSeries(candles, colour), ...AVERAGES.map((average) => line(candles, average, colour)), volumes(candles, colour)],
  };
}

function candleSeries(candles, colour) {
  return {
    id: 'candles',
    type: 'candlestick',
    barMaxWidth: 14,
    itemStyle: {
      color: colour('good'),
      color0: colour('bad'),
      borderColor: colour('good'),
      borderColor0: colour('bad'),
    },
    data: candles.map(({ start, status, values }) => ({
      value: [start, values.open, values.close, values.low, values.high].map(Number),
      // Hollow while it may still change by the minute.
      ...(status === 'provisional' && { itemStyle: { color: colour('surface'), color0: colour('surface') } }),
    })),
  };
}

function line(candles, { field, label, colour: name }, colour) {
  return {
    id: field,
    name: label,
    type: 'line',
    showSymbol: false,
    lineStyle: { width: 1.5, color: colour(name), type: field === 'sliding_average' ? [3, 3] : 'solid' },
    itemStyle: { color: colour(name) },
    data: candles.map(({ start, values }) => [start, values[field] === undefined ? null : Number(values[field])]),
  };
}

function volumes(candles, colour) {
  return {
    id: 'volume',
    type: 'bar',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barMaxWidth: 14,
    itemStyle: { color: colour('control'), opacity: 0.6 },
    data: candles.map(({ start, values }) => [start, Number(values.volume)]),
  };
}

function tooltip(candle, now) {
  if (!candle) {
    return '';
  }
  const { values, start } = candle;
  return [
    timeText(start),
    `Open ${formatPrice(values.open)}   Close ${formatPrice(values.close)}`,
    `High ${formatPrice(values.high)}   Low ${formatPrice(values.low)}`,
    ...AVERAGES.filter(({ field }) => values[field] !== undefined).map(
      ({ field, label }) => `${label} ${formatPrice(values[field])}`,
    ),
    `Volume ${formatPrice(values.volume)} in ${values.ticks} ticks`,
    `Trend ${values.trend}   ${standingOf(candle, now).word}`,
  ].join('\n');
}
