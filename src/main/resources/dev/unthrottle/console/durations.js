// @ts-check

/** @type {Record<string, number>} */
const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The milliseconds of a text such as `1500ms`, `1.5s`, `2m`; `null` if it is none. The server knows
 * more forms, and refuses what is wrong; this is for sliders.
 *
 * @param {string} text
 * @returns {number | null}
 */
export function parse(text) {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
  return match ? Number(match[1]) * UNITS[match[2]] : null;
}

/**
 * What a field holds: `90s`, `1500ms`, `15m`; never rounded.
 *
 * @param {number} millis
 * @returns {string}
 */
export function format(millis) {
  for (const [unit, least] of /** @type {const} */ ([['m', 120_000], ['s', 1_000]])) {
    if (millis >= least && millis % UNITS[unit] === 0) {
      return millis / UNITS[unit] + unit;
    }
  }
  return Math.round(millis) + 'ms';
}

/**
 * What a person reads: `350 ms`, `1.5 s`, `70 s`, `2 min 20 s`.
 *
 * @param {number | null | undefined} millis
 * @returns {string}
 */
export function words(millis) {
  if (millis === null || millis === undefined) {
    return 'none';
  }
  if (millis < 1_000) {
    return `${Math.round(millis)} ms`;
  }
  if (millis < 120_000) {
    return `${Number((millis / 1_000).toFixed(millis < 10_000 ? 2 : 1))} s`;
  }
  const seconds = Math.round(millis / 1_000);
  const [big, small, names] = seconds < 7_200
    ? [Math.floor(seconds / 60), seconds % 60, ['min', 's']]
    : [Math.floor(seconds / 3_600), Math.round((seconds % 3_600) / 60), ['h', 'min']];
  return `${big} ${names[0]}` + (small === 0 ? '' : ` ${small} ${names[1]}`);
}
