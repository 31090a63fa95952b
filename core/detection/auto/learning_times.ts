import { poissonNats } from "../../statistics/poisson_nats.ts";

/** Ticks until gross changes are called, and a new message of level error. */
export const GROSS_TICKS = 1;
/** Ticks with lines from which on silence is called: a log that has spoken for one minute may be a job's, which is over. */
export const SPOKEN_TICKS = 2;
/**
 * Least ratio of a gross rise, and so much evidence against a Poisson process, nats: how far a source scatters is not known by then. On the first 25 minutes of
 * 320 logs without incidents it costs 8 more false calls (68 for 60); four times the traffic, or none, in the third minute is called in 5 of 6.
 */
const GROSS_TIMES = 2, GROSS_NATS = 30;
/** Ticks until the first rates are weighed, whatever their change. */
export const LEARNING_TICKS = 4;
/** Ticks until changes of a message are weighed that has had lines in nearly all of them. */
export const STEADY_TICKS = 10;
/** From which hour on bursts are called, and changes of the rate of a message that pauses. */
export const BURSTS_FROM_HOUR = 1;
/** From which hour on drops of a message are called, and messages that are missing. */
export const DROPS_FROM_HOUR = 6;
/** From which hour on messages are called that are new, or come back after long: what is rare has to be known. */
export const RARE_FROM_HOUR = 1;

/** Until which hour it is a log's first day: a burst of one message is ordinary then, and a new message below level error seldom telling. */
export const FIRST_DAY_HOURS = 24;
/** On a log's first day a new or rare message below level error is called where this many times fewer like it are expected than later: each job of a night is new once. */
export const FIRST_DAY_TIMES = 10;

/** Whether a tick's lines are weighed after this many others: at first only where they are grossly more than expected, or none. */
export function isWeighed(
  ticks: number,
  { count, expected }: { readonly count: number; readonly expected: number },
): boolean {
  if (ticks >= LEARNING_TICKS) return true;
  if (ticks < GROSS_TICKS) return false;
  const isGross = count === 0 || count >= GROSS_TIMES * expected;
  return isGross && poissonNats(count, expected) >= GROSS_NATS;
}
