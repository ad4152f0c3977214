import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LiveElement } from '../element.js';
import { formatCount } from '../format.js';
import { chartIcon, tableIcon } from '../icons.js';
import { addressOf } from '../route.js';
import { store } from '../store.js';
import { topShows } from './shows.js';

const SPANS = [1, 5, 15];
const MOST_IN_TABLE = 500;

/** The shows that sell most right now, as bars that lead to the show's own history. */
class TopShows extends LiveElement {
  static properties = { selected: {}, most: { type: Number }, minutes: { state: true }, asTable: { state: true } };

  #order = [];

  constructor() {
    super();
    this.most = 10;
    this.minutes = 5;
  }

  render() {
    const shows = this.#inOrder(topShows(store.results, store.now(), this.minutes));
    return html`
      <section class="panel" aria-labelledby="top-shows">
        <header class="panel-head">
          <h2 id="top-shows">Top shows right now</h2>
          <span class="key is-series-1">Tickets</span><span class="key is-series-2">Bookings</span>
          <span class="panel-actions"><button
            type="button"
            class="icon-button"
            aria-pressed=${this.asTable ? 'true' : 'false'}
            aria-label="Top shows as a table"
            title=${this.asTable ? 'Show the bars' : 'Show the table'}
            @click=${() => (this.asTable = !this.asTable)}
          >
            ${this.asTable ? chartIcon : tableIcon}
          </button></span>
        </header>
        ${this.#spans()} ${this.#content(shows)}
      </section>
    `;
  }

  #content(shows) {
    if (shows.length === 0) {
      return html`<p class="faint is-alone">No bookings in the last ${this.minutes === 1 ? 'minute' : `${this.minutes} minutes`}.</p>`;
    }
    return this.asTable ? this.#table(shows) : this.#bars(shows);
  }

  #spans() {
    return html`<fieldset class="segments is-small" @change=${(event) => (this.minutes = Number(event.target.value))}>
      <legend class="unseen">Summed over</legend>
      ${SPANS.map(
        (minutes) => html`<label>
          <input type="radio" name="span-${this.most}" value=${minutes} ?checked=${minutes === this.minutes} />
          <span>${minutes === 1 ? 'This minute' : `${minutes} min`}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #bars(shows) {
    const longest = Math.max(...shows.map((it) => it.tickets));
    // As a property: the page's policy forbids style attributes.
    const length = (value) => `width: ${(100 * value) / longest}%`;
    return html`
      <ol class="bars">
        ${repeat(
          shows.slice(0, this.most),
          (it) => it.show,
          ({ show, tickets, bookings }) => html`<li>
            <a href=${addressOf('bookings', show)} aria-current=${show === this.selected ? 'true' : 'false'}>
              <span class="bar-name">${show}</span>
              <span class="bar-values"
                ><b>${formatCount(tickets)}</b><span class="unseen"> tickets, </span><span>${formatCount(bookings)}</span
                ><span class="unseen"> bookings</span></span
              >
              <span class="bar is-series-1" .style=${length(tickets)}></span>
              <span class="bar is-series-2" .style=${length(bookings)}></span>
            </a>
          </li>`,
        )}
      </ol>
      ${shows.length > this.most ? html`<p class="faint">${shows.length - this.most} more are in the table.</p>` : nothing}
    `;
  }

  #table(shows) {
    return html`
      <div class="table-scroll" role="group" aria-labelledby="top-shows" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Show</th>
              <th scope="col" class="number">Tickets</th>
              <th scope="col" class="number">Bookings</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              shows.slice(0, MOST_IN_TABLE),
              (it) => it.show,
              ({ show, tickets, bookings }) => html`<tr>
                <th scope="row"><a href=${addressOf('bookings', show)}>${show}</a></th>
                <td class="number">${formatCount(tickets)}</td>
                <td class="number">${formatCount(bookings)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  /** While someone points at the list or tabs through it, nothing moves away from under them. */
  #inOrder(shows) {
    if (this.querySelector('.bars')?.matches(':hover, :focus-within')) {
      const place = new Map(this.#order.map((show, index) => [show, index]));
      shows.sort((a, b) => (place.get(a.show) ?? Infinity) - (place.get(b.show) ?? Infinity) || 0);
    }
    this.#order = shows.map((it) => it.show);
    return shows;
  }
}

customElements.define('top-shows', TopShows);
