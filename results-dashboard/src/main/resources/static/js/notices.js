/** What is said in place of numbers, or above them, and what can be done about it. */

import { html, nothing } from 'lit';
import { retryEarlier } from './earlier.js';
import { addressOf } from './route.js';
import { store } from './store.js';

/**
 * @param {string} pipeline
 * @param {import('./earlier.js').Loading} loading
 * @returns what keeps this pipeline's numbers from being complete, if anything does
 */
export function notices(pipeline, loading) {
  const status = store.pipelines?.find((it) => it.name === pipeline);
  return html`
    ${status && status.state !== 'RUNNING'
      ? html`<p class="notice is-bad">
          ${status.state === 'UNREACHABLE'
            ? html`Flink does not answer, so nobody can tell how the pipeline ${pipeline} is.`
            : html`The pipeline ${pipeline} is not running; it is ${status.state.toLowerCase()}.`}
          The numbers here are the last ones known. <a href=${addressOf('health')}>See Health</a>
        </p>`
      : nothing}
    ${loading.state === 'failed'
      ? html`<p class="notice is-bad">
          Earlier results could not be loaded: ${loading.message}.
          <button type="button" class="button" @click=${retryEarlier}>Try again</button>
        </p>`
      : nothing}
  `;
}

/**
 * @param {string} what such as orders
 * @param {import('./earlier.js').Loading} loading
 * @param {import('./definitions/definition.js').Definition} [definition] of what is counted, if it is defined
 */
export function emptyState(what, loading, definition) {
  if (store.connection.state === 'connecting' || loading.state === 'loading') {
    return html`<div class="empty"><p>Loading ${what}…</p></div>`;
  }
  return html`
    <div class="empty">
      <p><strong>No ${what} in this time range.</strong></p>
      <p>
        Choose a longer
        range${definition ? html`, send records to the topic ${definition.topics.map((it) => html`<code>${it}</code> `)},` : ''} or
        let sample traffic run:
      </p>
      <pre tabindex="0"><code>deploy/local/up --traffic 20</code></pre>
    </div>
  `;
}
