import type { AgentEvent } from "./agent_event.ts";
import type { LineSource } from "./input/line_source.ts";
import type { SourceRecorder } from "./source_recorder.ts";

/** Since when a source's live lines are counted without a gap: catching up interrupts it. */
export class LiveSpan {
  readonly recorder: SourceRecorder;
  readonly #inputs: readonly LineSource[];
  readonly #onEvent: (event: AgentEvent) => void;
  #sinceMs: number;
  #isBehind: boolean;
  #behindSinceLine: number;

  constructor(
    recorder: SourceRecorder,
    inputs: readonly LineSource[],
    startMs: number,
    onEvent: (event: AgentEvent) => void,
  ) {
    this.recorder = recorder;
    this.#inputs = inputs.filter((input) => input.source === recorder.source);
    this.#sinceMs = startMs;
    this.#behindSinceLine = recorder.read;
    this.#onEvent = onEvent;
    this.#isBehind = this.#inputs.some((input) => input.isBehind(startMs));
  }

  /** Notes whether all inputs are read as they come, at the end of a slot. */
  update(nowMs: number, nextSlotMs: number): void {
    const isBehind = this.#inputs.some((input) => input.isBehind(nowMs));
    if (isBehind && !this.#isBehind) this.#behindSinceLine = this.recorder.read;
    if (isBehind || this.#isBehind) this.#sinceMs = nextSlotMs;
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

  lagMs(nowMs: number): number {
    const behind = this.#inputs.filter((input) => input.lagBytes() > 0);
    return Math.max(0, ...behind.map((input) => nowMs - input.readUpToMs));
  }

  #announce(): void {
    const { source, read, catalogue } = this.recorder;
    const lines = read - this.#behindSinceLine;
    this.#onEvent({ kind: "backlogDone", source, lines, templates: catalogue.size });
  }
}
