import { html, nothing } from 'lit';
import '../charts/minute-panel.js';
import { timeOf } from '../format.js';
import { figure } from '../minutes.js';

/**
 * A chart of each measure, with its figure above.
 *
 * @param {import('../minutes.js').Minutes} minutes
 * @param {import('../minutes.js').Measure[]} measures
 * @param {import('../charts/line-options.js').Lines} lines
 */
export function measurePanels(minutes, measures, lines) {
  return html`<div class="panels">
    ${measures.map(
      (measure) => html`<minute-panel
        .heading=${measure.label}
        .summary=${html`${figure(minutes, measure)} ${since(measure, lines.from)}`}
        .lines=${{ ...lines, measures: [measure] }}
      ></minute-panel>`,
    )}
  </div>`;
}

/** One that was added to a pipeline which ran already: what is before is not nothing, but not known. */
function since(measure, from) {
  return measure.since > from ? html`<p class="faint">Counted since ${timeOf(measure.since)}.</p>` : nothing;
}
