/** Requests and their errors. */

/** An answer other than success, with the server's problem details (RFC 9457) where it sent some. */
export class RequestError extends Error {
  /**
   * @param {number} status 0 when there was no answer at all
   * @param {{title?: string, detail?: string, errors?: {field: string, reason: string, detail: string}[]}} problem
   */
  constructor(status, problem) {
    super([problem.title, problem.detail].filter(Boolean).join('. ') || `The server answered ${status}`);
    this.status = status;
    this.errors = problem.errors ?? [];
  }
}

/**
 * @param {string | URL} url
 * @param {RequestInit} [options]
 * @returns {Promise<any>} the answer's JSON
 * @throws {RequestError}
 */
export async function requestJson(url, options) {
  let response;
  try {
    response = await fetch(url, { ...options, headers: { accept: 'application/json', ...options?.headers } });
  } catch {
    throw new RequestError(0, { title: 'No answer', detail: `${new URL(url, document.baseURI).host} cannot be reached` });
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new RequestError(response.status, body);
  }
  return body;
}

/**
 * @param {string} path
 * @param {Record<string, string | number | undefined>} parameters those without a value are left out
 * @returns {string}
 */
export function withParameters(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
