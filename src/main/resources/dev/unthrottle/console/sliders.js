// @ts-check
import { input } from './dom.js';
import { format, parse, words } from './durations.js';

/** @import { State } from './state.js' */

/**
 * The values that a slider stops at. They are chosen so that equal ways are about equal factors:
 * a logarithmic scale, of which every stop is a round number.
 *
 * @typedef {object} Scale
 * @property {readonly number[]} stops ascending
 * @property {(text: string) => number | null} read what a text field says
 * @property {(value: number) => string} write what a text field gets
 * @property {(value: number) => string} say what a screen reader says
 */

/** @type {(from: number, to: number, step: number) => number[]} */
const steps = (from, to, step) => Array.from({ length: Math.round((to - from) / step) }, (_, at) => from + at * step);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** From 100 ms to 20 min; the longest function takes 15. @type {Scale} */
const TIMES = {
  stops: [
    ...steps(100, SECOND, 100), ...steps(SECOND, 10 * SECOND, 500), ...steps(10 * SECOND, 30 * SECOND, SECOND),
    ...steps(30 * SECOND, 2 * MINUTE, 5 * SECOND), ...steps(2 * MINUTE, 5 * MINUTE, 15 * SECOND),
    ...steps(5 * MINUTE, 20 * MINUTE, MINUTE), 20 * MINUTE,
  ],
  read: parse,
  write: format,
  say: words,
};

/** @type {(stops: number[]) => Scale} */
const counts = (stops) => ({
  stops,
  read: (text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : null),
  write: String,
  say: String,
});

/** @type {Record<string, Scale>} */
const SCALES = { duration: TIMES, read: TIMES, attempts: counts(steps(1, 11, 1)), slots: counts(steps(0, 21, 1)) };

/**
 * Ties every slider to the field beside it.
 *
 * @param {State} state
 * @returns {(defaults: Record<string, number | null>) => void} is told what holds where a field is empty
 */
export function slide(state) {
  /** @type {Record<string, number | null>} */
  let defaults = {};
  const shows = Object.entries(SCALES).map(([name, scale]) => {
    const slider = input(`${name}-slider`);
    slider.min = '0';
    slider.max = String(scale.stops.length - 1);
    const show = () => {
      const value = scale.read(state.get(name)) ?? defaults[name] ?? null;
      slider.value = String(value === null ? scale.stops.length - 1 : nearest(scale.stops, value));
      slider.setAttribute('aria-valuetext', value === null ? 'none' : scale.say(value));
      if (name in defaults) {
        input(name).placeholder = value === null ? 'none' : scale.write(value);
      }
    };
    slider.addEventListener('input', () => state.set({ [name]: scale.write(scale.stops[Number(slider.value)]) }));
    state.on([name], show);
    show();
    return show;
  });
  return (others) => {
    defaults = others;
    shows.forEach((show) => show());
  };
}

/**
 * How far along its slider a time is, from 0 to 1.
 *
 * @param {number} millis
 * @returns {number}
 */
export function along(millis) {
  const { stops } = TIMES;
  const above = stops.findIndex((stop) => stop >= millis);
  if (above <= 0) {
    return above < 0 ? 1 : 0;
  }
  const [low, high] = [stops[above - 1], stops[above]];
  return (above - 1 + (millis - low) / (high - low)) / (stops.length - 1);
}

/**
 * @param {readonly number[]} stops
 * @param {number} value
 * @returns {number} the index of the stop that is nearest
 */
function nearest(stops, value) {
  const distances = stops.map((stop) => Math.abs(stop - value));
  return distances.indexOf(Math.min(...distances));
}
