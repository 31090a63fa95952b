import { setImmediate } from "node:timers/promises";
import { addCount } from "../core/add_count.ts";
import type { DatedLine } from "../core/detection/episode_messages.ts";
import type { FieldNames } from "../core/mining/fields/field_roles.ts";
import { LEVELS } from "../core/mining/header/levels.ts";
import { Miner } from "../core/mining/miner.ts";
import { EventTimes, type EventTimesOptions } from "../core/mining/time/event_times.ts";
import { EventTimeCounter, type EventTimeWindow } from "../core/statistics/event_time_counter.ts";
import type { LogRecord } from "../counting/log_record.ts";
import { RecordMiner } from "../counting/record_miner.ts";
import { RecordStream } from "../counting/record_stream.ts";
import { recordRule } from "../counting/start_lines.ts";
import { readLog } from "../logs/read_log.ts";
import { rehearse } from "../logs/rehearse.ts";
import type { ClosedWindow, WindowCoverage } from "./closed_window.ts";
import { MinedTemplates } from "./mined_templates.ts";
import { RecentLines } from "./recent_lines.ts";
import { NO_LINES, resolveLines, type WindowLines } from "./window_lines.ts";

/** One log that windows are made of. */
export interface LogSource {
  readonly source: string;
  /** Paths, the oldest first. */
  readonly files: readonly string[];
}

/** How files are read. */
export interface FileReadingOptions {
  readonly windowMs: number;
  /** How the time in lines is to be read. */
  readonly times?: EventTimesOptions;
  /** Names of fields that hold a record's parts. @default {the usual ones} */
  readonly fields?: FieldNames;
  /** A pattern that the first line of each record begins with. @default {stack traces are joined to their first line} */
  readonly start?: string;
  /** How far a line may be behind the others. @default 60000 */
  readonly reorderMs?: number;
  /** A log has this many lines by now, many, and none has a time that is believed; may throw. @default {it is read to its end} */
  readonly onTimeless?: (source: string, stats: FileLineStats) => void;
  /** Most templates of a source. @default 2000 */
  readonly maxTemplates?: number;
}

/** Lines by what became of them. */
export interface FileLineStats {
  /** All of them: those in windows, and the others below. */
  read: number;
  /** Without a time that is believed. */
  timeless: number;
  /** Their window was closed already. */
  late: number;
  /** Before the first whole window, or before where reading was to begin. */
  early: number;
}

/** After this many lines without any time there will be none; a tenth of a second. */
const TIMELESS_LINES = 100_000;
const FIRST_ERROR = LEVELS.indexOf("error"), FATAL = LEVELS.indexOf("fatal");
/** The finest that a line's time is taken for: a log covers its first and its last line's second. */
const SLOT_MS = 1000;
/** A longer time without any line is not taken for silence. */
const LONGEST_SILENCE_MS = 86_400_000;
/** Windows that are given at once: about half an hour of the shortest. */
const BATCH_WINDOWS = 1000;

/** Reads one log once, from its first line to its last. */
export class FileReading {
  readonly stats: FileLineStats = { read: 0, timeless: 0, late: 0, early: 0 };
  readonly #log: LogSource;
  readonly #options: FileReadingOptions;
  readonly #miner: Miner;
  readonly #records: RecordMiner;
  readonly #times: EventTimes;
  readonly #counter: EventTimeCounter;
  readonly #templates: MinedTemplates;
  readonly #lines = new RecentLines();
  #handles = 0;
  /** Start of the next window, or null before the first. */
  #nextMs: number | null;
  /** Start of the window of the first lines. */
  #firstMs: number | null = null;
  #lastMs = -Infinity;

  /** @param fromMs where to begin, or null: with the first whole window after the first line. */
  constructor(log: LogSource, options: FileReadingOptions, fromMs: number | null) {
    const { windowMs, reorderMs, times, fields, maxTemplates } = options;
    this.#log = log;
    this.#options = options;
    this.#nextMs = fromMs;
    this.#miner = new Miner({ maxTemplates });
    this.#records = new RecordMiner(this.#miner, fields);
    this.#times = new EventTimes({ reorderMs, key: fields?.time, ...times });
    this.#counter = new EventTimeCounter({ windowMs, reorderMs });
    this.#templates = new MinedTemplates(log.source);
  }

  /** A template as it is known by now, or its survivor. */
  template(id: string): { readonly text: string; readonly sample: string } | undefined {
    return this.#templates.registry().get(id);
  }

  /** Lines of a template that were read lately. */
  lines(id: string): DatedLine[] {
    return this.#lines.of((handle) => this.#miner.template(this.#miner.resolve(handle)).id === id);
  }

