/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** Distance of two times on the clock, milliseconds, at most half a day. */
export function clockDistance(aMs: number, bMs: number): number {
  const apart = Math.abs(aMs - bMs) % DAY_MS;
  return Math.min(apart, DAY_MS - apart);
}
