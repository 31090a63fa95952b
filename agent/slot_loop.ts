import { setImmediate } from "node:timers/promises";
import { slotStart } from "../counting/slot_time.ts";
import type { SourceCounter } from "../counting/source_counter.ts";
import type { AgentEvent } from "./agent_event.ts";
import type { BatchWriter } from "./batch_writer.ts";
import type { CorrectedClock } from "../clock/corrected_clock.ts";
import type { LineSource } from "./input/line_source.ts";
import { RateLimiter } from "./input/rate_limiter.ts";
import type { LiveSpan } from "./live_span.ts";
import type { Nap } from "./nap.ts";
import type { Spool } from "./state/spool.ts";

/** Counters in the open slot at which a batch is made before the slot ends. */
const MAX_OPEN_POINTS = 20_000;
/** Batches that may wait for the disk before reading waits too. */
const MAX_UNWRITTEN = 4;
/** Where so much time is missing the machine was suspended, or its clock or the api's set: nobody knows what was logged. */
const LEAST_GAP_MS = 5_000;
/** How long reading may keep the event loop from everything else. */
const STINT_MS = 6;

export interface SlotLoopOptions {
  readonly inputs: readonly LineSource[];
  readonly counters: ReadonlyMap<string, SourceCounter>;
  readonly spans: readonly LiveSpan[];
  readonly writer: BatchWriter;
  readonly spool: Spool;
  readonly clock: CorrectedClock;
  readonly slotMs: number;
  readonly windowMs: number;
  readonly ratePerSecond?: number;
  readonly spoolLimitBytes: number;
  readonly untilEof: boolean;
  readonly endsFilesOnStop: boolean;
  readonly onEvent: (event: AgentEvent) => void;
  /** The pause between two polls, which inputs may end. */
  readonly nap: Nap;
  /** A slot has ended; `hasBatch` when a batch was made of it. */
  readonly onSlot: (hasBatch: boolean) => void;
}

/** What one stint has read, and whether every input has had its turn. */
interface Stint {
  readonly bytes: number;
  readonly isRoundOver: boolean;
}

const NO_ROOM: Stint = { bytes: 0, isRoundOver: true };

/**
 * Reads all inputs in turn, a chunk each, and ends a slot when its time is over and what had arrived by then is read: every
 * input that keeps up is polled once more at the slot's end, which half a slot may be spent on. Where the machine is late for that poll by
 * more than the time since the one before, what it finds goes to the next slot.
 */
export class SlotLoop {
  readonly #options: SlotLoopOptions;
  readonly #limiter: RateLimiter;
  readonly #pollMs: number;
  #slotMs: number;
  #polledMs: number;
  #turn = 0;
  /** Inputs that have had their turn in this round, and what they gave. */
  #polled = 0;
  #roundBytes = 0;
  #stintStart = 0;
  #isFull = false;
  #isReadingPast = true;

  constructor(options: SlotLoopOptions) {
    this.#options = options;
    this.#limiter = new RateLimiter(options.ratePerSecond, options.clock.now());
    this.#pollMs = Math.min(250, Math.max(10, options.slotMs / 10));
    this.#polledMs = options.clock.now();
    this.#slotMs = this.#slotAt(this.#polledMs);
    this.#openSlot();
  }

  /** Start of the slot that is being counted, agent's time. */
  get slotMs(): number {
    return this.#slotMs;
  }

