/** What the reader chose on this machine: theme and time range. */

const PREFIX = 'turnstile.';

/**
 * @param {string} name
 * @param {string[]} allowed the values it may have; the first one is the default
 * @returns {string}
 */
export function preference(name, allowed) {
  try {
    const kept = localStorage.getItem(PREFIX + name);
    return allowed.includes(kept) ? kept : allowed[0];
  } catch {
    return allowed[0]; // storage may be forbidden; the page works without it
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function keepPreference(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // as above: the choice then lasts until the page is closed
  }
}
