import { html, svg } from 'lit';

/** Each kind has a shape of its own: colour alone does not tell everyone. */
const SHAPES = {
  good: svg`<circle cx="8" cy="8" r="7" /><path d="m4.8 8.3 2.2 2.2 4.2-4.6" />`,
  warn: svg`<path class="body" d="M8 1.5 15.2 14.5H.8z" /><path d="M8 6v4M8 12.1v.2" />`,
  bad: svg`<path class="body" d="M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5z" /><path d="m5.4 5.4 5.2 5.2M10.6 5.4l-5.2 5.2" />`,
  unknown: svg`<circle cx="8" cy="8" r="6.2" stroke-dasharray="2.6 2.3" />`,
};

/**
 * @param {import('./pipeline-health.js').Health} health
 * @param {boolean} [silent] where its word stands beside it
 */
export function healthMark({ kind, word }, silent = false) {
  return html`<svg class="health-mark is-${kind}" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false"
      >${SHAPES[kind]}</svg
    >${silent ? '' : html`<span class="unseen">, ${word.toLowerCase()}</span>`}`;
}
