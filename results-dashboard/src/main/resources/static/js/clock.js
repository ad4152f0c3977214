/** Ticks once a second, on the second, for as long as someone listens. */

const listeners = new Set();
let timer = 0;

/**
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function everySecond(listener) {
  listeners.add(listener);
  timer ||= schedule();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearTimeout(timer);
      timer = 0;
    }
  };
}

function schedule() {
  return setTimeout(() => {
    timer = schedule();
    listeners.forEach((listener) => listener());
  }, 1000 - (Date.now() % 1000));
}
