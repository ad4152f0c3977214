import { html } from 'lit';
import { LiveElement } from '../element.js';
import { formatDuration, formatSecond, timeOf } from '../format.js';
import { store } from '../store.js';

const TEXTS = { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting' };

/** Whether the page is connected, in colour and in words, and when a number last came in. */
class ConnectionLight extends LiveElement {
  render() {
    const { state, since } = store.connection;
    const text = state === 'live' && store.pausedAt !== null ? 'Paused' : TEXTS[state];
    return html`
      <span class="dot is-${text.toLowerCase()}" aria-hidden="true"></span>
      <span class="connection-text" role="status">${text}</span>
      <span class="connection-since">${this.#since(state, since)}</span>
    `;
  }

  #since(state, since) {
    if (state === 'reconnecting') {
      return html`for ${formatDuration((Date.now() - since) / 1000)}; the numbers shown are the last ones known`;
    }
    if (store.pausedAt !== null) {
      return html`at ${timeOf(store.pausedAt, formatSecond)}${store.held ? `, ${store.held} updates wait` : ''}`;
    }
    if (store.updatedAt === null) {
      return state === 'live' ? 'nothing has come in yet' : '';
    }
    const ago = (Date.now() - store.updatedAt) / 1000;
    return html`last updated ${timeOf(store.updatedAt, () => (ago < 2 ? 'just now' : `${formatDuration(ago)} ago`))}`;
  }
}

customElements.define('connection-light', ConnectionLight);