  /** The windows, as they close, until there are no more lines or the signal aborts. */
  async *windows(signal: AbortSignal): AsyncGenerator<ClosedWindow[]> {
    await rehearse(this.#times, this.#log.files);
    for (const file of this.#log.files) {
      const records = new RecordStream((record) => this.#count(record), recordRule(this.#options.start)());
      for await (const piece of readLog(file)) {
        records.push(piece);
        this.#tellTimeless();
        for (const batch of this.#close(this.#counter.takeClosed())) {
          yield batch;
          await setImmediate();
          if (signal.aborted) return;
        }
        await setImmediate();
        if (signal.aborted) return;
      }
      records.end();
    }
    yield* this.#close(this.#counter.end());
  }

  #count(record: LogRecord): void {
    const stamp = record.stamp ?? record;
    const kind = this.#times.read(stamp.buffer, stamp.start, stamp.end);
    const isTimed = kind === "time" || kind === "inherited";
    const { ms } = this.#times;
    const handle = this.#records.mine(record);
    this.stats.read += record.lines;
    if (this.#miner.handleCount > this.#handles) this.#learn(isTimed ? ms : Math.max(0, this.#lastMs));
    if (!isTimed) {
      this.stats.timeless += record.lines;
    } else if (this.#counter.add(ms, handle, this.#records.level, this.#records.host)) {
      this.#lines.add(handle, ms, record);
      if (ms > this.#lastMs) this.#lastMs = ms;
    } else {
      this.stats.late += record.lines;
    }
  }

  #tellTimeless(): void {
    const { read, timeless } = this.stats;
    if (read >= TIMELESS_LINES && timeless === read) this.#options.onTimeless?.(this.#log.source, this.stats);
  }

  #learn(timeMs: number): void {
    this.#handles = this.#miner.handleCount;
    this.#templates.apply(this.#miner.takeEvents(), timeMs);
  }

  /** In batches, as a few lines may be days apart. */
  *#close(counted: readonly EventTimeWindow[]): Generator<ClosedWindow[]> {
    if (counted.length === 0) return;
    this.#learn(this.#lastMs);
    let batch: ClosedWindow[] = [];
    for (const window of this.#closed(counted)) {
      batch.push(window);
      if (batch.length < BATCH_WINDOWS) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** Windows that have lines, each after those before it that have none. */
  *#closed(counted: readonly EventTimeWindow[]): Generator<ClosedWindow> {
    const { windowMs } = this.#options;
    for (const { startMs, counts, hosts } of counted) {
      const fromMs = this.#nextMs ??= startMs + windowMs;
      this.#firstMs ??= startMs;
      if (startMs < fromMs) {
        this.stats.early += counts.reduce((sum, { count }) => sum + count, 0);
        continue;
      }
      this.#nextMs = startMs + windowMs;
      yield* this.#without(fromMs, startMs);
      yield this.#windowOf(startMs, { tallied: { counts, hosts } });
    }
  }

  /** Silence in the middle of the log is covered; what comes before it, or is too long, is not known: one window for all of it. */
  *#without(fromMs: number, toMs: number): Generator<ClosedWindow> {
    if (fromMs === toMs) return;
    const isUnknown = fromMs < this.#firstMs! || toMs - fromMs > LONGEST_SILENCE_MS;
    if (isUnknown) return yield this.#windowOf(fromMs, { endMs: toMs, coverage: "unknown" });
    for (let startMs = fromMs; startMs < toMs; startMs += this.#options.windowMs) yield this.#windowOf(startMs);
  }

  #windowOf(
    startMs: number,
    { tallied, endMs = startMs + this.#options.windowMs, coverage = this.#coverageOf(startMs, endMs) }: {
      readonly tallied?: Omit<EventTimeWindow, "startMs">;
      readonly endMs?: number;
      readonly coverage?: WindowCoverage;
    } = {},
  ): ClosedWindow {
    const registry = this.#templates.registry();
    const { lineage } = registry;
    return {
      source: this.#log.source,
      startMs,
      endMs,
      ...tallied === undefined ? NO_LINES : this.#tallied(tallied, lineage),
      coverage,
      arrivals: registry.arrivalsBefore(endMs),
      lineage,
      behindMs: 0,
      awaitsLine: false,
    };
  }

  /** Lines by the templates that they belong to by now. */
  #tallied({ counts, hosts }: Omit<EventTimeWindow, "startMs">, lineage: ReadonlyMap<string, string>): WindowLines {
    const tally = new Map<string, number>(), errors = new Map<string, number>(), fatals = new Map<string, number>();
    let total = 0;
    for (const { handle, level, count } of counts) {
      const { id } = this.#miner.template(this.#miner.resolve(handle));
      addCount(tally, id, count);
      total += count;
      if (level >= FIRST_ERROR) addCount(errors, id, count);
      if (level === FATAL) addCount(fatals, id, count);
    }
    return resolveLines({ counts: tally, total, errors, fatals, hosts }, lineage);
  }

  /** In the log's first and last window it may have begun or ended. */
  #coverageOf(startMs: number, endMs: number): WindowCoverage {
    const isFirst = startMs <= this.#firstMs!;
    return isFirst || this.#lastMs - this.#lastMs % SLOT_MS + SLOT_MS < endMs ? "part" : "whole";
  }
}
