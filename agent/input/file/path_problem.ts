import type { AgentEvent } from "../../agent_event.ts";
import { fileProblem } from "./file_problem.ts";

/** Why a path can't be read now, told once. */
export class PathProblem {
  readonly #path: string;
  readonly #onEvent: (event: AgentEvent) => void;
  readonly #wasFollowed: boolean;
  #message: string | undefined;
  #isAwaited = false;

  /** `wasFollowed`: whatever has its path now, the log was there once, and will be. */
  constructor(path: string, onEvent: (event: AgentEvent) => void, { wasFollowed }: { readonly wasFollowed: boolean }) {
    this.#path = path;
    this.#onEvent = onEvent;
    this.#wasFollowed = wasFollowed;
  }

  /** What it is; undefined for none. */
  get message(): string | undefined {
    return this.#message;
  }

  /** Whether there was no file, the last time that there was a problem, or a log is expected there. */
  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  /** The path can be read. */
  clear(): void {
    this.#message = undefined;
  }

  /** Takes an error in. */
  note(error: unknown): void {
    const message = fileProblem(this.#path, error);
    this.#isAwaited = this.#wasFollowed || error instanceof Deno.errors.NotFound;
    if (message === this.#message) return;
    this.#message = message;
    this.#onEvent({ kind: "fileProblem", path: this.#path, message, isAwaited: this.#isAwaited });
  }
}
