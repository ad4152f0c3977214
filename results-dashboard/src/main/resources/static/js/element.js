/** What the page's elements have in common. */

import { LitElement } from 'lit';
import { everySecond } from './clock.js';
import { onRangeChange } from './range.js';
import { store } from './store.js';

/**
 * An element that renders into the page itself: labels, links and the one style sheet reach everywhere, and so do
 * assistive technology and tests. Reactive properties get their first value in the constructor: a class field would
 * hide the accessor that Lit made, and nothing would be drawn anew.
 */
export class PageElement extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** An element that is drawn anew when what the page knows changes, or the range, or the second. */
export class LiveElement extends PageElement {
  #ends = [];

  connectedCallback() {
    super.connectedCallback();
    const redraw = () => this.requestUpdate();
    this.#ends = [store.subscribe(redraw), onRangeChange(redraw), everySecond(redraw)];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
  }
}
