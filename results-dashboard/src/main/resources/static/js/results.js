/**
 * Window results as the page keeps them. A result is an upsert by its key: the highest revision is true and nothing is
 * ever added up twice.
 */

/** The fields that name what a pipeline counts by. One that totals over everything has none; definitions tell theirs. */
const dimensionFields = new Map([
  ['transactions', ['category']],
  ['market', ['symbol', 'interval']],
  ['video', ['resolution_category']],
  ['lake', ['topic']],
]);

/**
 * @param {string} pipeline
 * @param {string[]} fields that it counts by
 */
export function countsBy(pipeline, fields) {
  dimensionFields.set(pipeline, fields);
}

const MOST_PER_PIPELINE = 20_000;

/**
 * @typedef {object} WindowResult
 * @property {string} pipeline and, but for the live windows, which: `orders/1h`
 * @property {string} dimension what is counted, such as the show; empty for a total over everything
 * @property {number} start first millisecond of the window
 * @property {number} end the millisecond after the last one
 * @property {'provisional'|'final'|'corrected'} status
 * @property {number} revision
 * @property {number} processedAt by the job's clock, in milliseconds
 * @property {Record<string, number>} values the record as it came, for its numbers
 */

/**
 * @param {Record<string, any>} record a result as it is on the topic
 * @returns {WindowResult}
 */
export function windowResult(record) {
  return {
    // The windows of each length are a series of their own.
    pipeline: record.window ? `${record.pipeline}/${record.window}` : record.pipeline,
    dimension: (dimensionFields.get(record.pipeline) ?? []).map((field) => escaped(record[field])).join('|'),
    start: Date.parse(record.window_start),
    end: Date.parse(record.window_end),
    status: record.status ?? 'final',
    revision: record.revision ?? 0,
    processedAt: Date.parse(record.processed_at) || 0,
    values: record,
  };
}

/** As in the keys on the topic, where | parts the values. */
const escaped = (value) => String(value).replaceAll(/[\\|]/g, '\\$&');

/**
 * @param {WindowResult} result
 * @returns {string} by which it is an upsert
 */
export function keyOf({ pipeline, dimension, start }) {
  return `${pipeline}|${dimension}|${start}`;
}

/**
 * Whether a result replaces the one that is there: a final one replaces a provisional one and never the other way
 * round, a later revision an earlier one, and of equals the one the job made last.
 *
 * @param {WindowResult} candidate
 * @param {WindowResult | undefined} present
 * @returns {boolean}
 */
export function supersedes(candidate, present) {
  if (!present) {
    return true;
  }
  const rank = rankOf(candidate) - rankOf(present);
  return rank > 0 || (rank === 0 && candidate.processedAt >= present.processedAt);
}

function rankOf(result) {
  return result.status === 'provisional' ? -1 : result.revision;
}

/** All results the page knows, bounded: the oldest windows go first. */
export class Results {
  /** @type {Map<string, Map<string, Map<number, WindowResult>>>} pipeline, dimension, window start */
  #pipelines = new Map();
  /** @type {Map<string, number>} */
  #sizes = new Map();

  /**
   * @param {WindowResult} result
   * @returns {boolean} whether it changed anything
   */
  put(result) {
    const dimensions = entry(this.#pipelines, result.pipeline, () => new Map());
    const windows = entry(dimensions, result.dimension, () => new Map());
    const present = windows.get(result.start);
    if (!Number.isFinite(result.start) || !supersedes(result, present)) {
      return false;
    }
    windows.set(result.start, result);
    if (!present) {
      this.#grown(result.pipeline, dimensions);
    }
    return true;
  }

  /**
   * @param {string} pipeline
   * @param {string} dimension
   * @param {number} start
   * @returns {WindowResult | undefined}
   */
  at(pipeline, dimension, start) {
    return this.#pipelines.get(pipeline)?.get(dimension)?.get(start);
  }

  /**
   * @param {string} pipeline
   * @param {string} dimension
   * @param {number} [from] the earliest window start wanted
   * @returns {WindowResult[]} ascending by time
   */
  of(pipeline, dimension, from = -Infinity) {
    const windows = this.#pipelines.get(pipeline)?.get(dimension);
    return windows ? [...windows.values()].filter((it) => it.start >= from).sort((a, b) => a.start - b.start) : [];
  }

  /**
   * @param {string} pipeline
   * @param {number} from the time after which windows start
   * @returns {WindowResult[]} of all dimensions, ascending by time
   */
  since(pipeline, from) {
    const all = [...(this.#pipelines.get(pipeline)?.values() ?? [])].flatMap((windows) => [...windows.values()]);
    return all.filter((it) => it.start > from).sort((a, b) => a.start - b.start);
  }

  /**
   * @param {string} pipeline
   * @returns {string[]} everything it counts by
   */
  dimensions(pipeline) {
    return [...(this.#pipelines.get(pipeline)?.keys() ?? [])];
  }

  #grown(pipeline, dimensions) {
    const size = (this.#sizes.get(pipeline) ?? 0) + 1;
    this.#sizes.set(pipeline, size > MOST_PER_PIPELINE ? evictOldest(dimensions, MOST_PER_PIPELINE * 0.9) : size);
  }
}

function evictOldest(dimensions, keep) {
  const starts = [...dimensions.values()].flatMap((windows) => [...windows.keys()]).sort((a, b) => b - a);
  const oldestKept = starts[keep];
  let size = 0;
  for (const [dimension, windows] of dimensions) {
    for (const start of windows.keys()) {
      if (start <= oldestKept) {
        windows.delete(start);
      }
    }
    size += windows.size;
    if (windows.size === 0) {
      dimensions.delete(dimension);
    }
  }
  return size;
}

function entry(map, key, make) {
  if (!map.has(key)) {
    map.set(key, make());
  }
  return map.get(key);
}
