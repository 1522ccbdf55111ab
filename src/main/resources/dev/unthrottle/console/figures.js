// @ts-check
import { copies } from './copy.js';
import { byId, element, fill } from './dom.js';
import { format, words } from './durations.js';

/** @import { State } from './state.js' */

/** @type {[string, (scenario: any) => string][]} what is compared, and how it is written */
const ROWS = [
  ['Ends', (it) => ENDS[it.outcome] ?? it.outcome],
  ['After', (it) => words(it.timeToOutcomeMs.median)],
  ['99 % after', (it) => words(it.timeToOutcomeMs.p99)],
  ['Runs per call', (it) => executions(it.executionsPerCall)],
  ['Refusals', (it) => it.refusals.toLocaleString('en')],
  ['Calls answered', (it) => `${it.tally.answered.toLocaleString('en')} of ${it.tally.calls.toLocaleString('en')}`],
  ['Kind of call', (it) => (it.asynchronous ? 'asynchronous' : 'synchronous')],
  ['Read timeout', (it) => words(it.client.effective.readTimeoutMs)],
  ['Connect timeout', (it) => words(it.client.effective.connectTimeoutMs)],
  ['Attempts', (it) => String(it.client.effective.maxAttempts)],
  ['Reserved slots', (it) => (it.reservedConcurrency === null ? 'none' : String(it.reservedConcurrency))],
  ['Function timeout', (it) => words(it.functionTimeoutMs)],
];

/** What says nothing new of a single call. */
const OF_MANY = ['99 % after', 'Calls answered'];

/** @type {Record<string, string>} */
const ENDS = {
  answered: 'answered',
  refused: 'refused with 429',
  'connect-timeout': 'connect timeout',
  'read-timeout': 'read timeout',
  'attempt-timeout': 'attempt timeout',
  'call-timeout': 'call timeout',
  'connection-failed': 'connection failed',
};

/**
 * What happens now beside what is recommended.
 *
 * @param {HTMLElement} table
 * @param {any} now
 * @param {any} recommended undefined if nothing is
 */
export function compare(table, now, recommended) {
  const columns = recommended === undefined ? [now] : [now, recommended];
  const heads = ['Now', 'Recommended'].slice(0, columns.length)
    .map((name) => element('th', { scope: 'col' }, name));
  fill(table,
    element('caption', { class: 'unseen' }, 'What happens now, and with the recommended settings'),
    element('thead', {}, element('tr', {}, element('td'), ...heads)),
    element('tbody', {}, ...ROWS.filter(([name]) => now.tally.calls > 1 || !OF_MANY.includes(name))
      .map(([name, write]) => row(name, columns.map(write)))));
}

/**
 * @param {string} name
 * @param {string[]} values
 */
function row(name, values) {
  const differs = values.some((value) => value !== values[0]);
  return element('tr', { class: differs ? 'differs' : 'same' },
    element('th', { scope: 'row' }, name),
    ...values.map((value) => element('td', {}, value)));
}

/** @param {{expected: number, max: number}} runs */
function executions({ expected, max }) {
  return expected === max ? String(max) : `${Number(expected.toFixed(2))}, at most ${max}`;
}

/** @type {any} what is recommended now, undefined if nothing is */
let advice;

/**
 * Lets the recommended settings be taken over and copied.
 *
 * @param {State} state
 */
export function offerAdvice(state) {
  byId('use-recommended').addEventListener('click', () => state.set(settingsOf(advice)));
  copies(byId('copy-snippet'), () => advice.snippet);
}

/**
 * Shows what to do about it.
 *
 * @param {any} recommended undefined if nothing is
 */
export function advise(recommended) {
  advice = recommended;
  byId('use-recommended').hidden = recommended === undefined;
  byId('no-advice').hidden = recommended !== undefined;
  byId('snippet').hidden = !recommended?.snippet;
  byId('snippet-text').textContent = recommended?.snippet?.trimEnd() ?? '';
}

/** @param {any} scenario */
function settingsOf({ client: { effective }, functionTimeoutMs, reservedConcurrency }) {
  return {
    read: effective.readTimeoutMs === null ? '' : format(effective.readTimeoutMs),
    connect: effective.connectTimeoutMs === null ? '' : format(effective.connectTimeoutMs),
    attempts: String(effective.maxAttempts),
    mode: effective.retryMode,
    timeout: format(functionTimeoutMs),
    slots: reservedConcurrency === null ? '' : String(reservedConcurrency),
  };
}
