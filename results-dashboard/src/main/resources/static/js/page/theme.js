/** Light, dark, or as the system has it; and the colours that result, for what is drawn on a canvas. */

import { keepPreference, preference } from '../preferences.js';

export const THEMES = ['system', 'light', 'dark'];

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();
/** Looking a colour up makes the browser compute styles; a chart needs a dozen each second. @type {Map<string, string>} */
const colours = new Map();

systemIsDark.addEventListener('change', tell);

/** @returns {string} */
export function theme() {
  return preference('theme', THEMES);
}

/** @param {string} name */
export function chooseTheme(name) {
  keepPreference('theme', name);
  if (name === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = name;
  }
  tell();
}

/**
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function onThemeChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * A colour of css/tokens.css as it is now.
 *
 * @param {string} name without the dashes
 * @returns {string}
 */
export function colour(name) {
  if (!colours.has(name)) {
    colours.set(name, computed(name));
  }
  return colours.get(name);
}

function computed(name) {
  const probe = document.createElement('i');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function tell() {
  colours.clear();
  listeners.forEach((listener) => listener());
}
