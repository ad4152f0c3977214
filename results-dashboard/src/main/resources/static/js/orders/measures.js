import { formatCount, formatMoney } from '../format.js';

/** What is known of every minute of orders. @type {import('../minutes.js').Measure[]} */
export const ORDER_MEASURES = [
  { field: 'total_revenue', label: 'Revenue', format: formatMoney, colour: 'series-1' },
  { field: 'total_orders', label: 'Orders', format: formatCount, colour: 'series-1' },
  { field: 'unique_users', label: 'Unique users', format: formatCount, colour: 'series-1' },
  { field: 'avg_order_value', label: 'Average order', format: formatMoney, colour: 'series-1' },
];
