/**
 * The views, in the order of the navigation. A pipeline that is added gets its line here and its directory beside the
 * others; nothing else on the page lists them. Those of pipelines that do not run here are not in the navigation.
 */

import { html } from 'lit';
import './alerts/alerts-view.js';
import './bookings/bookings-view.js';
import { bookingsHeadline } from './bookings/headline.js';
import './health/health-view.js';
import { lakeHeadline } from './lake/headline.js';
import './lake/lake-view.js';
import { marketHeadline } from './market/headline.js';
import './market/market-view.js';
import { ordersHeadline } from './orders/headline.js';
import './orders/orders-view.js';
import './overview/overview-view.js';
import { transactionsHeadline } from './transactions/headline.js';
import './transactions/transactions-view.js';
import { videoHeadline } from './video/headline.js';
import './video/video-view.js';

/**
 * @typedef {object} View
 * @property {string} path what follows #/ in its address
 * @property {string} title
 * @property {string} [pipeline] the pipeline that it is of
 * @property {(now: number) => Headline | undefined} [headline] what the overview tells of it; nothing before it has numbers
 * @property {(detail: string) => import('lit').TemplateResult} draw detail: what follows the path, such as a show
 *
 * @typedef {object} Headline
 * @property {string} label what the figure is
 * @property {string} value the figure
 * @property {string} [note] one more thing to know, such as how far the present minute has come
 * @property {number[]} [spark] how the figure went, the newest last
 */

/** @type {View[]} */
export const VIEWS = [
  { path: '', title: 'Overview', draw: () => html`<overview-view></overview-view>` },
  { path: 'orders', title: 'Orders', pipeline: 'orders', headline: ordersHeadline, draw: () => html`<orders-view></orders-view>` },
  {
    path: 'bookings',
    title: 'Bookings',
    pipeline: 'bookings',
    headline: bookingsHeadline,
    draw: (show) => html`<bookings-view .show=${show}></bookings-view>`,
  },
  {
    path: 'transactions',
    title: 'Transactions',
    pipeline: 'transactions',
    headline: transactionsHeadline,
    draw: () => html`<transactions-view></transactions-view>`,
  },
  {
    path: 'market',
    title: 'Market',
    pipeline: 'market',
    headline: marketHeadline,
    draw: (detail) => html`<market-view .symbol=${detail}></market-view>`,
  },
  {
    path: 'video',
    title: 'Video',
    pipeline: 'video',
    headline: videoHeadline,
    draw: (source) => html`<video-view .source=${source}></video-view>`,
  },
  { path: 'lake', title: 'Event lake', pipeline: 'lake', headline: lakeHeadline, draw: () => html`<lake-view></lake-view>` },
  { path: 'alerts', title: 'Alerts', draw: (pipeline) => html`<alerts-view .pipeline=${pipeline}></alerts-view>` },
  { path: 'health', title: 'Health', draw: () => html`<health-view></health-view>` },
];
