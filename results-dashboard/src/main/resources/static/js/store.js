/** Everything the page knows, and who wants to hear when that changes. Nothing here draws, nothing here fetches. */

import { countsBy, keyOf, Results, windowResult } from './results.js';
import { Tables } from './tables.js';

const MOST_LEDGER_MINUTES = 4_000;
const MOST_ALERTS_OF_A_PIPELINE = 500;
const MOST_HELD_WHILE_PAUSED = 20_000;
/** Changes that come closer together than this are told once: nobody reads faster, and drawing costs. */
const TOGETHER_MILLIS = 150;
/** A pause is of numbers: it must not hide that something is wrong. */
const THROUGH_A_PAUSE = ['alert', 'definition', 'pipelines'];

/** @typedef {{state: 'connecting'|'live'|'reconnecting', since: number}} Connection */

export class Store {
  /** Those that pipelines run by. @type {Map<string, import('./definitions/definition.js').Definition>} */
  definitions = new Map();
  results = new Results();
  tables = new Tables();
  /** @type {Map<string, Record<string, any>>} */
  ledger = new Map();
  /** @type {Map<string, Record<string, any>>} */
  alerts = new Map();
  /** @type {Record<string, any>[] | null} null until the server has told */
  pipelines = null;
  /** @type {Connection} */
  connection = { state: 'connecting', since: Date.now() };
  /** When a number last came in, in milliseconds. @type {number | null} */
  updatedAt = null;
  /** @type {number | null} */
  pausedAt = null;
  /** Goes up whenever everything is replaced: what was fetched besides must then be fetched again. */
  generation = 0;
  /** Called when what is here cannot be brought up to date, as after too long a pause: the stream must start over. */
  onLost = () => {};

  #listeners = new Set();
  #timer = 0;
  /** @type {Map<string, [string, Record<string, any>]>} */
  #held = new Map();

  /**
   * @param {() => void} listener called a moment after something changed
   * @returns {() => void} ends it
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @returns {Record<string, any>[]} the alerts that go on, of one pipeline or of all; the last one to begin last */
  firing(pipeline) {
    return [...this.alerts.values()].filter(
      (it) => it.state === 'firing' && (pipeline === undefined || it.pipeline === pipeline),
    );
  }

  /** The time that is shown: it stands still during a pause. */
  now() {
    return this.pausedAt ?? Date.now();
  }

  /** Everything anew, from the server's snapshot. */
  replace(snapshot) {
    this.results = new Results();
    this.tables = new Tables();
    this.definitions.clear();
    this.ledger.clear();
    this.alerts.clear();
    this.#held.clear();
    this.generation += 1;
    snapshot.definitions.forEach((it) => this.#apply('definition', it));
    const results = [...snapshot.results, ...snapshot.live].map(windowResult);
    results.forEach((it) => this.results.put(it));
    this.updatedAt ??= results.reduce((newest, it) => Math.max(newest, it.processedAt), 0) || null;
    snapshot.alerts.forEach((record) => this.#apply('alert', record));
    snapshot.ledger.forEach((record) => this.#apply('ledger', record));
    snapshot.rows.forEach((row) => this.#apply('row', row));
    this.#changed();
  }

  /** Results from before the snapshot. */
  addEarlier(records) {
    records.forEach((record) => this.results.put(windowResult(record)));
    this.#changed();
  }

  /**
   * One record from the stream.
   *
   * @param {'result'|'live'|'alert'|'ledger'|'row'|'definition'|'pipelines'} kind
   * @param {Record<string, any>} record
   */
  take(kind, record) {
    const waits = this.pausedAt !== null && !THROUGH_A_PAUSE.includes(kind);
    if (waits) {
      this.#hold(kind, record);
    } else {
      this.#apply(kind, record);
      this.#changed();
    }
  }

  /** @param {Connection['state']} state */
  connected(state) {
    if (state !== this.connection.state) {
      this.connection = { state, since: Date.now() };
      this.#changed();
    }
  }

  /** Numbers stand still from now on. Alerts still come through: a pause must not hide that something is wrong. */
  pause() {
    this.pausedAt = Date.now();
    this.#changed();
  }

  resume() {
    this.pausedAt = null;
    const held = [...this.#held.values()];
    this.#held.clear();
    if (held.length > MOST_HELD_WHILE_PAUSED) {
      this.onLost();
    } else {
      held.forEach(([kind, record]) => this.#apply(kind, record));
    }
    this.#changed();
  }

  /** How many updates wait for the end of the pause. */
  get held() {
    return this.#held.size;
  }

  #hold(kind, record) {
    if (this.#held.size > MOST_HELD_WHILE_PAUSED) {
      return;
    }
    this.#held.set(`${kind}|${heldBy(kind, record)}`, [kind, record]);
    this.#changed();
  }

  #apply(kind, record) {
    if (kind === 'pipelines') {
      this.pipelines = record.pipelines;
    } else if (kind === 'definition') {
      this.#putDefinition(record);
    } else if (kind === 'alert') {
      this.#putAlert(record);
    } else if (kind === 'ledger') {
      putBounded(this.ledger, ledgerKey(record), record, MOST_LEDGER_MINUTES);
    } else if (kind === 'row') {
      this.tables.put(record);
      this.updatedAt = Date.now();
    } else {
      this.results.put(windowResult(record));
      this.updatedAt = Date.now();
    }
  }

  /** One that has no measures runs no more. */
  #putDefinition(definition) {
    if (definition.measures) {
      const before = this.definitions.get(definition.pipeline);
      if (before && before.results_since !== definition.results_since) {
        // What is here is of something else: all of it once more.
        this.onLost();
      }
      this.definitions.set(definition.pipeline, definition);
      countsBy(definition.pipeline, definition.by);
    } else {
      this.definitions.delete(definition.pipeline);
    }
  }

  /** Bounded for each pipeline, so that one which fires without end hides none of another's. */
  #putAlert(alert) {
    this.alerts.delete(alert.alert_id); // so that the newest is last
    this.alerts.set(alert.alert_id, alert);
    if (this.alerts.size > MOST_ALERTS_OF_A_PIPELINE) {
      const all = [...this.alerts.values()].filter((it) => it.pipeline === alert.pipeline);
      if (all.length > MOST_ALERTS_OF_A_PIPELINE) {
        this.alerts.delete((all.find((it) => it.state !== 'firing') ?? all[0]).alert_id);
      }
    }
  }

  #changed() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.#listeners.forEach((listener) => listener());
    }, TOGETHER_MILLIS);
  }
}

/** Of what is held only the latest counts. */
function heldBy(kind, record) {
  if (kind === 'row') {
    return `${record.pipeline}|${record.table}|${record.key}`;
  }
  return kind === 'ledger' ? ledgerKey(record) : keyOf(windowResult(record));
}

function ledgerKey(record) {
  return `${record.pipeline}|${record.minute}`;
}

/** When there are too many, the oldest goes. */
function putBounded(map, key, value, most) {
  map.delete(key); // so that the newest is last
  map.set(key, value);
  if (map.size > most) {
    map.delete(map.keys().next().value);
  }
}

/** The page's one store. */
export const store = new Store();
