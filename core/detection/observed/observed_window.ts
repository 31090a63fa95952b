import type { TemplateArrival } from "./template_arrival.ts";

/** One window of a source. */
export interface ObservedWindow {
  /** Its start, epoch milliseconds, a multiple of the window's length. */
  readonly startMs: number;
  /** Lines per template, only where above 0, the lineage resolved. */
  readonly counts: ReadonlyMap<string, number>;
  /** All lines. */
  readonly total: number;
  /** Of these the lines of level error and above, per template. @default {none} */
  readonly errors?: ReadonlyMap<string, number>;
  /** Of these the lines of level fatal, per template. @default {none} */
  readonly fatals?: ReadonlyMap<string, number>;
  /** Lines per host that is known. @default {none} */
  readonly hosts?: ReadonlyMap<string, number>;
  /** Templates that the registry has come to hold, each once, at the first window that ends after its first line. */
  readonly arrivals?: readonly TemplateArrival[];
  /**
   * False where only a part of the window was covered: it may be anomalous, but nothing is learned from it.
   * @default true
   */
  readonly complete?: boolean;
}
