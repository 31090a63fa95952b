const OF_PATHS = ["statSync", "lstatSync", "openSync", "readDirSync", "realPathSync"] as const;
const OF_FILES = ["statSync", "readSync"] as const;

type Call = (...args: unknown[]) => unknown;

/** Has `before` called before each call of `Deno` that looks at files, but not before its own. */
export class FileCalls implements Disposable {
  readonly #stack = new DisposableStack();
  #before: (() => void) | undefined;

  constructor() {
    for (const name of OF_PATHS) this.#replace(Deno as unknown as Record<string, Call>, name);
    for (const name of OF_FILES) this.#replace(Deno.FsFile.prototype as unknown as Record<string, Call>, name);
  }

  /** Calls `before` while `work` goes on. */
  during<T>(work: () => T, before: () => void): T {
    this.#before = before;
    try {
      return work();
    } finally {
      this.#before = undefined;
    }
  }

  [Symbol.dispose](): void {
    this.#stack.dispose();
  }

  #replace(owner: Record<string, Call>, name: string): void {
    const call = owner[name]!, note = () => this.#note();
    owner[name] = function (this: unknown, ...args) {
      note();
      return call.apply(this, args);
    };
    this.#stack.defer(() => owner[name] = call);
  }

  #note(): void {
    const before = this.#before;
    this.#before = undefined;
    before?.();
    this.#before = before;
  }
}
