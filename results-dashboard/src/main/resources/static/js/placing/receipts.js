import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatMinute } from '../format.js';

const PATIENCE_MILLIS = 30_000;

/**
 * What was placed by hand, and how far each has come.
 *
 * @param {import('./placement.js').Receipt[]} receipts the newest first
 * @param {(receipt: import('./placement.js').Receipt) => string} describe
 * @param {(receipt: import('./placement.js').Receipt) => void} sendAgain
 */
export function receiptList(receipts, describe, sendAgain) {
  return html`
    <p class="unseen" role="status">${receipts.length ? sentence(receipts[0], describe) : nothing}</p>
    <ol class="receipts" aria-label="Placed from here">
      ${repeat(receipts, (it) => it.key, (it) => item(it, describe, sendAgain))}
    </ol>
  `;
}

function item(receipt, describe, sendAgain) {
  return html`
    <li data-state=${receipt.state}>
      <p class="receipt-what">${describe(receipt)}</p>
      ${receipt.id ? html`<p class="receipt-id" title="Its id">${receipt.id}</p>` : nothing}
      ${receipt.state === 'unknown' ? unknown(receipt, sendAgain) : steps(receipt)}
    </li>
  `;
}

function steps({ state, sentAt, acknowledgedAt, countedAt, start }) {
  const reached = ['sending', 'acknowledged', 'counted', 'final'].indexOf(state);
  const slow = state === 'acknowledged' && Date.now() - acknowledgedAt > PATIENCE_MILLIS;
  return html`
    <ol class="steps">
      ${step(reached >= 1, 'Acknowledged', acknowledgedAt && `in ${after(sentAt, acknowledgedAt)}`)}
      ${step(reached >= 2, 'Counted', countedAt && `in ${formatMinute(start)}, after ${after(acknowledgedAt, countedAt)}`)}
      ${step(reached >= 3, 'Final')}
    </ol>
    ${slow ? html`<p class="faint">Not counted yet. <a href="#/health">Is the pipeline running?</a></p>` : nothing}
  `;
}

function step(done, label, detail) {
  return html`<li class=${done ? 'is-done' : ''}>
    ${label}${done ? nothing : html`<span class="unseen"> (not yet)</span>`}${done && detail ? html` <small>${detail}</small>` : nothing}
  </li>`;
}

function unknown(receipt, sendAgain) {
  return html`
    <p class="field-error">${receipt.message}</p>
    <button type="button" class="button" @click=${() => sendAgain(receipt)}>Send again with the same key</button>
  `;
}

function sentence(receipt, describe) {
  const what = { sending: 'is being placed', unknown: 'may not have been placed', final: 'counted, final' };
  return `${describe(receipt)}: ${what[receipt.state] ?? receipt.state}`;
}

function after(from, to) {
  const millis = Math.max(0, to - from);
  return millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`;
}
