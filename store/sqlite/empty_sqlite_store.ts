import { deleteAll } from "./delete_all.ts";
import { openConnection } from "./open_connection.ts";
import { EMPTY } from "./queries.ts";
import { translateError } from "./translate_error.ts";

/**
 * Deletes everything in a database, for a demo that has one of its own; it is created where it is missing. Processes that have it open go on.
 *
 * @throws {StoreRefusedError} when the file belongs to another program or to a newer LogIQ.
 * @throws {StoreUnavailableError} when the file can't be opened, created or written.
 */
export function emptySqliteStore(path: string): void {
  try {
    using db = openConnection(path);
    deleteAll(db, EMPTY);
  } catch (error) {
    throw translateError(error, { action: "empty store", store: `sqlite:${path}` });
  }
}
