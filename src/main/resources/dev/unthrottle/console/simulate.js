// @ts-check
import { ask, Problem, whenAuthorized } from './api.js';
import { byId, element, fill, say } from './dom.js';
import { parse, words } from './durations.js';
import { Complaints } from './fields.js';
import { advise, compare, offerAdvice } from './figures.js';
import { latest, settled } from './latest.js';
import { simulationOf } from './request.js';
import { along, slide } from './sliders.js';

/** @import { State } from './state.js' */

/** Everything that a simulation follows from. */
const NAMES = [
  'client', 'version', 'connect', 'read', 'attempts', 'mode', 'settings',
  'duration', 'p99', 'timeout', 'slots', 'account', 'inFlight', 'calls', 'rate', 'length',
];

/** A screen reader is told the new headline when nothing has changed for so long, in milliseconds. */
const CALM = 800;

/** The widths that the server draws, in CSS pixels, and by how many they change. */
const [NARROWEST, WIDEST, STEP] = [320, 1600, 20];

/** How much of a slider a mark's label needs. */
const ROOM = 0.16;

/**
 * The part in which settings can be dragged, and the timeline follows.
 *
 * @param {State} state
 * @returns {(effective: any) => void} is told what the client effectively does
 */
export function simulate(state) {
  const complaints = new Complaints('simulate', byId('simulate-wrong'));
  const picture = byId('picture');
  const sayHeadline = settled(() => say(byId('headline').textContent ?? ''), CALM);
  const request = latest(async (signal) => {
    picture.setAttribute('aria-busy', 'true');
    try {
      const { figures, drawing } = await play(state, widthOf(picture), signal);
      complaints.clear();
      show(figures, drawing);
      sayHeadline();
    } catch (failure) {
      if (!signal.aborted) {
        complaints.show(failure);
        fill(byId('headline'), "This can't be simulated as it stands.");
        byId('headline').className = 'headline';
        byId('simulate').classList.add('stale');
      }
    } finally {
      picture.setAttribute('aria-busy', 'false');
    }
  });
  const setDefaults = slide(state);
  offerAdvice(state);
  state.on(NAMES, () => {
    mark(state);
    request();
  });
  follow(picture, request);
  whenAuthorized(request);
  mark(state);
  request();
  return (effective) => setDefaults({ read: effective.readTimeoutMs, attempts: effective.maxAttempts });
}

/**
 * Figures and picture of the same simulation, with the recommended settings if there are any.
 *
 * @param {State} state
 * @param {number} width
 * @param {AbortSignal} signal
 */
async function play(state, width, signal) {
  const body = simulationOf(state);
  try {
    return await both({ ...body, compare: ['recommended'] }, width, signal);
  } catch (failure) {
    if (failure instanceof Problem && failure.findings.length > 0
      && failure.findings.every((finding) => finding.pointer.startsWith('/compare'))) {
      return both(body, width, signal);
    }
    throw failure;
  }
}

/**
 * @param {unknown} body
 * @param {number} width
 * @param {AbortSignal} signal
 */
async function both(body, width, signal) {
  const [figures, drawing] = await Promise.all([
    ask('simulations', { body, signal }).then((response) => response.json()),
    ask(`simulations?width=${width}`, { body, signal, accept: 'image/svg+xml' }).then((response) => response.text()),
  ]);
  return { figures, drawing };
}

/**
 * @param {any} figures
 * @param {string} drawing
 */
function show(figures, drawing) {
  const [now, recommended] = figures.scenarios;
  byId('simulate').classList.remove('stale');
  fill(byId('headline'), now.headline);
  byId('headline').className = `headline ${quality(now)}`;
  fill(byId('picture'), pictureOf(drawing));
  compare(byId('figures'), now, recommended);
  advise(recommended);
}

/** @param {any} scenario */
function quality({ tally }) {
  if (tally.answered < tally.calls) {
    return 'bad';
  }
  return tally.refusals + tally.duplicates > 0 ? 'doubtful' : 'good';
}

/**
 * The server's picture as part of this page, which has its style already.
 *
 * @param {string} text
 */
function pictureOf(text) {
  const plain = text.replace(/<style>[^<]*<\/style>/, ''); // the page's policy refuses it even where it isn't shown
  return document.importNode(new DOMParser().parseFromString(plain, 'image/svg+xml').documentElement, true);
}

/** @param {HTMLElement} picture */
function widthOf(picture) {
  const steps = Math.floor(picture.clientWidth / STEP);
  return Math.min(WIDEST, Math.max(NARROWEST, steps * STEP));
}

/**
 * Draws anew when the page gets wider or narrower.
 *
 * @param {HTMLElement} picture
 * @param {() => void} request
 */
function follow(picture, request) {
  let width = widthOf(picture);
  new ResizeObserver(() => {
    if (widthOf(picture) !== width) {
      width = widthOf(picture);
      request();
    }
  }).observe(picture);
}

/**
 * Marks on the slider of the read timeout how long the function runs and may run.
 *
 * @param {State} state
 */
function mark(state) {
  /** @type {number[]} */
  const taken = [];
  const marks = /** @type {const} */ ([['duration', 'runs'], ['p99', 'p99'], ['timeout', 'may run']]).map(([name, label]) => {
    const millis = parse(state.get(name));
    if (millis === null || taken.some((other) => Math.abs(other - along(millis)) < ROOM)) {
      return null;
    }
    taken.push(along(millis));
    const made = element('span', { class: `mark ${name}` }, `${label} ${words(millis)}`);
    made.style.setProperty('--at', String(along(millis)));
    made.classList.toggle('left', along(millis) > 0.75);
    return made;
  });
  fill(/** @type {Element} */ (document.querySelector('#simulate .marks')), ...marks);
}
