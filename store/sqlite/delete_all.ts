import type { Connection } from "./connection.ts";

/** Runs these deletions in one transaction. */
export function deleteAll(db: Connection, statements: readonly string[]): void {
  db.transaction(() => {
    for (const statement of statements) db.run(statement);
  });
}
