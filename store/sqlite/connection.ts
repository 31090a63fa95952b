import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { StoreUnavailableError } from "../store_errors.ts";
import { beginWriting } from "./wait_for_lock.ts";

/** Rows that one statement inserts: more of them are no faster. */
const ROWS_AT_ONCE = 50;

/** A statement's values by their names; names that the statement does not have are left out. */
export type Parameters = Readonly<Record<string, SQLInputValue>>;

/** A statement that is ready to run. */
interface Prepared {
  readonly statement: StatementSync;
  /** Its values in the order of their places. */
  readonly values: (parameters: Parameters) => SQLInputValue[];
}

/**
 * One open database: statements prepared once per text, transactions, and a check that the file is still in its place.
 */
export class Connection implements Disposable {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #inode: number | null;
  readonly #schema: number | undefined;
  readonly #statements = new Map<string, Prepared>();

  /** @param path of the file that `db` has open, or `:memory:`. */
  constructor(db: DatabaseSync, path: string) {
    this.#db = db;
    this.#path = path;
    this.#inode = inodeOf(path);
    this.#schema = this.#schemaVersion();
  }

  /** All rows of a query. Integers must fit a number. */
  all<Row>(sql: string, parameters: Parameters = {}): Row[] {
    const { statement, values } = this.#prepared(sql);
    return statement.all(...values(parameters)).map((row) => ({ ...row }) as Row);
  }

  /** All rows of a query as arrays in the order of its columns: half the cost of `all`, for the largest results. */
  arrays<Row extends readonly SQLOutputValue[]>(sql: string, parameters: Parameters = {}): Row[] {
    const { statement, values } = this.#prepared(sql);
    (statement as ArrayStatement).setReturnArrays(true);
    return statement.all(...values(parameters)) as unknown as Row[];
  }

  /** The first row of a query, if there is one. */
  first<Row>(sql: string, parameters: Parameters = {}): Row | undefined {
    const { statement, values } = this.#prepared(sql);
    const row = statement.get(...values(parameters));
    return row && { ...row } as Row;
  }

  /** Runs a statement; the number of rows that it changed, those of triggers not included. */
  run(sql: string, parameters: Parameters = {}): number {
    const { statement, values } = this.#prepared(sql);
    return Number(statement.run(...values(parameters)).changes);
  }

  /**
   * Inserts rows, each `columns` values one after another, in a transaction; a third of what it takes one by one. Returns false, and has inserted
   * none, where the key of one is there.
   */
  insertNew(
    { into, columns }: { readonly into: string; readonly columns: number },
    values: readonly number[],
  ): boolean {
    const row = `(${Array(columns).fill("?").join(", ")})`;
    this.#db.exec("SAVEPOINT rows");
    let inserted = 0;
    for (let at = 0; at < values.length;) {
      const rows = values.length - at >= ROWS_AT_ONCE * columns ? ROWS_AT_ONCE : 1;
      const sql = `INSERT INTO ${into} VALUES ${Array(rows).fill(row).join(", ")} ON CONFLICT DO NOTHING`;
      const { statement } = this.#prepared(sql);
      inserted += Number(statement.run(...values.slice(at, at += rows * columns)).changes);
    }
    const areNew = inserted * columns === values.length;
    if (!areNew) this.#db.exec("ROLLBACK TO rows");
    this.#db.exec("RELEASE rows");
    return areNew;
  }

  /**
   * Runs `work` in one transaction that takes the write lock at its start, so that two processes never wait for each other
   * in a circle. What throws is undone. When this returns, the change is on the disk.
   *
   * @throws {StoreUnavailableError} when the file was deleted or replaced: what is written would be lost with it; or when a newer LogIQ has
   * changed the schema since it was opened.
   */
  transaction<Result>(work: () => Result): Result {
    this.assertInPlace();
    beginWriting(this.#db);
    try {
      this.#assertOwnSchema();
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** @throws {StoreUnavailableError} when the file was deleted or replaced since it was opened. */
  assertInPlace(): void {
    if (inodeOf(this.#path) === this.#inode) return;
    throw new StoreUnavailableError(
      `Cannot use store "sqlite:${this.#path}": its file was deleted or replaced; start LogIQ again`,
    );
  }

  #assertOwnSchema(): void {
    if (this.#schemaVersion() === this.#schema) return;
    throw new StoreUnavailableError(
      `Cannot write to store "sqlite:${this.#path}": a newer LogIQ has changed its schema; end this one and start that`,
    );
  }

  #schemaVersion(): number | undefined {
    return this.first<{ user_version: number }>("PRAGMA user_version")?.user_version;
  }

  [Symbol.dispose](): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #prepared(sql: string): Prepared {
    let prepared = this.#statements.get(sql);
    if (prepared === undefined) this.#statements.set(sql, prepared = prepare(this.#db, sql));
    return prepared;
  }
}

/** Names become places, once a statement: the driver looks names up at each call, which made writing counters half as slow again. */
function prepare(db: DatabaseSync, sql: string): Prepared {
  const names = [...new Set(sql.match(/:[a-z]\w*/gi))].map((name) => name.slice(1));
  const placed = sql.replaceAll(/:([a-z]\w*)/gi, (_, name) => `?${names.indexOf(name) + 1}`);
  return {
    statement: db.prepare(placed),
    values: (parameters) => names.map((name) => valueOf(parameters, name)),
  };
}

function valueOf(parameters: Parameters, name: string): SQLInputValue {
  const value = parameters[name];
  if (value === undefined) throw new TypeError(`Cannot run a statement without "${name}": expected a value or null`);
  return value;
}

/** What the type declarations of Deno 2.9 lack. */
type ArrayStatement = StatementSync & { setReturnArrays(enabled: boolean): void };

function inodeOf(path: string): number | null {
  if (path === ":memory:") return null;
  try {
    return Deno.statSync(path).ino;
  } catch {
    return -1;
  }
}
