// @ts-check
import { FIRST, NAMES } from './state.js';

/** @import { State, Values } from './state.js' */

/** Longer than anything that a person would send as a link. */
const LONGEST_VALUE = 20_000;

/** The address follows the state so soon after its last change, in milliseconds. */
const CALM = 300;

/**
 * The part of an address after `#`, which no browser sends to a server. A pasted error is in it only
 * if the user wants that.
 *
 * @param {Values} values
 * @returns {string}
 */
export function toFragment(values) {
  const fragment = new URLSearchParams();
  for (const name of NAMES) {
    const value = values[name] ?? '';
    if (value !== '' && (name !== 'error' || values.shareError === 'yes')) {
      fragment.set(name, value);
    }
  }
  return fragment.toString();
}

/**
 * The state that a fragment describes; without one, that of a first visit.
 *
 * @param {string} fragment with or without its `#`
 * @returns {Values}
 */
export function fromFragment(fragment) {
  const text = fragment.replace(/^#/, '');
  if (!text.includes('=')) {
    return { ...FIRST };
  }
  const given = new URLSearchParams(text);
  const values = Object.fromEntries(NAMES.map((name) => [name, (given.get(name) ?? '').slice(0, LONGEST_VALUE)]));
  return { ...values, plan: values.plan || FIRST.plan };
}

/**
 * Keeps the address in step with the state, both ways.
 *
 * @param {State} state
 */
export function keepInStep(state) {
  let timer = 0;
  state.on(NAMES, () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => history.replaceState(null, '', '#' + toFragment(state.all())), CALM);
  });
  window.addEventListener('hashchange', () => {
    if (location.hash.includes('=')) {
      window.clearTimeout(timer);
      state.replace(fromFragment(location.hash));
    }
  });
}
