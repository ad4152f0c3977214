/** Places events by hand through the REST services and follows each one until it is counted, and final. */

import { requestJson } from '../api.js';
import { store } from '../store.js';

const MOST_RECEIPTS = 20;
const MINUTE_MILLIS = 60_000;
/** Longer than from a booking's acknowledgement to the result that has it, when nothing is wrong. */
const REFRESH_MILLIS = 1_000;
/** After these answers nobody knows whether it was published: the same key may be sent again, and counts once. */
const UNKNOWN_OUTCOMES = [0, 409, 429, 500, 502, 503, 504];

/**
 * @typedef {object} Receipt
 * @property {string} key its Idempotency-Key
 * @property {object} body
 * @property {'sending'|'unknown'|'acknowledged'|'counted'|'final'} state
 * @property {string} [message] what went wrong
 * @property {string} [id] as the service named it
 * @property {number} [start] the minute it belongs to
 * @property {number} sentAt milliseconds, as are the other times
 * @property {number} [acknowledgedAt]
 * @property {number} [countedAt]
 * @property {boolean} [isAlone] whether nothing else of its kind came in the minutes before
 *
 * @typedef {object} Kind
 * @property {string} pipeline
 * @property {'bookings'|'orders'} link the name of its service's address in api/links
 * @property {string} countField what counts events in a result
 * @property {(body: object) => string} dimensionOf
 * @property {(event: object) => {id: string, at: string}} identityOf
 */

/** @type {Promise<Record<string, string>> | undefined} */
let links;

export class Placement {
  /** The newest first. @type {Receipt[]} */
  receipts = [];
  #kind;

  /** @param {Kind} kind */
  constructor(kind) {
    this.#kind = kind;
  }

  /**
   * Sends a new event, under a key of its own.
   *
   * @param {object} body
   * @throws {import('../api.js').RequestError} if it was refused, or it is not known what became of it
   */
  async place(body) {
    const receipt = { key: newKey(), body, state: 'sending', sentAt: Date.now() };
    const { pipeline, dimensionOf, countField } = this.#kind;
    const known = store.results.of(pipeline, dimensionOf(body), Date.now() - 3 * MINUTE_MILLIS);
    receipt.before = new Map(known.map((it) => [it.start, it.values[countField]]));
    const own = this.receipts.filter((it) => it.id && this.#isOfSame(it, body)).length;
    receipt.isAlone = known.reduce((sum, it) => sum + it.values[countField], 0) <= own;
    receipt.uncounted = this.receipts.filter((it) => it.state === 'acknowledged' && this.#isOfSame(it, body));
    this.receipts = [receipt, ...this.receipts].slice(0, MOST_RECEIPTS);
    await this.send(receipt);
  }

  /**
   * Sends it, or sends it again under the same key.
   *
   * @param {Receipt} receipt
   */
  async send(receipt) {
    receipt.state = 'sending';
    receipt.sentAt = Date.now();
    try {
      const event = await requestJson(await this.#address(), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': receipt.key },
        body: JSON.stringify(receipt.body),
      });
      this.#acknowledged(receipt, event);
    } catch (error) {
      error.mayBeSentAgain = UNKNOWN_OUTCOMES.includes(error.status);
      if (error.mayBeSentAgain) {
        Object.assign(receipt, { state: 'unknown', message: error.message });
      } else {
        this.receipts = this.receipts.filter((it) => it !== receipt);
      }
      throw error;
    }
  }

  /** Looks whether what was placed has been counted. */
  look() {
    this.receipts.forEach((receipt) => this.#lookFor(receipt));
  }

  #acknowledged(receipt, event) {
    const { id, at } = this.#kind.identityOf(event);
    const start = Math.floor(Date.parse(at) / MINUTE_MILLIS) * MINUTE_MILLIS;
    Object.assign(receipt, { state: 'acknowledged', acknowledgedAt: Date.now(), id, start, publishedAt: Date.parse(at) });
    // A result counts this event if it counts one more than were known, and one more for each sent just before.
    const earlier = receipt.uncounted.filter((it) => it.start === start).length;
    receipt.needed = (receipt.before.get(start) ?? 0) + earlier + 1;
    this.#lookFor(receipt);
  }

  #lookFor(receipt) {
    if (receipt.state !== 'acknowledged' && receipt.state !== 'counted') {
      return;
    }
    const { pipeline, dimensionOf, countField } = this.#kind;
    const result = store.results.at(pipeline, dimensionOf(receipt.body), receipt.start);
    if (result && result.values[countField] >= receipt.needed && result.processedAt >= this.#trustedFrom(receipt)) {
      receipt.countedAt ??= Date.now();
      receipt.state = result.status === 'provisional' ? 'counted' : 'final';
    }
  }

  /**
   * Where nobody else places anything, one more is this one. Elsewhere it may be someone else's that came in between, so
   * the next refresh is awaited, or the silence after it.
   */
  #trustedFrom(receipt) {
    const isWaitedFor = receipt.isAlone || Date.now() - receipt.acknowledgedAt >= 2 * REFRESH_MILLIS;
    return receipt.publishedAt + (isWaitedFor ? 0 : REFRESH_MILLIS);
  }

  #isOfSame(receipt, body) {
    return this.#kind.dimensionOf(receipt.body) === this.#kind.dimensionOf(body);
  }

  async #address() {
    links ??= requestJson('api/links');
    try {
      return (await links)[this.#kind.link];
    } catch (error) {
      links = undefined;
      throw error;
    }
  }
}

/** crypto.randomUUID is missing where the page does not come from this machine or by https. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${[...bytes].map((it) => it.toString(16).padStart(2, '0')).join('')}`;
}
