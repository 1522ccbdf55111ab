// @ts-check
import { element, list, say } from './dom.js';
import { words } from './durations.js';

/**
 * What a probe would do, or why it may not.
 *
 * @param {any} probe of an answer
 * @returns {HTMLElement}
 */
export function plan(probe) {
  const { plan: it, refusedBecause } = probe;
  const facts = [
    ['Invokes', `${it.function}, at most ${it.mostInvocations} time${it.mostInvocations === 1 ? '' : 's'}`],
    ['Takes', `at most ${it.mostSlots} slot${it.mostSlots === 1 ? '' : 's'} at once, of ${it.freeSlots ?? 'an unknown number of'} free ones`],
    ['Lasts', (it.expectedMs === null ? '' : `about ${words(it.expectedMs)}, `) + `at most ${words(it.longestMs)}`],
    ['Costs', `at most $${it.costCeilingUsd}`],
  ];
  const steps = it.calls.map((/** @type {any} */ call) =>
    `${call.step}: ${call.invocations} invocation${call.invocations === 1 ? '' : 's'}${withSettings(call.effective)}`);
  return element('div', { class: it.permitted ? 'plan' : 'plan refused' },
    element('h3', {}, it.permitted ? 'The plan: nothing was invoked yet' : 'This probe is not permitted'),
    list(refusedBecause),
    list(steps, 'ol'),
    element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])));
}

/** @param {any} effective */
function withSettings(effective) {
  return effective === null ? ''
    : `, read timeout ${words(effective.readTimeoutMs)}, ${effective.maxAttempts} attempt${effective.maxAttempts === 1 ? '' : 's'}`;
}

/**
 * How far a diagnosis is; the newest attempt is said as well.
 *
 * @param {any} running
 * @returns {HTMLElement}
 */
export function progress(running) {
  const sent = running.progress.map((/** @type {any} */ attempt) =>
    `${attempt.step}, attempt ${attempt.number}: ${attempt.outcome === null ? 'under way' : told(attempt)}`);
  say(sent.at(-1) ?? 'The diagnosis is being made.');
  return element('div', { class: 'running' },
    element('p', {}, 'The diagnosis is being made', left(running.expectedEnd), '.'),
    element('progress', { 'aria-label': 'The diagnosis is being made' }),
    list(sent, 'ol'));
}

/** @param {any} attempt */
function told({ outcome, reason, sentAt, endedAt }) {
  const took = endedAt === null ? '' : ` after ${words(Date.parse(endedAt) - Date.parse(sentAt))}`;
  return outcome.replace('-', ' ') + took + (reason === null ? '' : ` (${reason})`);
}

/** @param {string | null} end */
function left(end) {
  const millis = end === null ? 0 : Date.parse(end) - Date.now();
  return millis <= 1_000 ? '' : `, for about ${words(Math.round(millis / 1_000) * 1_000)} more`;
}
