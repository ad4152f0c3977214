/** Tables as the page keeps them: of each key the latest row, and those of the highest ranks. */

const MOST_ROWS = 2_000;
/** So that rows are let go of now and then and not one by one. */
const MOST_ROWS_FOR_A_WHILE = 2_200;

/**
 * @typedef {object} Row
 * @property {string} pipeline
 * @property {string} table
 * @property {string} key
 * @property {number} [rank] an amount, or a time in milliseconds
 * @property {Record<string, any>} [record] as it is on the topic; none when there is no such row any more
 */

export class Tables {
  /** @type {Map<string, Map<string, Row>>} */
  #tables = new Map();

  /** @param {Row} row */
  put(row) {
    const name = `${row.pipeline}|${row.table}`;
    const rows = this.#tables.get(name) ?? new Map();
    this.#tables.set(name, rows);
    if (row.record === undefined) {
      rows.delete(row.key);
      return;
    }
    rows.set(row.key, row);
    if (rows.size > MOST_ROWS_FOR_A_WHILE) {
      highestFirst(rows)
        .slice(MOST_ROWS)
        .forEach((it) => rows.delete(it.key));
    }
  }

  /**
   * @param {string} pipeline
   * @param {string} table
   * @returns {Record<string, any>[]} its records, the highest rank first
   */
  of(pipeline, table) {
    return highestFirst(this.#tables.get(`${pipeline}|${table}`) ?? new Map()).map((it) => it.record);
  }
}

function highestFirst(rows) {
  return [...rows.values()].sort((a, b) => b.rank - a.rank || a.key.localeCompare(b.key));
}
