import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makePrivateFile, PRIVATE_FOLDER } from "../../settings/private_files.ts";
import { StoreRefusedError } from "../store_errors.ts";
import { Connection } from "./connection.ts";
import { MIGRATIONS } from "./migrations.ts";
import { beginWriting, BUSY_TIMEOUT_MS, waitForLock } from "./wait_for_lock.ts";

/** Marks a database as LogIQ's (`PRAGMA application_id`): "LgIQ". */
const APPLICATION_ID = 0x4c674951;

/**
 * Opens or creates a database and brings its schema up to date. Missing parent folders are created; they and the files are for their owner alone. Any number of
 * processes may open the same file at the same time.
 *
 * Journal: WAL, so that readers and the writer don't wait for each other. `synchronous = FULL`: the log is fsynced at each
 * commit, so that what was acknowledged to an agent survives a power failure and not only a kill -9, because the agent
 * deletes its own copy then. That costs about 1 to 5 ms a commit (bench/store_bench.ts), one commit per agent and second.
 *
 * @param path of the file, or `:memory:`.
 * @throws {StoreRefusedError} when the file belongs to another program or to a newer LogIQ.
 */
export function openConnection(path: string): Connection {
  const file = path === ":memory:" ? path : resolve(path);
  if (file !== ":memory:") prepareFolder(file, path);
  const db = new DatabaseSync(file);
  try {
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    assertOurs(db, path);
    // SQLite does not wait for the lock that this switch needs.
    waitForLock(() => db.exec("PRAGMA journal_mode = WAL"));
    db.exec("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8192");
    migrate(db, path);
    return new Connection(db, file);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Files that SQLite keeps beside a database; it makes them as private as the database is. */
const COMPANIONS = ["-wal", "-shm", "-journal"];

/** A folder that is there is left as it is: it may hold more than the store. */
function prepareFolder(file: string, path: string): void {
  Deno.mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StoreRefusedError(`Cannot open store "sqlite:${path}": expected a file, and that is a folder`);
  }
  makePrivateFile(file, COMPANIONS.map((ending) => file + ending));
}

function assertOurs(db: DatabaseSync, path: string): void {
  const id = pragma(db, "application_id");
  const objects = db.prepare("SELECT count(*) AS count FROM sqlite_schema").get()?.count;
  if (id === APPLICATION_ID || (id === 0 && objects === 0)) return;
  throw new StoreRefusedError(
    `Cannot open store "sqlite:${path}": the file belongs to another program; choose another with --store sqlite:PATH`,
  );
}

function migrate(db: DatabaseSync, path: string): void {
  if (pragma(db, "user_version") === MIGRATIONS.length) return;
  beginWriting(db);
  try {
    const version = pragma(db, "user_version");
    if (version > MIGRATIONS.length) {
      throw new StoreRefusedError(
        `Cannot open store "sqlite:${path}": its schema ${version} is of a newer LogIQ; update this one, which knows ${MIGRATIONS.length}`,
      );
    }
    for (const step of MIGRATIONS.slice(version)) {
      if (typeof step === "string") db.exec(step);
      else step(db);
    }
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function pragma(db: DatabaseSync, name: "application_id" | "user_version"): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
