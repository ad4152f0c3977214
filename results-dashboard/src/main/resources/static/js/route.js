/** Addresses within the page: #/bookings/concert-42. */

/**
 * @param {string} path
 * @param {string} [detail]
 * @returns {string}
 */
export function addressOf(path, detail = '') {
  return `#/${path}${detail ? `/${encodeURIComponent(detail)}` : ''}`;
}

/**
 * @param {string} hash as in location.hash
 * @returns {{path: string, detail: string}}
 */
export function routeOf(hash) {
  const [path = '', detail = ''] = hash.replace(/^#\/?/, '').split('/');
  try {
    return { path, detail: decodeURIComponent(detail) };
  } catch {
    return { path, detail: '' }; // a stray % in an address typed by hand
  }
}
