// @ts-check
import { ask, isAuthorized } from './api.js';
import { copyButton } from './copy.js';
import { element, list, part } from './dom.js';

/**
 * The answer of a diagnosis that has ended, as the page shows it; the report has all of it.
 *
 * @param {any} document
 * @returns {(Node | null)[]}
 */
export function verdict(document) {
  if (document.status !== 'completed') {
    const { problem, sideEffects } = document;
    return [
      element('p', { class: 'headline bad' }, problem.title),
      element('p', {}, problem.detail),
      did(sideEffects),
    ];
  }
  const it = document.verdict;
  return [
    element('p', { class: 'headline' }, it.headline),
    element('p', { class: 'subject' }, element('code', {}, it.cause), ' ',
      element('span', { class: `badge ${it.certainty}` }, it.certainty)),
    part('Why', list(it.because.map(reason), 'ol')),
    part('What ends it', list(it.remedies)),
    snippet(document),
    part('As well', list(it.also.map((/** @type {any} */ other) => other.headline))),
    part('What would make it surer', list(it.missing)),
    did(document.sideEffects),
    report(document.id),
  ];
}

/** @param {any} because */
function reason(because) {
  return element('span', {}, because.fact + ' ', element('span', { class: 'tag' }, because.source));
}

/** @param {any} document */
function snippet({ recommendation, client }) {
  const text = recommendation?.snippets[client.id];
  return part(`What to paste, for ${client.id}`, text === undefined ? null
    : element('div', { class: 'copyable' },
      element('pre', { tabindex: '0' }, element('code', {}, text.trimEnd())),
      copyButton(() => text)));
}

/** @param {any} effects */
function did(effects) {
  const runs = effects.invocations;
  return element('p', { class: 'hint' },
    `It made ${effects.awsCalls} calls to AWS and ` + (runs === 0 ? 'invoked nothing' : `${runs} invocation${runs === 1 ? '' : 's'}`)
    + (effects.estimatedCostUsd ? `, for about $${effects.estimatedCostUsd}` : '') + '.');
}

/**
 * A plain link to the report, or, where a link can't carry the token, a file of it.
 *
 * @param {string} id
 */
function report(id) {
  const address = `diagnoses/${encodeURIComponent(id)}`;
  if (!isAuthorized()) {
    return element('p', {}, element('a', { href: address, target: '_blank', rel: 'noopener' }, 'The full report'));
  }
  const button = element('button', { type: 'button', class: 'quiet' }, 'Save the full report');
  button.addEventListener('click', async () => {
    const page = await (await ask(address, { accept: 'text/html' })).blob();
    const file = URL.createObjectURL(page);
    element('a', { href: file, download: `unthrottle-${id}.html` }).click();
    URL.revokeObjectURL(file);
  });
  return element('p', {}, button);
}
