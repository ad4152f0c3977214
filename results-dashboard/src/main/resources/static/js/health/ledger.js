/** What was read and what became of it. */

export const OUTCOMES = ['counted', 'duplicate', 'ignored', 'late', 'rejected'];

/**
 * @param {Record<string, any>} entry absolute counts of one minute
 * @returns {boolean} whether everything read is accounted for
 */
export function addsUp(entry) {
  return entry.read === OUTCOMES.reduce((sum, name) => sum + entry[name], 0);
}

/**
 * @param {Iterable<Record<string, any>>} entries
 * @returns {Record<string, number>} read, and each outcome
 */
export function totalsOf(entries) {
  const totals = Object.fromEntries(['read', ...OUTCOMES].map((name) => [name, 0]));
  for (const entry of entries) {
    Object.keys(totals).forEach((name) => (totals[name] += entry[name]));
  }
  return totals;
}
