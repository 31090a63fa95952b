/** Times further ahead than this are nobody's: a clock that is off by more is broken. An agent that is more than 5 s off goes by the api's clock. */
export const MOST_AHEAD_MS = 86_400_000;
/** A watermark further ahead promises what nobody can know; the windows up to it would be taken for silent. */
export const WATERMARK_AHEAD_MS = 60_000;
