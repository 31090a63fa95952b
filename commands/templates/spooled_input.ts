import { readLog, type ReadLogOptions } from "../../logs/read_log.ts";

/** Paths that may be read more than once: standard input, `-`, is copied to a file, which is removed in the end. */
export class SpooledInput implements AsyncDisposable {
  readonly paths: readonly string[];
  readonly #made: readonly string[];

  private constructor(paths: readonly string[], made: readonly string[]) {
    this.paths = paths;
    this.#made = made;
  }

  static async of(paths: readonly string[], options?: ReadLogOptions): Promise<SpooledInput> {
    if (!paths.includes("-")) return new SpooledInput(paths, []);
    const spool = await Deno.makeTempFile({ prefix: "logiq-" });
    for await (const piece of readLog("-", options)) await Deno.writeFile(spool, piece, { append: true });
    return new SpooledInput(paths.map((path) => path === "-" ? spool : path), [spool]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const path of this.#made) await Deno.remove(path);
  }
}
