// @ts-check

/**
 * One thing that is wrong with a request (RFC 9457's document of a problem has a list of them).
 *
 * @typedef {{pointer: string, rule: string, found: string | null}} Finding
 */

/** Why there is no answer. */
export class Problem extends Error {
  /**
   * @param {number} status 0 if nobody answered
   * @param {string} title
   * @param {string} detail
   * @param {Finding[]} findings
   */
  constructor(status, title, detail, findings = []) {
    super(detail === '' ? title : `${title}. ${detail}`);
    this.status = status;
    this.title = title;
    this.findings = findings;
  }
}

/** What a deployed console has to show; it is kept nowhere but here. */
let token = '';

/** @type {(() => void)[]} */
const waiting = [];

/** @param {string} value */
export function authorize(value) {
  token = value;
  waiting.forEach((again) => again());
}

/**
 * Calls somebody when there is a token, because what was asked before may not have been answered.
 *
 * @param {() => void} again
 */
export function whenAuthorized(again) {
  waiting.push(again);
}

/** Whether the user has shown a token, so that a plain link leads nowhere. */
export function isAuthorized() {
  return token !== '';
}

/**
 * What a request may say besides its path.
 *
 * @typedef {object} Options
 * @property {unknown} [body] sent as JSON by POST
 * @property {string} [accept] the media type to get
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 */

/**
 * Asks the server that this page came from.
 *
 * @param {string} path relative to the page
 * @param {Options} [options]
 * @returns {Promise<Response>} an answer that is none of failure
 * @throws {Problem} if there is none
 */
export async function ask(path, { body, accept = 'application/json', headers = {}, signal } = {}) {
  const response = await send(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
  });
  if (response.status === 401) {
    window.dispatchEvent(new Event('unauthorized'));
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

/**
 * @param {string} path
 * @param {RequestInit} request
 */
async function send(path, request) {
  try {
    return await fetch(path, request);
  } catch (failure) {
    if (request.signal?.aborted) {
      throw failure;
    }
    throw new Problem(0, 'The server does not answer', 'Does ./unthrottle serve still run?');
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
async function problem(response) {
  const document = await response.json().catch(() => ({}));
  return new Problem(
    response.status,
    document.title ?? `The server answered ${response.status}`,
    document.detail ?? document.message ?? '',
    document.problems ?? [],
  );
}
