import type { Anomaly } from "../core/detection/anomaly.ts";

/** An incident that goes on when detection begins. */
export interface GoingOn {
  readonly id: string;
  readonly title: string;
  /** Since when it is on, this time, epoch milliseconds. */
  readonly sinceMs: number;
}

/** What the detector has to say while it runs, for the terminal. Counts are lines per window of `windowMs`. */
export type DetectorEvent =
  /** Detection begins: with `sources` that go on, the youngest of which was watched for `watchedMs`. */
  | {
    readonly kind: "started";
    readonly detector: string;
    /** What is promised, in words, or null. */
    readonly promise: string | null;
    readonly sources: number;
    /** The incidents that go on, with what is known of them. */
    readonly open: readonly GoingOn[];
    readonly watchedMs: number;
    /** What can't be called yet in the youngest of them, in words. */
    readonly pending: readonly string[];
  }
  | {
    readonly kind: "learning";
    readonly source: string;
    readonly windowStartMs: number;
    /** Complete windows learned so far, of how many. */
    readonly windows: number;
    readonly of: number;
    /** Lines in the newest window. */
    readonly actual: number;
    readonly windowMs: number;
    readonly templates: number;
  }
  | {
    readonly kind: "established";
    readonly source: string;
    readonly mean: number;
    readonly stddev: number;
    readonly windowMs: number;
    readonly knownTemplates: number;
    /** What can't be called yet, in words. */
    readonly pending: readonly string[];
    /** How long the stored past was that it was learned from. @default {it was learned from windows as they came} */
    readonly pastMs?: number;
  }
  /** What a source was like before its first window is learned: `pastMs` of it. */
  | { readonly kind: "pastLearned"; readonly source: string; readonly pastMs: number }
  | {
    readonly kind: "window";
    readonly source: string;
    readonly windowStartMs: number;
    readonly windowMs: number;
    readonly actual: number;
    readonly expected: number;
    readonly threshold: number;
    readonly anomalous: boolean;
  }
  /** `latencyMs`: from the end of the first anomalous window to the saved anomaly. */
  | { readonly kind: "anomalyOpened"; readonly anomaly: Anomaly; readonly latencyMs: number }
  /** `worsened`: it matters more than it did before. */
  | { readonly kind: "anomalyExtended"; readonly anomaly: Anomaly; readonly worsened: boolean }
  | { readonly kind: "anomalyClosed"; readonly anomaly: Anomaly }
  /** Windows that were missed while the detector or the store was away are evaluated. */
  | { readonly kind: "caughtUp"; readonly source: string; readonly windows: number }
  /** The message names what is wrong and the remedy. */
  | { readonly kind: "problem"; readonly message: string }
  | { readonly kind: "recovered" };
