import { formatCount, formatNumber } from '../format.js';
import { store } from '../store.js';

/** @type {import('../views.js').View['headline']} */
export function videoHeadline(now) {
  const sources = store.tables.of('video', 'sources');
  const recent = sources.filter((it) => now - Date.parse(it.last_updated) < 10_000);
  if (sources.length === 0) {
    return undefined;
  }
  return {
    label: 'Frames per second, all sources',
    value: formatNumber(recent.reduce((sum, it) => sum + it.fps, 0)),
    note: `${formatCount(recent.length)} of ${formatCount(sources.length)} sources send`,
  };
}
