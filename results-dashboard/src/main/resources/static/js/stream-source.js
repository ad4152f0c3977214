/**
 * A connection to the server's stream of events, and the only file that knows EventSource. The browser itself reconnects
 * after a broken connection and says where it was (Last-Event-ID). Two things are left to do: a refusal (503, say) ends
 * an EventSource for good, and a connection can be dead without anyone noticing.
 */

const KINDS = ['snapshot', 'result', 'live', 'alert', 'ledger', 'row', 'definition', 'pipelines'];
/** The server tells how its pipelines are every two seconds; a silence of this length means nobody is there. */
const SILENCE_MILLIS = 20_000;
const FIRST_RETRY_MILLIS = 1_000;
const LONGEST_RETRY_MILLIS = 30_000;

/** @typedef {{state: 'live'|'reconnecting'} | {kind: string, data: string}} Told how the connection is, or an event */

export class StreamSource {
  #url;
  #tell;
  /** @type {EventSource | undefined} */
  #source;
  #lastEventId = '';
  #retryMillis = FIRST_RETRY_MILLIS;
  #retry = 0;
  #watch = 0;

  /**
   * @param {string} url
   * @param {(told: Told) => void} tell
   */
  constructor(url, tell) {
    this.#url = url;
    this.#tell = tell;
  }

  open() {
    this.close();
    const from = this.#lastEventId ? `?last_event_id=${encodeURIComponent(this.#lastEventId)}` : '';
    this.#source = new EventSource(this.#url + from);
    this.#source.addEventListener('open', () => this.#opened());
    this.#source.addEventListener('error', () => this.#failed());
    KINDS.forEach((kind) => this.#source.addEventListener(kind, (event) => this.#take(kind, event)));
    // A snapshot follows, which replaces everything.
    this.#source.addEventListener('reset', () => this.#heard());
    this.#heard();
  }

  close() {
    this.#source?.close();
    clearTimeout(this.#retry);
    clearTimeout(this.#watch);
  }

  #take(kind, { data, lastEventId }) {
    this.#heard();
    this.#lastEventId = lastEventId || this.#lastEventId; // not every kind of event has one
    this.#tell({ kind, data });
  }

  #opened() {
    this.#retryMillis = FIRST_RETRY_MILLIS;
    this.#heard();
    this.#tell({ state: 'live' });
  }

  #failed() {
    this.#tell({ state: 'reconnecting' });
    if (this.#source.readyState === EventSource.CLOSED) {
      clearTimeout(this.#watch);
      this.#retry = setTimeout(() => this.open(), this.#retryMillis);
      this.#retryMillis = Math.min(this.#retryMillis * 2, LONGEST_RETRY_MILLIS);
    }
  }

  #heard() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.#tell({ state: 'reconnecting' });
      this.open();
    }, SILENCE_MILLIS);
  }
}
