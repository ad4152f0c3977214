/** The page's icons: drawn in the colour of the text around them, silent to screen readers. */

import { html, svg } from 'lit';

const icon = (shape) =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${shape}</svg>`;

export const brandIcon = html`<svg class="brand-icon" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
  <rect width="32" height="32" rx="8" />
  <circle cx="16" cy="16" r="2.5" />
  <path d="M16 16V6.5M16 16l8.2 4.8M16 16l-8.2 4.8" />
</svg>`;
export const pauseIcon = icon(svg`<path d="M5.5 3.5v9M10.5 3.5v9" />`);
export const playIcon = icon(svg`<path d="M5 3.2v9.6l7.5-4.8z" />`);
export const chartIcon = icon(svg`<path d="M2 12.5 6 7l3.5 3L14 3.5" />`);
export const tableIcon = icon(svg`<path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6" />`);
export const downloadIcon = icon(svg`<path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.3h10" />`);
export const warningIcon = icon(svg`<path d="M8 2.2 14.4 13.3H1.6zM8 6.5v3.2M8 11.4v.2" />`);
export const checkIcon = icon(svg`<path d="m3 8.5 3.4 3.4L13 4.8" />`);
export const crossIcon = icon(svg`<path d="m4 4 8 8M12 4l-8 8" />`);
export const systemIcon = icon(svg`<path d="M2.5 3.5h11v7h-11zM6 13.3h4" />`);
export const sunIcon = icon(
  svg`<circle cx="8" cy="8" r="2.8" /><path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1" />`,
);
export const moonIcon = icon(svg`<path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z" />`);
