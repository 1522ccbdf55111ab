// @ts-check
import { ask, Problem } from './api.js';
import { byId, fill, input, say } from './dom.js';
import { Complaints } from './fields.js';
import { progress, plan as planOf } from './probe.js';
import { diagnosisOf } from './request.js';
import { verdict } from './verdict.js';

/** @import { State } from './state.js' */

/** A diagnosis that is made so quickly is answered at once, in seconds. */
const AT_ONCE = 2;

const CALLERS = ['lambda', 'api-gateway-rest', 'api-gateway-http', 'step-functions', 'alb', 'sqs', 'eventbridge', 'cli', 'server'];

/** What a plan is made for: when any of it changes, the plan isn't one any more. */
const PLANNED = [
  'function', 'client', 'version', 'connect', 'read', 'attempts', 'mode', 'settings', 'error', 'caller', 'callerTimeout',
  'callerAttempts', 'window', 'refusalTarget', 'plan', 'most',
];

/**
 * The part that has a real function diagnosed.
 *
 * @param {State} state
 */
export function diagnose(state) {
  byId('caller').append(...CALLERS.map((kind) => new Option(kind, kind)));
  const desk = new Desk(state);
  byId('diagnose-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void (desk.probes() ? desk.plan() : desk.run());
  });
  byId('run').addEventListener('click', () => void desk.run());
  state.on(PLANNED, () => desk.forgetPlan());
  state.on(['diagnosis'], () => desk.watchLinked());
  ['payload', 'exclusive'].forEach((id) => byId(id).addEventListener('input', () => desk.forgetPlan()));
  desk.forgetPlan();
  desk.watchLinked();
}

/** Has one diagnosis made at a time. */
class Desk {
  /** Names what one click started, so that sending it twice is harmless; '' when nothing is under way. */
  #key = '';

  /** What the plan that is shown was made for; nothing else is run. @type {object | null} */
  #planned = null;

  /** The diagnosis that is watched. */
  #watched = '';

  /** @type {AbortController} */
  #watch = new AbortController();

  /** @param {State} state */
  constructor(state) {
    this.state = state;
    this.complaints = new Complaints('diagnose', byId('diagnose-wrong'));
  }

  probes() {
    return !['', 'none'].includes(this.state.get('plan'));
  }

  /** A probe is run only as it was shown. */
  forgetPlan() {
    fill(byId('plan'));
    this.#planned = null;
    this.#key = '';
    byId('run').hidden = true;
    byId('probe-fields').hidden = !this.probes();
    byId('start').textContent = this.probes() ? 'Show the plan' : 'Diagnose';
  }

  /** Shows what a probe would do; nothing is invoked. */
  async plan() {
    await this.#busily(async () => {
      const document = this.#document();
      const response = await ask('diagnoses', { body: { ...document, planOnly: true } });
      const { probe } = await response.json();
      if (JSON.stringify(document) !== JSON.stringify(this.#document())) {
        return; // the form has changed meanwhile
      }
      this.#planned = document;
      fill(byId('answer'));
      fill(byId('plan'), planOf(probe));
      byId('run').hidden = !probe.plan.permitted;
    });
  }

  /** Starts a diagnosis, and watches it. */
  async run() {
    await this.#busily(async () => {
      this.#key ||= crypto.randomUUID();
      const response = await ask('diagnoses', {
        body: this.#planned ?? this.#document(),
        headers: { prefer: `respond-async, wait=${AT_ONCE}`, 'idempotency-key': this.#key },
      });
      this.forgetPlan();
      const document = await response.json();
      this.#watched = document.id;
      this.state.set({ diagnosis: document.id });
      await this.#follow(document, response);
    });
  }

  /** Shows the diagnosis that a link names. */
  watchLinked() {
    const id = this.state.get('diagnosis');
    if (id === this.#watched) {
      return;
    }
    this.#watched = id;
    this.#watch.abort();
    if (id === '') {
      fill(byId('answer'));
      fill(byId('progress'));
      return;
    }
    void this.#telling(async () => {
      const response = await ask(`diagnoses/${encodeURIComponent(id)}`);
      await this.#follow(await response.json(), response);
    });
  }

  /**
   * Shows how a diagnosis gets on, until it has ended.
   *
   * @param {any} document
   * @param {Response} response
   */
  async #follow(document, response) {
    this.#watch.abort();
    const { signal } = (this.#watch = new AbortController());
    fill(byId('answer'));
    while (document.status === 'running') {
      fill(byId('progress'), progress(document));
      await pause(Number(response.headers.get('retry-after') ?? 1), signal);
      response = await ask(`diagnoses/${encodeURIComponent(document.id)}`, { signal });
      document = await response.json();
    }
    fill(byId('progress'));
    fill(byId('answer'), ...verdict(document));
    lead(byId('answer'));
  }

  #document() {
    const text = input('payload').value.trim();
    return diagnosisOf(this.state, { payload: payloadOf(text), exclusive: input('exclusive').checked });
  }

  /**
   * Does something while nothing else can be started.
   *
   * @param {() => Promise<void>} work
   */
  async #busily(work) {
    const buttons = [byId('start'), byId('run')];
    if (buttons[0].getAttribute('aria-disabled') !== 'true') {
      buttons.forEach((button) => button.setAttribute('aria-disabled', 'true'));
      await this.#telling(work);
      buttons.forEach((button) => button.removeAttribute('aria-disabled'));
    }
  }

  /**
   * Does something, and tells what goes wrong with it.
   *
   * @param {() => Promise<void>} work
   */
  async #telling(work) {
    this.complaints.clear();
    try {
      await work();
    } catch (failure) {
      const abandoned = failure instanceof DOMException && failure.name === 'AbortError';
      if (!abandoned) {
        this.#key = failure instanceof Problem && failure.status === 0 ? this.#key : '';
        fill(byId('progress'));
        this.complaints.show(failure);
      }
    }
  }
}

/**
 * Leads to an answer whoever waits for it, and nobody who does something else meanwhile.
 *
 * @param {HTMLElement} answer
 */
function lead(answer) {
  const at = document.activeElement;
  if (at === null || at === document.body || byId('diagnose').contains(at)) {
    answer.focus({ preventScroll: true });
    answer.scrollIntoView({ block: 'nearest' });
  } else {
    say(answer.querySelector('.headline')?.textContent ?? '');
  }
}

/**
 * What is no JSON is sent as the text that it is.
 *
 * @param {string} text
 * @returns {unknown}
 */
function payloadOf(text) {
  try {
    return text === '' ? '' : JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * @param {number} seconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(resolve, seconds * 1_000);
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer);
      reject(new DOMException('Something else is watched', 'AbortError'));
    });
  });
}
