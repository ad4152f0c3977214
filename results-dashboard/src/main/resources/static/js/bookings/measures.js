import { formatCount } from '../format.js';

/** @type {import('../minutes.js').Measure} */
const tickets = { field: 'total_tickets', label: 'Tickets', format: formatCount, colour: 'series-1' };
/** @type {import('../minutes.js').Measure} */
const bookings = { field: 'total_bookings', label: 'Bookings', format: formatCount, colour: 'series-2' };

/** Of one show. */
export const SHOW_MEASURES = [tickets, bookings];
/** Of one show, as figures. */
export const SHOW_FIGURES = [
  ...SHOW_MEASURES,
  { field: 'unique_users', label: 'Unique users', format: formatCount, colour: 'series-1' },
];
/** Of all shows together, as figures. */
export const ALL_SHOWS_FIGURES = [
  ...SHOW_MEASURES,
  { field: 'shows', label: 'Shows selling', format: formatCount, colour: 'series-1' },
];