  /** Runs until `signal` aborts, or the inputs end; what was counted then is in a batch. */
  async run(signal: AbortSignal): Promise<void> {
    this.#stintStart = performance.now();
    this.#options.writer.closeSlot(this.#slotMs, signal, { always: true });
    while (!signal.aborted) {
      if (this.#polled === 0) this.#leaveMissedEnd(signal);
      const { bytes, isRoundOver } = this.#hasRoom() ? this.#pollStint() : NO_ROOM;
      this.#endSlotWhenDue(signal);
      this.#noteEndOfPast(signal);
      const isAtEnd = isRoundOver && bytes === 0;
      if (isAtEnd && (this.#isAllDone() || (this.#options.untilEof && this.#isAllRead()))) break;
      await this.#pause(!isAtEnd, signal);
    }
    this.#finish(signal);
    this.#closeSlot(signal);
  }

  /** A poll after a slot's end finds lines of both slots: they belong to the one that holds more of the time since the last poll. */
  #leaveMissedEnd(signal: AbortSignal): void {
    const now = this.#options.clock.now();
    const slotEnd = this.#slotMs + this.#options.slotMs;
    if (now - slotEnd > slotEnd - this.#polledMs) this.#endSlot(now, signal);
  }

  /** Polls the inputs that have not had their turn, for as long as a stint: with hundreds that are behind a round takes seconds. */
  #pollStint(): Stint {
    const { inputs, clock } = this.#options;
    if (this.#polled === 0) this.#polledMs = clock.now();
    do {
      const input = inputs[(this.#turn + this.#polled++) % inputs.length]!;
      this.#roundBytes += this.#poll(input);
    } while (this.#polled < inputs.length && !this.#isStintOver());
    const bytes = this.#roundBytes, isRoundOver = this.#polled === inputs.length;
    if (isRoundOver) {
      this.#turn++;
      this.#polled = this.#roundBytes = 0;
    }
    return { bytes, isRoundOver };
  }

  #poll(input: LineSource): number {
    const { counters, clock } = this.#options;
    const counter = counters.get(input.source)!;
    const readBefore = counter.read;
    const now = clock.now();
    const bytes = input.poll(now, this.#limiter.allowance(now), counter);
    this.#limiter.spend(counter.read - readBefore);
    return bytes;
  }

  #isStintOver(): boolean {
    return performance.now() - this.#stintStart >= STINT_MS;
  }

  #endSlotWhenDue(signal: AbortSignal): void {
    const now = this.#options.clock.now();
    const slotEnd = this.#slotMs + this.#options.slotMs;
    const isOver = now < this.#slotMs || (now >= slotEnd && this.#hasReadUpTo(slotEnd, now));
    if (isOver) this.#endSlot(now, signal);
    else if (this.#openPoints() >= MAX_OPEN_POINTS) this.#options.writer.closeSlot(this.#slotMs, signal);
  }

  /** Detectors wait for the past: its last counters are sent at once. */
  #noteEndOfPast(signal: AbortSignal): void {
    if (!this.#isReadingPast || this.#options.inputs.some((input) => (input.pastBytes?.() ?? 0) > 0)) return;
    this.#isReadingPast = false;
    this.#closeSlot(signal);
  }

  #endSlot(now: number, signal: AbortSignal): void {
    const nextSlotMs = this.#slotAt(now);
    const hasBatch = this.#closeSlot(signal);
    const hasGap = nextSlotMs - this.#slotMs > Math.max(LEAST_GAP_MS, this.#options.windowMs);
    for (const span of this.#options.spans) span.update(now, nextSlotMs, { hasGap });
    this.#options.writer.saveMiners(now);
    this.#slotMs = nextSlotMs;
    this.#openSlot();
    this.#options.onSlot(hasBatch);
  }

  #closeSlot(signal: AbortSignal): boolean {
    return this.#options.writer.closeSlot(this.#slotMs, signal);
  }

  #hasReadUpTo(slotEnd: number, now: number): boolean {
    const isLate = now >= slotEnd + this.#options.slotMs / 2;
    return isLate || this.#options.inputs.every((input) => input.isBehind(now) || input.readUpToMs >= slotEnd);
  }

  #openSlot(): void {
    for (const counter of this.#options.counters.values()) counter.openSlot(this.#slotMs);
  }

  #slotAt(nowMs: number): number {
    return slotStart(nowMs, this.#options.slotMs);
  }

  #openPoints(): number {
    let points = 0;
    for (const counter of this.#options.counters.values()) points += counter.openPoints;
    return points;
  }

  #hasRoom(): boolean {
    const { spool, spoolLimitBytes: limitBytes, writer, onEvent } = this.#options;
    const isFull = spool.bytes > limitBytes;
    if (isFull !== this.#isFull) onEvent({ kind: "spoolFull", full: isFull, spoolBytes: spool.bytes, limitBytes });
    this.#isFull = isFull;
    return !isFull && writer.waiting.length < MAX_UNWRITTEN;
  }

  #isAllRead(): boolean {
    const now = this.#options.clock.now();
    return this.#options.inputs.every((input) =>
      input.isDone || (!input.hasEnd && input.lagBytes() === 0 && !input.isBehind(now))
    );
  }

  #isAllDone(): boolean {
    return this.#options.inputs.every((input) => input.isDone);
  }

  /** Gives out what is held and can't be read again: of streams, and of files that are at their end. */
  #finish({ aborted }: AbortSignal): void {
    const { inputs, counters, clock, untilEof, endsFilesOnStop } = this.#options;
    const areFilesOver = aborted ? endsFilesOnStop : untilEof;
    if (areFilesOver) this.#pollToEnd();
    for (const input of inputs) {
      if (areFilesOver || input.hasEnd) input.finish(clock.now(), counters.get(input.source)!);
    }
  }

  #pollToEnd(): void {
    for (let bytes = 1; bytes > 0;) {
      bytes = this.#options.inputs.reduce((sum, input) => sum + this.#poll(input), 0);
    }
  }

  /** Gives way to everything else: for a moment while there is more to read, else until the next poll. */
  async #pause(hasMore: boolean, signal: AbortSignal): Promise<void> {
    if (!hasMore) await this.#sleepUntilNextPoll(signal);
    else if (this.#isStintOver()) await setImmediate();
    else return;
    this.#stintStart = performance.now();
  }

  async #sleepUntilNextPoll(signal: AbortSignal): Promise<void> {
    const { clock, nap } = this.#options;
    const intoSlot = clock.now() - this.#slotMs;
    const untilPoll = this.#pollMs - intoSlot % this.#pollMs;
    const untilSlotEnd = this.#options.slotMs - intoSlot;
    const napMs = untilSlotEnd > 0 ? Math.min(untilPoll, untilSlotEnd) : 1;
    await nap.sleep(clock, napMs, signal);
  }
}
