// @ts-check

/**
 * What the page shows, as texts by name; '' is what nobody said. A copy of it fits into a link.
 *
 * @typedef {Record<string, string>} Values
 */

/** Every name, in the order in which a link has them. */
export const NAMES = Object.freeze([
  'client', 'version', 'connect', 'read', 'attempts', 'mode', 'settings',
  'duration', 'p99', 'timeout', 'slots', 'account', 'inFlight', 'calls', 'rate', 'length',
  'function', 'caller', 'callerTimeout', 'callerAttempts', 'window', 'refusalTarget', 'plan', 'most',
  'error', 'shareError', 'diagnosis',
]);

/** What a first visit shows: the case that the tool is named after. */
export const FIRST = Object.freeze({
  client: 'aws-cli', version: '2.31.0', duration: '70s', timeout: '15m', slots: '1', calls: '1', plan: 'none',
});

/** The values, and those who want to know when they change. */
export class State {
  /** @type {Values} */
  #values;

  /** @type {((changed: Set<string>) => void)[]} */
  #listeners = [];

  /** @param {Values} values */
  constructor(values) {
    this.#values = { ...values };
  }

  /**
   * @param {string} name
   * @returns {string}
   */
  get(name) {
    return this.#values[name] ?? '';
  }

  /** @returns {Values} a copy */
  all() {
    return { ...this.#values };
  }

  /**
   * Takes over what is new, and tells everybody what has changed.
   *
   * @param {Values} some
   */
  set(some) {
    const changed = new Set(Object.keys(some).filter((name) => this.get(name) !== some[name]));
    if (changed.size > 0) {
      this.#values = { ...this.#values, ...some };
      this.#listeners.forEach((listener) => listener(changed));
    }
  }

  /**
   * Takes over all of another state; what it doesn't name is empty.
   *
   * @param {Values} values
   */
  replace(values) {
    this.set({ ...Object.fromEntries(NAMES.map((name) => [name, ''])), ...values });
  }

  /**
   * Calls a listener when one of some names has changed.
   *
   * @param {readonly string[]} names
   * @param {(changed: Set<string>) => void} listener
   */
  on(names, listener) {
    this.#listeners.push((changed) => {
      if (names.some((name) => changed.has(name))) {
        listener(changed);
      }
    });
  }
}
