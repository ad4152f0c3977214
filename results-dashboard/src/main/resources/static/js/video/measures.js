import { formatCompact, formatCount } from '../format.js';

const megabytes = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
const kilobytes = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });

/** @type {(bytes: number) => string} */
export const formatBytes = (bytes) => (bytes < 1e6 ? kilobytes.format(bytes / 1e3) : megabytes.format(bytes / 1e6));

/** What is known of every half minute of frames. @type {import('../minutes.js').Measure[]} */
export const FRAME_MEASURES = [
  { field: 'total_frames', label: 'Frames', format: formatCount, colour: 'series-1' },
  { field: 'total_bytes', label: 'Bytes', format: formatBytes, colour: 'series-1' },
  { field: 'avg_frame_bytes', label: 'Average size', format: formatBytes, colour: 'series-1' },
];

/** @type {(pixels: number) => string} */
export const formatPixels = (pixels) => formatCompact(pixels);
