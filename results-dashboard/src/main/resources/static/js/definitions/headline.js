import { headlineOf } from '../minutes.js';
import { store } from '../store.js';
import { measuresOf, windowsOf } from './definition.js';
import { allKeys } from './keys.js';

const SPARK_WINDOWS = 30;

/**
 * What the overview tells of a pipeline: the first measure of its headline, of everything.
 *
 * @param {import('./definition.js').Definition} definition
 * @param {number} now milliseconds
 */
export function definitionHeadline(definition, now) {
  const [window] = windowsOf(definition);
  const [measure] = measuresOf(definition, definition.headline);
  const results = store.results.since(window.series, now - SPARK_WINDOWS * window.millis);
  return headlineOf(definition.by.length ? allKeys(results, [measure]) : results, measure, now, window.word);
}
