/**
 * The views, in the order of the navigation. A pipeline that is added gets its line here and its directory beside the
 * others; nothing else on the page lists them.
 */

import { html } from 'lit';
import './bookings/bookings-view.js';
import './health/health-view.js';
import './now/now-view.js';
import './orders/orders-view.js';

/**
 * @typedef {object} View
 * @property {string} path what follows #/ in its address
 * @property {string} title
 * @property {string} [pipeline] the pipeline whose state shows beside its name
 * @property {(detail: string) => import('lit').TemplateResult} draw detail: what follows the path, such as a show
 */

/** @type {View[]} */
export const VIEWS = [
  { path: '', title: 'Now', draw: () => html`<now-view></now-view>` },
  { path: 'orders', title: 'Orders', pipeline: 'orders', draw: () => html`<orders-view></orders-view>` },
  {
    path: 'bookings',
    title: 'Bookings',
    pipeline: 'bookings',
    draw: (show) => html`<bookings-view .show=${show}></bookings-view>`,
  },
  { path: 'health', title: 'Health', draw: () => html`<health-view></health-view>` },
];
