import { html } from 'lit';
import { PageElement } from '../element.js';
import { chooseRange, range, RANGES } from '../range.js';

/** How far back charts and tables reach. */
class RangeChoice extends PageElement {
  render() {
    return html`
      <fieldset class="segments" @change=${(event) => chooseRange(event.target.value)}>
        <legend class="unseen">Time range</legend>
        ${RANGES.map(
          ({ name, label }) => html`
            <label>
              <input type="radio" name="range" value=${name} ?checked=${name === range().name} />
              <span>${label}</span>
            </label>
          `,
        )}
      </fieldset>
    `;
  }
}

customElements.define('range-choice', RangeChoice);
