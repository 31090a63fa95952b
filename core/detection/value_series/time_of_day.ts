/** Seconds of a day. */
export const DAY = 86_400;

/** Half hours of a day (of UTC: a time zone shifts all days alike). */
export const SLOTS = 48;

/** The half hours since the epoch at a time in epoch seconds. */
export function slotOf(time: number): number {
  return Math.floor(time / DAY * SLOTS);
}

/** The remainder that is never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
