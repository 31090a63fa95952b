import { type Program, startProgram } from "../../tests/whole_stack/program.ts";
import { Turn } from "./turn.ts";

/** How a process of LogIQ is started, again and again. */
export interface PartOptions {
  readonly name: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env?: Record<string, string>;
  /** It may end by itself, saying this, and is started again, as whoever looks after services does. @default {it never may} */
  readonly mayEndWith?: RegExp;
}

const STARTED_AGAIN_MS = 500;

/** A process of LogIQ that is killed and started again. */
export class Part implements AsyncDisposable {
  /** For who kills it, or wants it to run. */
  readonly turn = new Turn();
  readonly #options: PartOptions;
  #program: Program | undefined;
  #kills = 0;
  readonly #complaints: string[] = [];
  readonly #before: string[] = [];

  constructor(options: PartOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** How often it was killed. */
  get kills(): number {
    return this.#kills;
  }

  /** What it said when it ended by itself, which it never should. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** What it has told as events, figures of each slot aside, over all its starts. */
  get told(): readonly string[] {
    return [...this.#before, ...(this.#program?.lines ?? []).filter(isTold)];
  }

  start(): void {
    const { args, folder, env, mayEndWith } = this.#options;
    const program = this.#program = startProgram(args, { folder, env });
    void program.status.then(({ code }) => {
      if (this.#program !== program) return;
      const last = program.errors.slice(-3).join("; ");
      if (mayEndWith?.test(last)) return void setTimeout(() => this.#startAgain(program), STARTED_AGAIN_MS);
      this.#complaints.push(`${this.name} ended with ${code}: ${last}`);
    });
  }

  #startAgain(ended: Program): void {
    if (this.#program === ended) this.start();
  }

  /** Resolves with the first line that matches. */
  async line(pattern: RegExp): Promise<string> {
    return await this.#program!.line(pattern);
  }

  /** Ends it by kill -9. */
  async kill(): Promise<void> {
    if (this.#program === undefined) return;
    this.#kills++;
    await this.#end("SIGKILL");
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.#end("SIGINT");
  }

  /** Suspends it for a while. */
  async freeze(ms: number): Promise<void> {
    const program = this.#program;
    signal(program, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, ms));
    signal(program, "SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(how: Deno.Signal): Promise<void> {
    const program = this.#program;
    this.#before.push(...(program?.lines ?? []).filter(isTold));
    this.#program = undefined;
    signal(program, how);
    await program?.status;
  }
}

/** One that has ended by itself hears nothing. */
function signal(program: Program | undefined, signal: Deno.Signal): void {
  try {
    program?.signal(signal);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function isTold(line: string): boolean {
  return !line.includes('"kind":"stats"');
}
