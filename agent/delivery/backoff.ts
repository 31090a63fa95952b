const FIRST_MS = 100;
const LONGEST_MS = 5_000;
const LONGEST_ASKED_MS = 60_000;

/**
 * How long to wait before try number `attempt` (1, 2, …): doubled each time up to 5 s, with a random part of a half so that agents do not
 * come back at once; longer where the api asked for it (`Retry-After`), up to a minute.
 */
export function backoffMs(attempt: number, { retryAfterMs = 0, random = Math.random } = {}): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.max(full * (0.5 + random() / 2), Math.min(retryAfterMs, LONGEST_ASKED_MS));
}
