import { formatBytes, formatCompact, formatCount } from '../format.js';

/** What is known of every half minute of frames. @type {import('../minutes.js').Measure[]} */
export const FRAME_MEASURES = [
  { field: 'total_frames', label: 'Frames', format: formatCount, colour: 'series-1' },
  { field: 'total_bytes', label: 'Bytes', format: formatBytes, colour: 'series-1' },
  { field: 'avg_frame_bytes', label: 'Average size', format: formatBytes, colour: 'series-1' },
];

/** @type {(pixels: number) => string} */
export const formatPixels = (pixels) => formatCompact(pixels);
