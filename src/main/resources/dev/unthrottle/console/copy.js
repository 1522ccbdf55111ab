// @ts-check
import { element } from './dom.js';

/** How long a button says that it has copied, in milliseconds. */
const SAYS = 1_500;

/**
 * A button that copies a text.
 *
 * @param {() => string} text
 * @returns {HTMLElement}
 */
export function copyButton(text) {
  const button = element('button', { type: 'button', class: 'quiet copy' }, 'Copy');
  copies(button, text);
  return button;
}

/**
 * Lets a button copy a text, and say so.
 *
 * @param {HTMLElement} button
 * @param {() => string} text
 */
export function copies(button, text) {
  const label = button.textContent ?? '';
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed';
    }
    window.setTimeout(() => (button.textContent = label), SAYS);
  });
}
