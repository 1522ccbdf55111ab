// @ts-check

/** A newer request waits so long for an older one, in milliseconds, before it takes its place. */
const PATIENCE = 400;

/**
 * Runs a task again and again, one at a time. Of those that are asked for while one runs, only the
 * newest follows: so a slider that is dragged shows steps on the way, and always the last one.
 *
 * @param {(signal: AbortSignal) => Promise<void>} task reads what it needs when it starts
 * @returns {() => void} asks for a run
 */
export function latest(task) {
  /** @type {AbortController | null} */
  let running = null;
  let again = false;

  async function run() {
    const mine = (running = new AbortController());
    try {
      await task(mine.signal);
    } catch (failure) {
      if (!mine.signal.aborted) {
        throw failure;
      }
    } finally {
      running = null;
      if (again) {
        again = false;
        void run();
      }
    }
  }

  return () => {
    if (running === null) {
      void run();
    } else if (!again) {
      again = true;
      const old = running;
      window.setTimeout(() => old.abort(), PATIENCE);
    }
  };
}

/**
 * Calls an action once nobody has asked for it any more for a while.
 *
 * @param {() => void} action
 * @param {number} calm in milliseconds
 * @returns {() => void} asks for it
 */
export function settled(action, calm) {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, calm);
  };
}
