import { html } from 'lit';
import { LiveElement } from '../element.js';
import { pauseIcon, playIcon } from '../icons.js';
import { store } from '../store.js';

/** Lets the numbers stand still, to read them or to quote them. */
class PauseButton extends LiveElement {
  render() {
    const paused = store.pausedAt !== null;
    return html`
      <button type="button" class="button" @click=${() => (paused ? store.resume() : store.pause())}>
        ${paused ? playIcon : pauseIcon}<span>${paused ? 'Resume' : 'Pause'}</span>
      </button>
    `;
  }
}

customElements.define('pause-button', PauseButton);
