import type { DatabaseSync } from "node:sqlite";

/** How long a statement waits for another process' transaction. It blocks this process, so it is short of a user's patience. */
export const BUSY_TIMEOUT_MS = 2000;

/** Longest pause between two looks; a pause's length is random, so that those who wait don't look in step. */
const LONGEST_PAUSE_MS = 4;

/**
 * Takes the write lock of a database, and waits for it.
 *
 * SQLite's own waiting looks only every 100 ms after a while. Three processes that write without a break leave gaps of far
 * less: one of them was found waiting when its 2 s were over, of which 29 looks had all met another's transaction.
 */
export function beginWriting(db: DatabaseSync): void {
  db.exec("PRAGMA busy_timeout = 0");
  try {
    waitForLock(() => db.exec("BEGIN IMMEDIATE"));
  } finally {
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** Runs `work` again while it fails because of another process' lock. What it throws after 2 s, or for another reason, is thrown. */
export function waitForLock(work: () => void): void {
  const giveUpAt = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (performance.now() > giveUpAt || !/is locked/.test(String(error))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * LONGEST_PAUSE_MS);
    }
  }
}
