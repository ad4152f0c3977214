import { html, svg } from 'lit';

const WIDTH = 120;
const HEIGHT = 32;
const EDGE = 3;

/**
 * A small line of how something went, without axes: only its shape tells. Silent to screen readers, because the figure
 * beside it is not.
 *
 * @param {number[]} values the newest last
 */
export function sparkline(values) {
  if (values.length < 2) {
    return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg>`;
  }
  const most = Math.max(...values);
  const least = Math.min(0, ...values);
  const x = (index) => EDGE + ((WIDTH - 2 * EDGE) * index) / (values.length - 1);
  const y = (value) => HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (value - least)) / (most - least || 1);
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${svg`<polygon points="${EDGE},${HEIGHT} ${points.join(' ')} ${WIDTH - EDGE},${HEIGHT}" />
    <polyline points=${points.join(' ')} />
    <circle cx=${x(values.length - 1)} cy=${y(values.at(-1))} r="2.5" />`}
  </svg>`;
}
