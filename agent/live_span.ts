import type { AgentEvent } from "./agent_event.ts";
import type { Identity } from "./input/file/file_identity.ts";
import type { LineSource } from "./input/line_source.ts";
import type { Undated } from "./input/past/past_slots.ts";
import type { SourceCounter } from "../counting/source_counter.ts";

const NONE_UNDATED: Undated = { tooOld: 0, untimed: 0 };

/** Since when a source's live lines are counted without a gap: catching up interrupts it. */
export class LiveSpan {
  readonly counter: SourceCounter;
  readonly #inputs: readonly LineSource[];
  readonly #onEvent: (event: AgentEvent) => void;
  #sinceMs: number;
  #isBehind: boolean;
  #isPastStored = false;
  #behindSinceLine: number;
  #undated = NONE_UNDATED;

  constructor(
    counter: SourceCounter,
    inputs: readonly LineSource[],
    startMs: number,
    onEvent: (event: AgentEvent) => void,
  ) {
    this.counter = counter;
    this.#inputs = inputs.filter((input) => input.source === counter.source);
    this.#sinceMs = startMs;
    this.#behindSinceLine = counter.read;
    this.#onEvent = onEvent;
    this.#isBehind = this.#inputs.some((input) => input.isBehind(startMs));
  }

  /** Notes whether all inputs are read as they come, at the end of a slot; `hasGap`: time is missing before the next one. */
  update(nowMs: number, nextSlotMs: number, { hasGap = false } = {}): void {
    const isBehind = this.#inputs.some((input) => input.isBehind(nowMs));
    if (isBehind && !this.#isBehind) this.#behindSinceLine = this.counter.read;
    if (isBehind || this.#isBehind || hasGap) this.#sinceMs = nextSlotMs;
    if (!isBehind && this.#isBehind) this.#announce();
    this.#isBehind = isBehind;
  }

  /** Since when every live line is counted, epoch milliseconds. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  lagBytes(): number {
    return this.#inputs.reduce((sum, input) => sum + input.lagBytes(), 0);
  }

  /** The files that are followed for it. */
  files(): Identity[] {
    return this.#inputs.flatMap((input) => input.identity?.() ?? []);
  }

  /** Bytes of the past that are not stored. @param isStored whether all batches are. */
  pastBytes(isStored: boolean): number {
    const bytes = this.#inputs.reduce((sum, input) => sum + (input.pastBytes?.() ?? 0), 0);
    this.#isPastStored ||= bytes === 0 && isStored && this.counter.openPast === 0;
    return this.#isPastStored ? bytes : Math.max(1, bytes);
  }

  lagMs(nowMs: number): number {
    const behind = this.#inputs.filter((input) => input.lagBytes() > 0);
    return Math.max(0, ...behind.map((input) => nowMs - input.readUpToMs));
  }

  #announce(): void {
    const { source, read, catalogue } = this.counter;
    const lines = read - this.#behindSinceLine;
    const undated = this.#takeUndated();
    this.#onEvent({ kind: "backlogDone", source, lines, templates: catalogue.size, undated });
  }

  /** Records of the past that were undated since the last call. */
  #takeUndated(): Undated {
    const all = this.#inputs.map((input) => input.undated?.() ?? NONE_UNDATED);
    const sum = (of: keyof Undated) => all.reduce((total, each) => total + each[of], 0);
    const before = this.#undated;
    this.#undated = { tooOld: sum("tooOld"), untimed: sum("untimed") };
    return { tooOld: this.#undated.tooOld - before.tooOld, untimed: this.#undated.untimed - before.untimed };
  }
}
