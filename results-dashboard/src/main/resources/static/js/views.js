/**
 * The views, in the order of the navigation. A pipeline that is a definition has its view by itself; one that is code
 * gets its line here and its directory beside the others. Nothing else on the page lists them. Those of pipelines that
 * do not run here are not in the navigation.
 */

import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import './alerts/alerts-view.js';
import './definitions/definition-view.js';
import { definitionHeadline } from './definitions/headline.js';
import './health/health-view.js';
import { lakeHeadline } from './lake/headline.js';
import './lake/lake-view.js';
import { marketHeadline } from './market/headline.js';
import './market/market-view.js';
import './overview/overview-view.js';
import './placing/place-booking.js';
import './placing/place-order.js';
import { addressOf } from './route.js';
import { store } from './store.js';
import { transactionsHeadline } from './transactions/headline.js';
import './transactions/transactions-view.js';
import { videoHeadline } from './video/headline.js';
import './video/video-view.js';

/**
 * @typedef {object} View
 * @property {string} path what follows #/ in its address
 * @property {string} title
 * @property {string} [pipeline] the pipeline that it is of
 * @property {import('./definitions/definition.js').Definition} [definition] by which that pipeline runs, if it is one
 * @property {(now: number) => Headline | undefined} [headline] what the overview tells of it; nothing before it has numbers
 * @property {(detail: string) => import('lit').TemplateResult} draw detail: what follows the path, such as a show
 *
 * @typedef {object} Headline
 * @property {string} label what the figure is
 * @property {string} value the figure
 * @property {string} [note] one more thing to know, such as how far the present minute has come
 * @property {number[]} [spark] how the figure went, the newest last
 */

const OVERVIEW = { path: '', title: 'Overview', draw: () => html`<overview-view></overview-view>` };

/** @type {View[]} */
const OF_CODE = [
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
];

const OF_THE_PLATFORM = [
  { path: 'alerts', title: 'Alerts', draw: (pipeline) => html`<alerts-view .pipeline=${pipeline}></alerts-view>` },
  { path: 'health', title: 'Health', draw: () => html`<health-view></health-view>` },
];

/** What stands beside the numbers of pipelines whose events can be placed by hand. */
const FORMS = {
  bookings: html`<aside aria-label="Place a booking"><place-booking @placed=${showBooked}></place-booking></aside>`,
  orders: html`<aside aria-label="Place an order"><place-order></place-order></aside>`,
};

/** @returns {View[]} */
export function views() {
  const defined = [...store.definitions.values()]
    .filter(({ pipeline }) => !OF_CODE.some((it) => it.pipeline === pipeline))
    .map(viewOf)
    .sort((a, b) => a.title.localeCompare(b.title));
  return [OVERVIEW, ...defined, ...OF_CODE, ...OF_THE_PLATFORM];
}

/**
 * The view of an address. What is not known before the server has told may yet be a definition.
 *
 * @param {string} path
 * @returns {View}
 */
export function viewAt(path) {
  const loading = { path, title: 'Turnstile', draw: () => html`<div class="empty"><p>Loading…</p></div>` };
  return views().find((it) => it.path === path) ?? (store.generation === 0 ? loading : OVERVIEW);
}

/**
 * @param {import('./definitions/definition.js').Definition} definition
 * @returns {View}
 */
function viewOf(definition) {
  const { pipeline, title } = definition;
  return {
    path: pipeline,
    title,
    pipeline,
    definition,
    headline: (now) => definitionHeadline(definition, now),
    draw: (key) =>
      keyed(
        pipeline,
        html`<definition-view .definition=${definition} .selected=${key} .form=${FORMS[pipeline]}></definition-view>`,
      ),
  };
}

/** Whoever books by hand wants to see that show's line move. */
function showBooked({ detail }) {
  location.hash = addressOf('bookings', detail.event_id);
}
