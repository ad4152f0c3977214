import { html } from 'lit';
import { legend } from '../charts/legend.js';
import { csvAddress } from '../earlier.js';
import { LiveElement } from '../element.js';
import { downloadIcon } from '../icons.js';
import { figures, minuteLine, minutesOf } from '../minutes.js';
import { emptyState, notices } from '../notices.js';
import '../placing/place-booking.js';
import { rangeStart } from '../range.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';
import { ALL_SHOWS_FIGURES } from './measures.js';
import './show-history.js';
import { allShows, topShows } from './shows.js';
import './top-shows.js';

const MINUTES_LOOKED_AT = 15;

/** Which shows sell, and how one show has sold. */
class BookingsView extends LiveElement {
  static properties = { show: {} };

  /** Shown until the reader chooses: the leader when the page was opened, whoever leads later. */
  #first = '';

  render() {
    const now = store.now();
    const results = allShows(store.results, now, MINUTES_LOOKED_AT);
    const minutes = minutesOf(results, now);
    this.#first ||= topShows(store.results, now, MINUTES_LOOKED_AT)[0]?.show ?? '';
    const show = this.show || this.#first;
    return html`
      <div class="view-head">
        <h1>Bookings</h1>
        ${results.length ? minuteLine(minutes, now) : ''}
        <a class="button" href=${csvAddress('bookings', '', rangeStart(now))} download="bookings.csv">${downloadIcon}CSV</a>
      </div>
      ${notices('bookings', { state: 'loaded' })}
      <div class="with-aside">
        <div class="view-body">
          ${results.length ? html`<div class="panel">${figures(minutes, ALL_SHOWS_FIGURES)}</div>` : ''}
          ${show ? this.#shows(show) : emptyState('bookings', { state: 'loaded' }, '#/bookings')}
        </div>
        <aside aria-label="Place a booking"><place-booking @placed=${showBooked}></place-booking></aside>
      </div>
    `;
  }

  #shows(show) {
    return html`
      <div class="panels">
        <top-shows .selected=${show}></top-shows>
        <show-history .show=${show}></show-history>
      </div>
      ${legend}
    `;
  }
}

/** Whoever books by hand wants to see that show's line move. */
function showBooked({ detail }) {
  location.hash = addressOf('bookings', detail.event_id);
}

customElements.define('bookings-view', BookingsView);
