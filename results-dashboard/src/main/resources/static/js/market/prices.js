/** What the market's view makes of candles: plain data in, plain data out. */

const SPARK_MILLIS = 30 * 60_000;

export const INTERVALS = [
  { name: '1m', label: '1 min', millis: 60_000 },
  { name: '5m', label: '5 min', millis: 300_000 },
];

/**
 * @param {import('../results.js').Results} results
 * @returns {string[]} every symbol of which there are candles
 */
export function symbolsIn(results) {
  const symbols = results.dimensions('market').map((dimension) => dimension.slice(0, dimension.lastIndexOf('|')));
  return [...new Set(symbols)].sort();
}

/**
 * @param {string} detail what follows the view's name in an address, such as BTC|5m
 * @param {string[]} symbols those there are
 * @returns {{symbol: string, interval: string}} what to show: what is asked for, as far as it is there
 */
export function chosenIn(detail, symbols) {
  const at = detail.lastIndexOf('|');
  const [symbol, interval] = at < 0 ? [detail, ''] : [detail.slice(0, at), detail.slice(at + 1)];
  return {
    symbol: symbol || (symbols[0] ?? ''),
    interval: INTERVALS.some(({ name }) => name === interval) ? interval : '1m',
  };
}

/**
 * A price as it came, to the last digit, with the reader's separators.
 *
 * @param {string | undefined} decimal
 * @returns {string}
 */
export function formatPrice(decimal) {
  if (decimal === undefined) {
    return '–';
  }
  const places = decimal.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat(undefined, { minimumFractionDigits: places, maximumFractionDigits: places }).format(
    /** @type {any} */ (decimal),
  );
}

/**
 * The price now, and that of an hour before or of the oldest candle known.
 *
 * @param {import('../results.js').WindowResult[]} minutes ascending by time
 * @returns {{price: string, before: string, at: number} | undefined}
 */
export function lastPrice(minutes) {
  const last = minutes.at(-1);
  if (!last) {
    return undefined;
  }
  const before = minutes.findLast((it) => it.start <= last.start - 3_600_000) ?? minutes[0];
  return { price: last.values.close, before: before.values.close, at: last.processedAt };
}

/** @param {import('../store.js').Store} store @returns {(now: number) => import('../views.js').Headline | undefined} */
export function marketHeadlineOf(store) {
  return (now) => {
    const symbol = symbolsIn(store.results)[0];
    const minutes = symbol ? store.results.of('market', `${symbol}|1m`, now - SPARK_MILLIS) : [];
    const last = lastPrice(minutes);
    return (
      last && {
        label: `${symbol}, last price`,
        value: formatPrice(last.price),
        note: `${symbolsIn(store.results).length} symbols`,
        spark: minutes.map((it) => Number(it.values.close)),
      }
    );
  };
}
