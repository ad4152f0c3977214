import { html } from 'lit';
import { addressOf } from '../route.js';

/**
 * In place of the page of a pipeline that does not run here.
 *
 * @param {import('../views.js').View} view
 */
export function pipelineNotRunning({ title, pipeline }) {
  return html`
    <div class="view-head"><h1>${title}</h1></div>
    <div class="panel">
      <div class="empty">
        <p><strong>The pipeline ${pipeline} does not run here.</strong></p>
        <p>Start it along with those that are wanted beside it, or all of them:</p>
        <pre tabindex="0"><code>deploy/local/up --pipelines ${pipeline}</code></pre>
        <p><a href=${addressOf('')}>Back to the overview</a></p>
      </div>
    </div>
  `;
}
