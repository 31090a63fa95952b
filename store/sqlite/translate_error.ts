import { StoreRefusedError, StoreUnavailableError } from "../store_errors.ts";

/**
 * Says in the store's terms what SQLite's error means. `action` and the store are named first, the remedy last. Errors
 * that don't come from SQLite or the file system are returned as they are.
 *
 * What is wrong with the file, the disk or another process can be put right while LogIQ goes on, so it is unavailable;
 * only what breaks a rule of the schema is refused.
 */
export function translateError(error: unknown, { action, store }: { action: string; store: string }): unknown {
  if (!(error instanceof Error) || error instanceof RangeError) return error;
  if (error instanceof StoreRefusedError || error instanceof StoreUnavailableError) return error;
  const about = `Cannot ${action} "${store}"`;
  if (/constraint failed|cannot store/.test(error.message)) {
    return new StoreRefusedError(`${about}: expected a complete row, ${error.message}`, { cause: error });
  }
  const meaning = MEANINGS.find(({ pattern }) => pattern.test(error.message));
  if (meaning === undefined && !isDriverError(error)) return error;
  return new StoreUnavailableError(`${about}: ${meaning?.text ?? error.message}`, { cause: error });
}

/** What a message of SQLite or of the operating system means to a user. */
const MEANINGS: readonly { readonly pattern: RegExp; readonly text: string }[] = [
  {
    pattern: /database (table )?is locked|database schema is locked/,
    text: "another process keeps it locked; it is tried again, else end that process",
  },
  { pattern: /database or disk is full|No space left/, text: "the disk is full; free some space" },
  {
    pattern: /readonly database|Permission denied|Read-only file system|Operation not permitted/i,
    text: "the file or its folder is read-only; make it writable or choose another with --store sqlite:PATH",
  },
  {
    pattern: /file is not a database/,
    text: "the file is not a SQLite database; move it away or choose another with --store sqlite:PATH",
  },
  {
    pattern: /disk image is malformed/,
    text: "the file is damaged; move it away to start anew, or recover it with sqlite3's .recover",
  },
  {
    pattern: /disk I\/O error/,
    text:
      "the disk reports an I/O error, or is read-only now; check it and its free space, and restart this once it is well",
  },
  {
    pattern: /unable to open database file/,
    text: "it cannot be opened or created, its folder may be read-only; choose another with --store sqlite:PATH",
  },
  {
    pattern: /Not a directory|File exists|No such file/,
    text: "its folder cannot be created; choose another with --store sqlite:PATH",
  },
  { pattern: /database is not open|statement has been finalized/, text: "the store is closed" },
];

function isDriverError(error: Error): boolean {
  if (/\(os error \d+\)/.test(error.message)) return true;
  return "code" in error && typeof error.code === "string" && error.code.startsWith("ERR_SQLITE");
}
