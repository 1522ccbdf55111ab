// @ts-check

/** @typedef {Node | string | null | false | undefined} Child nothing is no child */

/**
 * An element that is known to be in the page.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`The page has no #${id}`);
  }
  return element;
}

/**
 * A control that is known to be in the page.
 *
 * @param {string} id
 * @returns {HTMLInputElement}
 */
export function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/**
 * A new element. Texts become text, whatever is in them.
 *
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([attribute, value]) => made.setAttribute(attribute, value));
  made.append(...present(children));
  return made;
}

/**
 * Puts something else into an element. What the user has unfolded stays so.
 *
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  const open = new Set([...parent.querySelectorAll('details[open]')].map((details) => details.className));
  parent.replaceChildren(...present(children));
  parent.querySelectorAll('details').forEach((details) => (details.open ||= open.has(details.className)));
}

/**
 * Tells a screen reader what has become visible, once for as long as it doesn't change.
 *
 * @param {string} text
 */
export function say(text) {
  const place = byId('said');
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

/**
 * A list of sentences, or nothing.
 *
 * @param {readonly Child[]} items
 * @param {string} kind `ul` or `ol`
 * @returns {HTMLElement | null}
 */
export function list(items, kind = 'ul') {
  return items.length === 0 ? null : element(kind, {}, ...items.map((item) => element('li', {}, item)));
}

/**
 * A heading and what stands below it, or nothing.
 *
 * @param {string} heading
 * @param {Child} content
 * @returns {HTMLElement | null}
 */
export function part(heading, content) {
  return content ? element('div', { class: 'part' }, element('h3', {}, heading), content) : null;
}

/**
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter((child) => child));
}
