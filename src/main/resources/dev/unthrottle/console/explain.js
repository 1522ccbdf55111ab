// @ts-check
import { ask, whenAuthorized } from './api.js';
import { byId, element, fill, list, part, say } from './dom.js';
import { Complaints } from './fields.js';
import { latest, settled } from './latest.js';

/** @import { State } from './state.js' */

/** What the case that the tool is named after prints. */
const EXAMPLE = 'An error occurred (TooManyRequestsException) when calling the Invoke operation'
  + ' (reached max retries: 2): Rate Exceeded.';

/** Typing is over when nothing came for so long, in milliseconds. */
const CALM = 250;

/**
 * The part that says at once what a pasted error means.
 *
 * @param {State} state
 */
export function explain(state) {
  const complaints = new Complaints('explain', byId('explain-wrong'));
  const request = latest(async (signal) => {
    const error = state.get('error').trim();
    complaints.clear();
    if (error === '') {
      fill(byId('explanation'));
      return;
    }
    try {
      const response = await ask('explanations', { body: { error }, signal });
      const explanation = await response.json();
      fill(byId('explanation'), ...shown(explanation, state));
      say(explanation.headline);
    } catch (failure) {
      if (!signal.aborted) {
        fill(byId('explanation'));
        complaints.show(failure);
      }
    }
  });
  state.on(['error'], settled(request, CALM));
  byId('error').addEventListener('paste', () => window.setTimeout(request));
  byId('example').addEventListener('click', () => {
    state.set({ error: EXAMPLE });
    request();
  });
  whenAuthorized(request);
  request();
}

/**
 * @param {any} explanation
 * @param {State} state
 * @returns {(Node | null)[]}
 */
function shown(explanation, state) {
  return [
    element('p', { class: 'headline' }, explanation.headline),
    told(explanation),
    part(explanation.causes.length === 1 ? 'It points to' : 'It can be', causes(explanation.causes)),
    part("It doesn't say", list(explanation.untold)),
    part('What to do', element('p', {}, explanation.advice.replace(/:$/, '.'))),
    element('div', { class: 'row' }, takeOver(explanation, state), goDiagnose()),
  ];
}

/** @param {any} explanation */
function told(explanation) {
  const facts = [
    ['Client', explanation.client],
    ['Operation', explanation.operation],
    ['Function', explanation.function],
    ['Attempts', explanation.attempts],
    ['Reason', explanation.reason],
    ['Fits', explanation.fits.length <= 6 ? explanation.fits.join(', ') : `${explanation.fits.length} client variants`],
  ].filter(([, value]) => value !== null && value !== '');
  return facts.length === 0 ? null
    : element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, String(value))]));
}

/** @param {string[]} ids */
function causes(ids) {
  return ids.length === 0 ? null
    : element('ul', { class: 'tags' }, ...ids.map((id) => element('li', {}, element('code', {}, id))));
}

/** A button that leads to the part that finds out. */
function goDiagnose() {
  const button = element('button', { type: 'button', class: 'quiet' }, 'Diagnose the function');
  button.addEventListener('click', () => byId('function').focus());
  return button;
}

/**
 * A button that brings what the error tells into the other parts.
 *
 * @param {any} explanation
 * @param {State} state
 */
function takeOver(explanation, state) {
  if (explanation.client === null) {
    return null;
  }
  const attempts = explanation.attempts === null ? '' : String(explanation.attempts);
  const button = element('button', { type: 'button', class: 'quiet' },
    `Use ${explanation.client}` + (attempts === '' ? '' : ` with ${attempts} attempts`) + ' below');
  button.addEventListener('click', () => state.set({
    client: explanation.client,
    version: state.get('client') === explanation.client ? state.get('version') : '',
    attempts: attempts === '' ? state.get('attempts') : attempts,
    ...(explanation.function === null ? {} : { function: explanation.function }),
  }));
  return button;
}
