import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { StoreUnavailableError } from "../store_errors.ts";

/**
 * One open database: statements prepared once per text, transactions, and a check that the file is still in its place.
 */
export class Connection implements Disposable {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #inode: number | null;
  readonly #statements = new Map<string, StatementSync>();

  /** @param path of the file that `db` has open, or `:memory:`. */
  constructor(db: DatabaseSync, path: string) {
    this.#db = db;
    this.#path = path;
    this.#inode = inodeOf(path);
  }

  /** All rows of a query. Integers must fit a number. */
  all<Row>(sql: string, ...parameters: SQLInputValue[]): Row[] {
    return this.#prepared(sql).all(...parameters).map((row) => ({ ...row }) as Row);
  }

  /** All rows of a query as arrays in the order of its columns: half the cost of `all`, for the largest results. */
  arrays<Row extends readonly SQLOutputValue[]>(sql: string, ...parameters: SQLInputValue[]): Row[] {
    const statement = this.#prepared(sql) as ArrayStatement;
    statement.setReturnArrays(true);
    return statement.all(...parameters) as unknown as Row[];
  }

  /** The first row of a query, if there is one. */
  first<Row>(sql: string, ...parameters: SQLInputValue[]): Row | undefined {
    const row = this.#prepared(sql).get(...parameters);
    return row && { ...row } as Row;
  }

  /** Runs a statement; the number of rows that it changed, those of triggers not included. */
  run(sql: string, ...parameters: SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...parameters).changes);
  }

  /**
   * Runs `work` in one transaction that takes the write lock at its start, so that two processes never wait for each other
   * in a circle. What throws is undone. When this returns, the change is on the disk.
   *
   * @throws {StoreUnavailableError} when the file was deleted or replaced: what is written would be lost with it.
   */
  transaction<Result>(work: () => Result): Result {
    this.assertInPlace();
    this.#db.exec("BEGIN IMMEDIATE");
    try {
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

  [Symbol.dispose](): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, statement = this.#db.prepare(sql));
    return statement;
  }
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
