import { html } from 'lit';
import { store } from '../store.js';
import { numberOrText, PlaceForm } from './place-form.js';

const MOST_SUGGESTIONS = 200;

/** Books tickets by hand. */
class PlaceBooking extends PlaceForm {
  constructor() {
    super({
      pipeline: 'bookings',
      link: 'bookings',
      countField: 'total_bookings',
      dimensionOf: (body) => body.event_id,
      identityOf: (event) => ({ id: event.booking_id, at: event.timestamp }),
    });
  }

  render() {
    const shows = store.results.dimensions('bookings').slice(0, MOST_SUGGESTIONS);
    return this.form(
      'Place a booking',
      html`
        ${this.field('/event_id', 'Show', 'concert-42', { list: 'known-shows' })}
        <datalist id="known-shows">${shows.map((show) => html`<option value=${show}></option>`)}</datalist>
        <div class="field-row">
          ${this.field('/user_id', 'User', 'u-by-hand')}
          ${this.field('/ticket_count', 'Tickets', '2', { inputmode: 'numeric' })}
        </div>
      `,
      ({ body }) => `${body.ticket_count} × ${body.event_id}`,
    );
  }

  /** @param {(pointer: string) => string} typed */
  bodyOf(typed) {
    return {
      event_id: typed('/event_id'),
      user_id: typed('/user_id'),
      ticket_count: numberOrText(typed('/ticket_count')),
    };
  }
}

customElements.define('place-booking', PlaceBooking);
