/** Start of the slot of `slotMs` milliseconds that a time is in; slots are aligned to the epoch. */
export function slotStart(timeMs: number, slotMs: number): number {
  return Math.floor(timeMs / slotMs) * slotMs;
}
