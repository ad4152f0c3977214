import { html } from 'lit';
import { PageElement } from '../element.js';
import { moonIcon, sunIcon, systemIcon } from '../icons.js';
import { chooseTheme, theme, THEMES } from './theme.js';

const ICONS = { system: systemIcon, light: sunIcon, dark: moonIcon };
const LABELS = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Light, dark, or as the system has it. */
class ThemeChoice extends PageElement {
  render() {
    return html`
      <fieldset class="segments" @change=${(event) => chooseTheme(event.target.value)}>
        <legend class="unseen">Theme</legend>
        ${THEMES.map(
          (name) => html`
            <label title=${LABELS[name]}>
              <input type="radio" name="theme" value=${name} ?checked=${name === theme()} />
              <span>${ICONS[name]}<span class="unseen">${LABELS[name]}</span></span>
            </label>
          `,
        )}
      </fieldset>
    `;
  }
}

customElements.define('theme-choice', ThemeChoice);
