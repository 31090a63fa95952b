import type { Mode } from "./mode.ts";

/** The host of lines of which none is known. */
export const UNKNOWN_HOST = "-";

/** How many lines of one template arrived in one slot. A tag is never empty: `-` is unknown (host, level). */
export interface CounterPoint {
  /** Name of the source, usually the file's. */
  readonly source: string;
  /** The machine that the lines were read on. */
  readonly host: string;
  /** As the header says, see `LEVELS` in core/mining. */
  readonly level: string;
  /** Id of the template. */
  readonly template: string;
  /** Whether window statistics use it. */
  readonly mode: Mode;
  /** Start of the slot, epoch milliseconds, a multiple of the slot's length. */
  readonly slotMs: number;
  /** Lines, an integer of at least 1. */
  readonly count: number;
}

/** A template as its miner knows it: sent when it is created, changes its text, or is replaced by another. */
export interface TemplateRecord {
  /** Name of the source, usually the file's. */
  readonly source: string;
  /** 16 hexadecimal digits, or `overflow`. */
  readonly id: string;
  /** The template, `<*>` standing for variable parts. */
  readonly text: string;
  /** The line that it was made from, bounded and printable. */
  readonly sample: string;
  /** Slot of the first line, epoch milliseconds. */
  readonly firstSeenMs: number;
  /** True where the first line was in a file when it was first opened: such a template never raises a `pattern` anomaly. */
  readonly initial: boolean;
  /** The surviving template's id, where this one was merged into it. */
  readonly replacedBy?: string;
  /** The template that this one was split off, which makes it as known as that one. */
  readonly ancestor?: string;
}

/** One line as it was logged (bounded in length, printable), to show what a template is about. */
export interface SampleLine {
  /** Name of the source, usually the file's. */
  readonly source: string;
  /** Id of the template. */
  readonly template: string;
  /** The line, cut where it was too long. */
  readonly line: string;
  /** When it was read, epoch milliseconds. */
  readonly atMs: number;
}

/**
 * What an agent sends: it never changes once it is written to the spool. Its points' identity is
 * (agent, number, slot, tags), so that storing it again overwrites instead of adding.
 */
export interface CounterBatch {
  /** Random id of the agent, kept in its state folder. */
  readonly agent: string;
  /** 0, 1, 2, … per agent; below 1e9. */
  readonly number: number;
  /** Counters, each (slot, tags) once. */
  readonly points: readonly CounterPoint[];
  /** Templates that were created or changed since the last batch. */
  readonly templates: readonly TemplateRecord[];
  /** Lines of templates, a bounded number. */
  readonly samples: readonly SampleLine[];
}
