// @ts-check
import { Problem } from './api.js';
import { element } from './dom.js';

/** @import { Finding } from './api.js' */
/** @import { State } from './state.js' */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/**
 * Ties every field that has a `data-name` to the state.
 *
 * @param {State} state
 */
export function tie(state) {
  const fields = /** @type {Field[]} */ ([...document.querySelectorAll('[data-name]')]);
  for (const field of fields) {
    const name = /** @type {string} */ (field.dataset.name);
    const show = () => write(field, state.get(name));
    field.addEventListener('input', () => {
      const value = read(field);
      if (value !== null) {
        state.set({ [name]: value });
      }
    });
    state.on([name], show);
    show();
  }
}

/**
 * @param {Field} field
 * @returns {string | null} `null` if it says nothing, as a radio button that isn't chosen
 */
function read(field) {
  if (field.type === 'radio') {
    return /** @type {HTMLInputElement} */ (field).checked ? field.value : null;
  }
  if (field.type === 'checkbox') {
    return /** @type {HTMLInputElement} */ (field).checked ? 'yes' : '';
  }
  return field.value;
}

/**
 * @param {Field} field
 * @param {string} value
 */
function write(field, value) {
  if (field.type === 'radio' || field.type === 'checkbox') {
    const box = /** @type {HTMLInputElement} */ (field);
    box.checked = field.type === 'radio' ? box.value === value : value === 'yes';
  } else if (field.value !== value) {
    field.value = value;
  }
}

/**
 * Shows what a server finds wrong at the fields that it is about, and the rest where the answer
 * would be. A field knows by its `data-pointer` which place of a request it fills.
 */
export class Complaints {
  /** @type {(() => void)[]} */
  #shown = [];

  /**
   * @param {string} owner tells several apart that speak about the same field
   * @param {HTMLElement} rest where everything else is told
   */
  constructor(owner, rest) {
    this.owner = owner;
    this.rest = rest;
  }

  /** Takes back what was said. */
  clear() {
    this.#shown.forEach((undo) => undo());
    this.#shown = [];
    this.rest.replaceChildren();
    this.rest.hidden = true;
  }

  /**
   * Says what is wrong.
   *
   * @param {unknown} failure what was thrown
   */
  show(failure) {
    this.clear();
    const problem = failure instanceof Problem ? failure : new Problem(0, String(failure), '');
    const homeless = problem.findings.filter((finding) => !this.#showAtField(finding));
    const sentences = problem.findings.length === 0 ? [problem.message] : homeless.map(sentence);
    this.rest.append(...sentences.map((text) => element('p', {}, text)));
    this.rest.hidden = sentences.length === 0;
  }

  /**
   * @param {Finding} finding
   * @returns {boolean} whether there is such a field
   */
  #showAtField(finding) {
    const field = fieldAt(finding.pointer);
    if (field === null) {
      return false;
    }
    const text = sentence(finding);
    const home = field.closest('.field') ?? field;
    if ([...home.querySelectorAll('.wrong')].some((other) => other.textContent === text)) {
      return true;
    }
    const said = element('p', { id: `${field.id}-${this.owner}-${this.#shown.length}`, class: 'wrong' }, text);
    home.append(said);
    const folded = field.closest('details');
    if (folded !== null) {
      folded.open = true;
    }
    describe(field, home);
    this.#shown.push(() => {
      said.remove();
      describe(field, home);
    });
    return true;
  }
}

/**
 * Ties a field to its hint and to what is said to be wrong with it.
 *
 * @param {Element} field
 * @param {Element} home
 */
function describe(field, home) {
  const wrong = [...home.querySelectorAll('.wrong')];
  const texts = [...home.querySelectorAll('.hint[id]'), ...wrong].map((text) => text.id).join(' ');
  wrong.length === 0 ? field.removeAttribute('aria-invalid') : field.setAttribute('aria-invalid', 'true');
  texts === '' ? field.removeAttribute('aria-describedby') : field.setAttribute('aria-describedby', texts);
}

/** @param {Finding} finding */
function sentence(finding) {
  return finding.rule + (finding.found === null || finding.found === undefined ? '' : ` Found: ${finding.found}`);
}

/**
 * The visible field whose place in a request is the pointer's, or holds it.
 *
 * @param {string} pointer
 * @returns {Element | null}
 */
function fieldAt(pointer) {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const field = document.querySelector(`[data-pointer="${CSS.escape(place)}"]`);
    if (field !== null) {
      return field;
    }
  }
  return null;
}
