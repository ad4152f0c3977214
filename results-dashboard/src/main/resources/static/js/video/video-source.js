import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { formatBytes, formatCount, formatNumber, formatSecond, timeOf } from '../format.js';
import './live-picture.js';
import { formatPixels } from './measures.js';

/** One source: its picture as it is now, and what the analysis says of it. */
class VideoSource extends PageElement {
  static properties = { totals: { attribute: false }, frame: { attribute: false } };

  render() {
    const { source, fps, expected_fps: expected } = this.totals;
    return html`
      <section class="panel video-source" aria-label="Source ${source}">
        <header class="panel-head">
          <h2>${source}</h2>
          ${this.frame ? html`<span class="badge">${this.frame.resolution_category}</span>` : nothing}
          <span class="faint">${formatNumber(fps)} of ${formatNumber(expected)} frames per second</span>
        </header>
        <div class="video-body">
          <live-picture .source=${source}></live-picture>
          <dl class="video-facts">
            ${this.#facts().map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
          </dl>
        </div>
      </section>
    `;
  }

  #facts() {
    const totals = this.totals;
    const all = [
      ['Frames', formatCount(totals.total_frames)],
      ['Size of all', formatBytes(totals.total_size_bytes)],
      ['Average light', formatNumber(totals.avg_brightness)],
      ['Last frame', timeOf(Date.parse(totals.last_updated), formatSecond)],
    ];
    const frame = this.frame;
    return frame
      ? [
          ['Picture', `${frame.frame_width} × ${frame.frame_height}, ${frame.orientation}`],
          ['Pixels', formatPixels(frame.total_pixels)],
          ['Aspect', formatNumber(frame.aspect_ratio)],
          ['Size', formatBytes(frame.frame_size_bytes)],
          ['Compression', frame.compression_ratio.toFixed(3)],
          ['Light', `${formatNumber(frame.brightness)} of 255`],
          ...all,
        ]
      : all;
  }
}

customElements.define('video-source', VideoSource);
