/**
 * The server's stream of events, and the only file that knows EventSource. The browser itself reconnects after a broken
 * connection and says where it was (Last-Event-ID). Two things are left to do: a refusal (503, say) ends an EventSource
 * for good, and a connection can be dead without anyone noticing.
 */

const KINDS = ['result', 'live', 'alert', 'ledger', 'row', 'definition', 'pipelines'];
/** The server tells how its pipelines are every two seconds; a silence of this length means nobody is there. */
const SILENCE_MILLIS = 20_000;
const FIRST_RETRY_MILLIS = 1_000;
const LONGEST_RETRY_MILLIS = 30_000;

/**
 * Follows the stream from now on.
 *
 * @param {import('./store.js').Store} store
 * @param {string} [url]
 * @returns {Stream}
 */
export function follow(store, url = 'api/stream') {
  const stream = new Stream(store, url);
  store.onLost = () => stream.startOver();
  stream.open();
  // A page that is left may be kept by the browser, to be shown again: it must not keep its connection meanwhile.
  window.addEventListener('pagehide', () => stream.close());
  window.addEventListener('pageshow', ({ persisted }) => persisted && stream.open());
  return stream;
}

class Stream {
  #store;
  #url;
  /** @type {EventSource | undefined} */
  #source;
  #lastEventId = '';
  #retryMillis = FIRST_RETRY_MILLIS;
  #retry = 0;
  #watch = 0;

  constructor(store, url) {
    this.#store = store;
    this.#url = url;
  }

  open() {
    this.close();
    const from = this.#lastEventId ? `?last_event_id=${encodeURIComponent(this.#lastEventId)}` : '';
    this.#source = new EventSource(this.#url + from);
    this.#source.addEventListener('open', () => this.#opened());
    this.#source.addEventListener('error', () => this.#failed());
    this.#on('snapshot', (snapshot) => this.#store.replace(snapshot));
    // A snapshot follows, which replaces everything.
    this.#on('reset', () => {});
    KINDS.forEach((kind) => this.#on(kind, (record) => this.#store.take(kind, record)));
    this.#heard();
  }

  close() {
    this.#source?.close();
    clearTimeout(this.#retry);
    clearTimeout(this.#watch);
  }

  /** From a new snapshot. */
  startOver() {
    this.#lastEventId = '';
    this.open();
  }

  #on(kind, handle) {
    this.#source.addEventListener(kind, (event) => {
      this.#heard();
      this.#lastEventId = event.lastEventId || this.#lastEventId; // not every kind of event has one
      let data;
      try {
        data = JSON.parse(event.data || 'null');
      } catch (error) {
        console.error(`An event of kind ${kind} is not JSON and was left out`, error);
        return;
      }
      handle(data);
    });
  }

  #opened() {
    this.#retryMillis = FIRST_RETRY_MILLIS;
    this.#heard();
    this.#store.connected('live');
  }

  #failed() {
    this.#store.connected('reconnecting');
    if (this.#source.readyState === EventSource.CLOSED) {
      clearTimeout(this.#watch);
      this.#retry = setTimeout(() => this.open(), this.#retryMillis);
      this.#retryMillis = Math.min(this.#retryMillis * 2, LONGEST_RETRY_MILLIS);
    }
  }

  #heard() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.#store.connected('reconnecting');
      this.open();
    }, SILENCE_MILLIS);
  }
}
