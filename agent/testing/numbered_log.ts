import { basename, dirname, join } from "node:path";

/** A log whose lines are numbered, so that one that is counted twice or not at all can be told. */
export class NumberedLog {
  readonly path: string;
  /** No other log has the same lines. */
  readonly #id = crypto.randomUUID();
  #written = 0;

  constructor(path: string) {
    this.path = path;
  }

  get folder(): string {
    return dirname(this.path);
  }

  /** Lines so far. */
  get written(): number {
    return this.#written;
  }

  /** A file beside the log, named for what is put after its name. */
  at(suffix: string): string {
    return join(this.folder, basename(this.path) + suffix);
  }

  /** Appends lines. */
  write(count: number, path = this.path): void {
    const lines = Array.from({ length: count }, () => `request ${this.#written++} of ${this.#id} took 12 ms\n`);
    Deno.writeTextFileSync(path, lines.join(""), { append: true });
  }

  /** As `write`, where the file is made anew, after a time that file systems can tell. */
  async begin(count: number, path = this.path): Promise<void> {
    await this.later();
    this.write(count, path);
  }

  /** After a time that file systems can tell. */
  later(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 12));
  }
}
