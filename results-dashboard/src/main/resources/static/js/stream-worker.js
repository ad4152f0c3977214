/**
 * Follows the stream once for all tabs: a browser has six connections to a server, and a tab needs some for other things.
 * One that comes later gets a snapshot of its own, and after it all that was told since it asked.
 */

import { StreamSource } from './stream-source.js';

/** What is held for each tab until it has its snapshot; null when it has. @type {Map<MessagePort, object[] | null>} */
const tabs = new Map();
/** @type {StreamSource | undefined} */
let shared;
let state = 'connecting';

self.addEventListener('connect', ({ ports: [tab] }) => {
  tab.addEventListener('message', ({ data }) => (data.isLeaving ? leave(tab) : join(tab, data.url)));
  tab.start();
});

function join(tab, url) {
  if (shared) {
    tabs.set(tab, []);
    tellSnapshot(tab, tabs.get(tab), url);
    return;
  }
  tabs.set(tab, null);
  shared = new StreamSource(url, tellAll);
  shared.open();
}

function leave(tab) {
  tabs.delete(tab);
  if (tabs.size === 0) {
    shared?.close();
    shared = undefined;
  }
}

function tellAll(told) {
  state = told.state ?? state;
  tabs.forEach((held, tab) => (held ? held.push(told) : tab.postMessage(told)));
}

function tellSnapshot(tab, held, url) {
  const source = new StreamSource(url, (told) => {
    const isWaiting = tabs.get(tab) === held;
    if (isWaiting && told.kind !== 'snapshot') {
      return;
    }
    source.close();
    if (isWaiting) {
      tabs.set(tab, null);
      [told, ...held, { state }].forEach((it) => tab.postMessage(it));
    }
  });
  source.open();
}
