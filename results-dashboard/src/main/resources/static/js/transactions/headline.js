import { formatMoney, formatSecond } from '../format.js';
import { store } from '../store.js';
import { categoriesSince, salesSince, totalOf } from './sales.js';

const SPARK_MILLIS = 15 * 60_000;

/** @type {import('../views.js').View['headline']} */
export function transactionsHeadline(now) {
  const from = now - SPARK_MILLIS;
  const sales = salesSince(store.results, categoriesSince(store.results, from), from);
  const complete = sales.filter((it) => it.end <= now);
  const shown = complete.at(-1) ?? sales.at(-1);
  if (!shown) {
    return undefined;
  }
  const users = store.tables.of('transactions', 'users');
  return {
    label: `Sales, half minute from ${formatSecond(shown.start)}`,
    value: formatMoney(totalOf(shown)),
    note: users.length ? `${users[0].user_id} spent most` : undefined,
    spark: complete.map(totalOf),
  };
}
