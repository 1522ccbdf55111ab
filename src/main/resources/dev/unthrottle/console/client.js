// @ts-check
import { ask, whenAuthorized } from './api.js';
import { byId, element, fill, input, list, part } from './dom.js';
import { words } from './durations.js';
import { Complaints } from './fields.js';
import { latest, settled } from './latest.js';
import { pathOf } from './request.js';

/** @import { State } from './state.js' */

/** Everything that a client's effective settings follow from. */
const NAMES = ['client', 'version', 'connect', 'read', 'attempts', 'mode', 'settings'];

const CALM = 120;

/** Which field of the page a setting of an answer belongs to. */
const ROWS = /** @type {const} */ ([
  ['Read timeout', 'readTimeoutMs', 'read'],
  ['Connect timeout', 'connectTimeoutMs', 'connect'],
  ['Timeout of an attempt', 'attemptTimeoutMs', ''],
  ['Timeout of the call', 'callTimeoutMs', ''],
  ['Attempts', 'maxAttempts', 'attempts'],
  ['Retry mode', 'retryMode', 'mode'],
  ['TCP keep-alive', 'tcpKeepAlive', ''],
]);

/**
 * The part that says what a client effectively does.
 *
 * @param {State} state
 * @param {(effective: any) => void} onEffective is told the effective settings when they change
 */
export function client(state, onEffective) {
  const complaints = new Complaints('client', byId('client-wrong'));
  const request = latest(async (signal) => {
    try {
      const answer = await (await ask(pathOf(state), { signal })).json();
      complaints.clear();
      warn(answer.client.warnings);
      fill(byId('effective'), ...shown(answer, state));
      byId('effective').classList.remove('stale');
      suggest(answer.variant.settings);
      onEffective(answer.client.effective);
    } catch (failure) {
      if (!signal.aborted) {
        complaints.show(failure);
        warn([]);
        byId('effective').classList.add('stale');
      }
    }
  });
  const begin = async () => {
    try {
      offer(await (await ask('clients')).json(), state);
      request();
    } catch (failure) {
      complaints.show(failure);
    }
  };
  takeNames(state);
  input('client-id').addEventListener('input', () => state.set({ version: '' }));
  state.on(NAMES, settled(request, CALM));
  whenAuthorized(begin);
  void begin();
}

/**
 * Fills the lists that one can choose from.
 *
 * @param {any} catalogue
 * @param {State} state
 */
function offer(catalogue, state) {
  const ids = [...new Set(catalogue.clients.map((/** @type {any} */ row) => row.id))];
  const select = input('client-id');
  fill(select, ...ids.map((id) => element('option', { value: id }, id)));
  const modes = [...new Set(catalogue.clients.map((/** @type {any} */ row) => row.defaults.retryMode))];
  fill(byId('mode'), element('option', { value: '' }, 'the default'), ...modes.map((mode) => element('option', { value: mode }, mode)));
  const show = () => {
    select.value = state.get('client');
    input('mode').value = state.get('mode');
    const versions = catalogue.clients.filter((/** @type {any} */ row) => row.id === state.get('client'))
      .map((/** @type {any} */ row) => row.versionChecked).filter((/** @type {unknown} */ version) => version);
    fill(byId('versions'), ...[...new Set(versions)].map((version) => element('option', { value: version })));
  };
  state.on(['client', 'mode'], show);
  show();
}

/**
 * Lets one type or paste `boto3@1.40` where the version goes.
 *
 * @param {State} state
 */
function takeNames(state) {
  state.on(['version'], () => {
    const name = /^\s*([a-z0-9-]+)@(.*)$/.exec(state.get('version'));
    if (name !== null) {
      state.set({ client: name[1], version: name[2].trim() });
    }
  });
}

/**
 * Tells which settings do nothing, once for as long as they don't change.
 *
 * @param {string[]} warnings
 */
function warn(warnings) {
  const place = byId('warnings');
  if (place.textContent !== warnings.join('')) {
    fill(place, warnings.length === 0 ? null
      : element('div', { class: 'warning' }, ...warnings.map((warning) => element('p', {}, warning))));
  }
}

/**
 * @param {any} answer
 * @param {State} state
 * @returns {(Node | null)[]}
 */
function shown(answer, state) {
  const { client: it, variant } = answer;
  const version = element('p', { class: 'subject' },
    element('code', {}, it.variant), ` ${variant.package ?? ''} ${variant.versions}`, ' ',
    element('span', { class: `badge ${variant.confidence}`, title: 'How this is known' }, variant.confidence));
  return [
    version,
    settings(it.effective, state),
    behaviour(it),
    sources(variant),
  ];
}

/**
 * @param {any} effective
 * @param {State} state
 */
function settings(effective, state) {
  const rows = ROWS.filter(([, field]) => effective[field] !== null || field === 'readTimeoutMs')
    .map(([name, field, own]) => element('tr', {},
      element('th', { scope: 'row' }, name),
      element('td', {}, value(field, effective[field])),
      element('td', { class: 'faint' }, own !== '' && state.get(own) !== '' ? 'set' : '')));
  return element('table', { class: 'settings' }, element('caption', { class: 'unseen' }, 'Effective settings'), element('tbody', {}, ...rows));
}

/**
 * @param {string} field
 * @param {any} is
 */
function value(field, is) {
  if (field.endsWith('Ms')) {
    return is === null ? 'none, it waits for ever' : words(is);
  }
  return typeof is === 'boolean' ? (is ? 'on' : 'off') : String(is);
}

/** @param {any} it */
function behaviour(it) {
  const after = it.after.map((/** @type {any} */ end) => element('tr', {},
    element('th', { scope: 'row' }, end.outcome.replace('-', ' ')),
    element('td', {}, end.retried ? waits(end) : 'not retried')));
  const prints = [it.prints.refused, it.prints.readTimeout].filter(Boolean)
    .map((text) => element('pre', { tabindex: '0' }, element('code', {}, text)));
  return element('details', { class: 'behaviour' },
    element('summary', {}, 'After a failed attempt, and what it prints'),
    element('table', { class: 'settings' }, element('tbody', {}, ...after)),
    ...prints);
}

/** @param {any} end */
function waits(end) {
  const all = end.waits.map((/** @type {any} */ wait) => wait.shortestMs === wait.longestMs
    ? words(wait.longestMs) : `${words(wait.shortestMs)} to ${words(wait.longestMs)}`);
  return 'retried after ' + (all.length > 3 ? [...all.slice(0, 3), '…'] : all).join(', then ');
}

/** @param {any} variant */
function sources(variant) {
  const links = variant.sources.map((/** @type {string} */ source) => /^https:\/\//.test(source)
    ? element('a', { href: source, rel: 'noreferrer noopener', target: '_blank' }, source) : source);
  return element('details', { class: 'sources' },
    element('summary', {}, `${links.length} source${links.length === 1 ? '' : 's'} and notes`),
    list(links), part('Notes', list(variant.notes)));
}

/** @param {any[]} known */
function suggest(known) {
  fill(byId('known-settings'), known.length === 0 ? '' : 'It knows ',
    ...known.flatMap((setting, at) => [at === 0 ? '' : ', ', element('code', { title: setting.means ?? '' }, setting.name)]),
    known.length === 0 ? '' : '.');
}
