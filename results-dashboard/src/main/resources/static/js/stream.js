/** Brings what the server's stream tells into the store. */

import { StreamSource } from './stream-source.js';

/**
 * Follows the stream from now on.
 *
 * @param {import('./store.js').Store} store
 * @param {string} [url]
 */
export function follow(store, url = 'api/stream') {
  const address = new URL(url, document.baseURI).href;
  const tell = (told) => take(store, told);
  const stream = 'SharedWorker' in window ? sharedByTabs(address, tell) : ofThisTab(address, tell);
  store.onLost = () => stream.startOver();
  stream.open();
  // A page that is left may be kept by the browser, to be shown again: it must not keep its connection meanwhile.
  window.addEventListener('pagehide', () => stream.close());
  window.addEventListener('pageshow', ({ persisted }) => persisted && stream.open());
}

function sharedByTabs(url, tell) {
  const { port } = new SharedWorker(new URL('stream-worker.js', import.meta.url), { type: 'module' });
  port.addEventListener('message', ({ data }) => tell(data));
  port.start();
  const open = () => port.postMessage({ url });
  return { open, startOver: open, close: () => port.postMessage({ isLeaving: true }) };
}

/** Browsers without shared workers have one connection for each tab. */
function ofThisTab(url, tell) {
  let source = new StreamSource(url, tell);
  return {
    open: () => source.open(),
    close: () => source.close(),
    startOver: () => {
      source.close();
      source = new StreamSource(url, tell);
      source.open();
    },
  };
}

/** @param {import('./stream-source.js').Told} told */
function take(store, { state, kind, data }) {
  if (state) {
    store.connected(state);
    return;
  }
  let record;
  try {
    record = JSON.parse(data || 'null');
  } catch (error) {
    console.error(`An event of kind ${kind} is not JSON and was left out`, error);
    return;
  }
  if (kind === 'snapshot') {
    store.replace(record);
  } else {
    store.take(kind, record);
  }
}
