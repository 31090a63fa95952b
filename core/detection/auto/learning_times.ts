/** Ticks until the first rates are weighed. */
export const LEARNING_TICKS = 4;
/** Ticks until changes of a message are weighed that has had lines in nearly all of them. */
export const STEADY_TICKS = 10;
/** From which hour on bursts are called, and changes of the rate of a message that pauses. */
export const BURSTS_FROM_HOUR = 1;
/** From which hour on drops of a message are called, and messages that are missing. */
export const DROPS_FROM_HOUR = 6;
/** From which hour on messages are called that are new, or come back after long: what is rare has to be known. */
export const RARE_FROM_HOUR = 1;
