import { html, nothing } from 'lit';
import { firingAlerts } from '../alerts/firing-alerts.js';
import { resolvedAlerts } from '../alerts/resolved-alerts.js';
import '../charts/chart-canvas.js';
import '../charts/data-panel.js';
import '../charts/data-table.js';
import { csvAddress, needEarlier } from '../earlier.js';
import { LiveElement } from '../element.js';
import { formatChange, formatSecond, timeOf } from '../format.js';
import { downloadIcon } from '../icons.js';
import { standingBadge } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import { rangeStart } from '../range.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';
import { AVERAGES, candleOptions } from './candle-options.js';
import { loadOlder, olderOf } from './older.js';
import { chosenIn, formatPrice, INTERVALS, lastPrice, symbolsIn } from './prices.js';

const HOUR_MILLIS = 3_600_000;

/** The prices of one symbol as candles. */
class MarketView extends LiveElement {
  static properties = { symbol: {} };

  render() {
    const now = store.now();
    const symbols = symbolsIn(store.results);
    const { symbol, interval } = chosenIn(this.symbol ?? '', symbols);
    const start = rangeStart(now);
    const loading = needEarlier('market', `${symbol}|${interval}`, start);
    const older = olderOf(symbol, interval);
    const from = Math.min(start, older.from);
    const candles = store.results.of('market', `${symbol}|${interval}`, from);
    return html`
      <div class="view-head">
        <h1>Market</h1>
        ${priceLine(symbol, now)}
        <a class="button" href=${csvAddress('market', `${symbol}|${interval}`, start)} download="candles.csv">${downloadIcon}CSV</a>
      </div>
      ${notices('market', loading)}
      <div class="market-choices">
        ${symbol ? choice('Symbol', 'symbol', [...new Set([...symbols, symbol])], symbol, (name) => goTo(name, interval)) : nothing}
        ${choice('Interval', 'interval', INTERVALS.map(({ name }) => name), interval, (name) => goTo(symbol, name))}
      </div>
      <div class="view-body">
        ${candles.length ? panel(symbol, interval, { candles, from, to: now }) : emptyState('prices', loading)}
        ${symbol ? olderLine(symbol, interval, older, candles[0]?.start ?? start) : nothing}
        ${alerts(now)}
      </div>
    `;
  }
}

function alerts(now) {
  const known = [...store.alerts.values()].filter((it) => it.pipeline === 'market').reverse();
  return html`${firingAlerts(
    known.filter((it) => it.state === 'firing'),
    now,
  )}
  ${resolvedAlerts(known.filter((it) => it.state !== 'firing'))}`;
}

function priceLine(symbol, now) {
  const last = lastPrice(store.results.of('market', `${symbol}|1m`, now - 2 * HOUR_MILLIS));
  if (!last) {
    return nothing;
  }
  const kind = Number(last.price) > Number(last.before) ? 'up' : Number(last.price) < Number(last.before) ? 'down' : 'same';
  return html`<p class="market-price">
    <span class="figure-value">${formatPrice(last.price)}</span>
    <span class="change is-${kind}" title="in an hour, or since the first candle known"
      >${formatChange(Number(last.price), Number(last.before))}</span
    >
    <span class="faint">${symbol}, last price at ${timeOf(last.at, formatSecond)}</span>
  </p>`;
}

function choice(legend, name, values, chosen, choose) {
  return html`<fieldset class="segments" @change=${(event) => choose(event.target.value)}>
    <legend class="unseen">${legend}</legend>
    ${values.map(
      (value) => html`<label>
        <input type="radio" name=${name} value=${value} .checked=${value === chosen} />
        <span>${value}</span>
      </label>`,
    )}
  </fieldset>`;
}

function goTo(symbol, interval) {
  location.hash = addressOf('market', `${symbol}|${interval}`);
}

function panel(symbol, interval, shown) {
  const { candles, from, to } = shown;
  const last = candles.at(-1);
  const subject = `${symbol}|${interval}|${from}`;
  return html`<data-panel
    heading="Candles"
    .keys=${AVERAGES}
    .chart=${html`<chart-canvas
      class="market-chart"
      .description=${`${symbol}: ${candles.length} candles of ${interval}, the last one closes at ${formatPrice(last.values.close)}, trend ${last.values.trend}`}
      .subject=${subject}
      .version=${`${candles.length}|${last.start}|${last.revision}|${last.processedAt}|${Math.floor(to / 60_000)}`}
      .options=${(colour) => candleOptions(shown, colour)}
    ></chart-canvas>`}
    .table=${html`<data-table
      name="Candles"
      .columns=${columns(to)}
      .rows=${candles.toReversed()}
      .keyOf=${(candle) => candle.start}
    ></data-table>`}
  ></data-panel>`;
}

function columns(now) {
  const price = (label, field) => ({ label, isNumber: true, cell: ({ values }) => formatPrice(values[field]) });
  return [
    { label: 'Time', cell: ({ start }) => timeOf(start) },
    price('Open', 'open'),
    price('High', 'high'),
    price('Low', 'low'),
    price('Close', 'close'),
    price('Volume', 'volume'),
    { label: 'Ticks', isNumber: true, cell: ({ values }) => values.ticks },
    ...AVERAGES.map(({ label, field }) => price(label, field)),
    { label: 'Trend', cell: ({ values }) => values.trend },
    { label: 'Standing', cell: (candle) => standingBadge(candle, now) },
  ];
}

function olderLine(symbol, interval, older, before) {
  const says = { loading: 'Loading…', end: 'There is nothing older.', failed: older.message }[older.state];
  return html`<p class="market-older">
    <button type="button" class="button" ?disabled=${older.state === 'loading'} @click=${() => loadOlder(symbol, interval, before)}>
      Show older candles
    </button>
    <span class="faint" role="status">${says ?? ''}</span>
  </p>`;
}

customElements.define('market-view', MarketView);
