import { html, nothing } from 'lit';
import { LiveElement } from '../element.js';
import { formatCount, formatDuration, formatName, formatSecond, timeOf } from '../format.js';
import { checkIcon, crossIcon } from '../icons.js';
import { store } from '../store.js';

/** How each pipeline is: one card each. */
class PipelineList extends LiveElement {
  static properties = { short: { type: Boolean } };

  render() {
    if (store.pipelines === null) {
      return html`<div class="empty"><p>Asking how the pipelines are…</p></div>`;
    }
    if (store.pipelines.length === 0) {
      return html`<div class="empty"><p><strong>No pipeline is known.</strong></p><p>Start one with <code>deploy/local/up</code>.</p></div>`;
    }
    return html`<ul class="cards">
      ${store.pipelines.map((it) => html`<li class="panel">${this.#card(it)}</li>`)}
    </ul>`;
  }

  #card(pipeline) {
    const running = pipeline.state === 'RUNNING';
    return html`
      <header class="panel-head">
        <h3>${formatName(pipeline.name)}</h3>
        <span class="badge ${running ? 'is-good' : 'is-bad'}">${formatName(pipeline.state)}</span>
        ${addsUpMark(pipeline.adds_up)}
      </header>
      <dl class="facts">
        ${fact('Watermark', this.#watermark(pipeline))}
        ${fact('Lag', known(pipeline.lag, (it) => `${formatCount(it)} records`))}
        ${fact('Checkpoint', this.#checkpoint(pipeline), pipeline.checkpoints_failed > 0)}
        ${fact('Restarts', known(pipeline.restarts, formatCount), pipeline.restarts > 0)}
        ${this.short ? nothing : this.#counts(pipeline)}
      </dl>
    `;
  }

  #counts(pipeline) {
    return html`
      ${fact('Read', known(pipeline.read, formatCount))} ${fact('Duplicate', known(pipeline.duplicate, formatCount))}
      ${fact('Late', known(pipeline.late, formatCount), pipeline.late > 0)}
      ${fact('Rejected', known(pipeline.rejected, formatCount), pipeline.rejected > 0)}
    `;
  }

  #checkpoint({ checkpoint_age_seconds: ageSeconds, checkpoints_failed: failed }) {
    const age = known(ageSeconds, (it) => `${formatDuration(it)} ago`);
    return html`${age}${failed ? html`<small>${formatCount(failed)} failed</small>` : nothing}`;
  }

  #watermark({ watermark, watermark_lag_seconds: lagSeconds }) {
    return known(
      watermark,
      (it) => html`${timeOf(Date.parse(it), formatSecond)} <small>${known(lagSeconds, (lag) => `${formatDuration(lag)} behind`)}</small>`,
    );
  }
}

/**
 * Whether everything that was read is accounted for, as a sign and in words.
 *
 * @param {boolean | null | undefined} addsUp
 * @param {boolean} [brief] the words only to be heard
 */
export function addsUpMark(addsUp, brief = false) {
  if (addsUp === null || addsUp === undefined) {
    return nothing;
  }
  return addsUp
    ? html`<span class="mark is-good">${checkIcon}<span class=${brief ? 'unseen' : ''}>adds up</span></span>`
    : html`<span class="mark is-bad">${crossIcon}does not add up</span>`;
}

function fact(name, value, notable = false) {
  return html`<div class=${notable ? 'is-notable' : ''}><dt>${name}</dt><dd>${value}</dd></div>`;
}

function known(value, format) {
  return value === null || value === undefined ? html`<span class="faint">not known</span>` : format(value);
}

customElements.define('pipeline-list', PipelineList);
