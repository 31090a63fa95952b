/** An incident is over when nothing was found for so long; what comes later is another one, or opens it again. */
export const QUIET_MS = 600_000;
