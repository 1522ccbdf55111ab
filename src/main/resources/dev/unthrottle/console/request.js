// @ts-check

/** @import { State } from './state.js' */

/**
 * The client of a request.
 *
 * @param {State} state
 */
export function clientOf(state) {
  return said({
    id: state.get('client'),
    version: state.get('version'),
    connectTimeout: state.get('connect'),
    readTimeout: state.get('read'),
    maxAttempts: number(state.get('attempts')),
    retryMode: state.get('mode'),
    settings: settingsOf(state),
  });
}

/**
 * The path of a client's effective settings.
 *
 * @param {State} state
 * @returns {string}
 */
export function pathOf(state) {
  const { id, version, settings, ...fields } = /** @type {Record<string, any>} */ (clientOf(state));
  const query = new URLSearchParams({ ...fields, ...settings }).toString();
  const name = encodeURIComponent(version === undefined ? id : `${id}@${version}`);
  return `clients/${name}` + (query === '' ? '' : `?${query}`);
}

/**
 * What the simulation is asked.
 *
 * @param {State} state
 */
export function simulationOf(state) {
  const p99 = state.get('p99');
  return said({
    client: clientOf(state),
    duration: p99 === '' ? state.get('duration') : { p50: state.get('duration'), p99 },
    functionTimeout: state.get('timeout'),
    reserved: number(state.get('slots')),
    accountConcurrency: number(state.get('account')),
    inFlight: number(state.get('inFlight')),
    calls: number(state.get('calls')),
    rate: state.get('rate'),
    length: state.get('length'),
  });
}

/**
 * What a diagnosis is asked.
 *
 * @param {State} state
 * @param {{payload: unknown, exclusive: boolean}} probe what isn't in the state, because it isn't for a link
 */
export function diagnosisOf(state, probe) {
  return said({
    function: state.get('function').trim(),
    client: clientOf(state),
    error: state.get('error').trim(),
    caller: state.get('caller') === '' ? '' : said({
      kind: state.get('caller'),
      timeout: state.get('callerTimeout'),
      attempts: number(state.get('callerAttempts')),
    }),
    window: state.get('window'),
    refusalTarget: state.get('refusalTarget'),
    probe: state.get('plan') === 'none' || state.get('plan') === '' ? '' : said({
      plan: state.get('plan'),
      payload: probe.payload,
      maxInvocations: number(state.get('most')),
      allowExclusive: probe.exclusive,
    }),
  });
}

/** @param {State} state */
function settingsOf(state) {
  const pairs = state.get('settings').split('\n').map((line) => line.trim()).filter((line) => line !== '')
    .map((line) => /^([^=]*?)\s*=\s*(.*)$/.exec(line) ?? [line, line, '']);
  return pairs.length === 0 ? '' : Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

/**
 * A number if it is a whole one; anything else is for the server to refuse.
 *
 * @param {string} text
 */
function number(text) {
  return /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : text.trim();
}

/**
 * Without what nobody said.
 *
 * @param {Record<string, unknown>} fields
 * @returns {Record<string, unknown>}
 */
function said(fields) {
  return Object.fromEntries(Object.entries(fields)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
    .filter(([, value]) => value !== '' && value !== undefined));
}
