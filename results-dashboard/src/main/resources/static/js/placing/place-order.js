import { html, nothing } from 'lit';
import { formatMoney } from '../format.js';
import { numberOrText, PlaceForm } from './place-form.js';

const MOST_ITEMS = 5;

/** Orders by hand. */
class PlaceOrder extends PlaceForm {
  static properties = { items: { state: true } };

  constructor() {
    super({
      pipeline: 'orders',
      link: 'orders',
      countField: 'total_orders',
      dimensionOf: () => '',
      identityOf: (event) => ({ id: event.order_id, at: event.created_at }),
    });
    this.items = 1;
  }

  render() {
    return this.form(
      'Place an order',
      html`
        ${this.field('/user_id', 'User', 'u-by-hand')}
        ${Array.from({ length: this.items }, (_, index) => this.#item(index))}
        <p class="field-buttons">
          ${this.items < MOST_ITEMS
            ? html`<button type="button" class="button" @click=${() => (this.items += 1)}>Add an item</button>`
            : nothing}
          ${this.items > 1
            ? html`<button type="button" class="button" @click=${() => (this.items -= 1)}>Remove the last</button>`
            : nothing}
        </p>
      `,
      ({ body }) => body.items.map((it) => `${it.quantity} × ${it.product_id} at ${priceText(it.price)}`).join(', '),
    );
  }

  #item(index) {
    return html`<fieldset class="field-row is-item">
      <legend class="unseen">Item ${index + 1}</legend>
      ${this.field(`/items/${index}/product_id`, 'Product', `product-${index + 1}`)}
      ${this.field(`/items/${index}/quantity`, 'Quantity', '1', { inputmode: 'numeric' })}
      ${this.field(`/items/${index}/price`, 'Price', '25.00', { inputmode: 'decimal' })}
    </fieldset>`;
  }

  /** @param {(pointer: string) => string} typed */
  bodyOf(typed) {
    return {
      user_id: typed('/user_id'),
      items: Array.from({ length: this.items }, (_, index) => ({
        product_id: typed(`/items/${index}/product_id`),
        quantity: numberOrText(typed(`/items/${index}/quantity`)),
        price: numberOrText(typed(`/items/${index}/price`)),
      })),
    };
  }
}

function priceText(price) {
  return typeof price === 'number' ? formatMoney(price) : String(price);
}

customElements.define('place-order', PlaceOrder);
