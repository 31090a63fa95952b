import type { AnomalyKind } from "../core/detection/anomaly.ts";

/** One message of a program. Its `{placeholders}` get a new value in every line, see `message_values.ts`. */
export interface Message {
  /** As it stands in the line. */
  readonly level: "INFO" | "WARN" | "ERROR";
  /** The message with its placeholders. */
  readonly text: string;
}

/** A stretch of time in which lines are written at one rate. */
export interface Phase {
  /** What the table and expectations call it. */
  readonly name: string;
  /** How many lines it has. */
  readonly lines: number;
  /** Multiple of the scenario's base rate. */
  readonly rate: number;
  /** Dealt in shuffled rounds: within a round each message comes once, or as often as it is named. */
  readonly messages: readonly Message[];
}

/** What a run must find. An episode that no expectation claims fails the demo, but for those that `judgeRun()` passes as beside it. */
export interface Expectation {
  readonly kind: AnomalyKind;
  /** The episode begins no later than the first complete window of this phase, and not before the phase. */
  readonly from: string;
  /** Last phase of an episode that lasts. @default the one that it begins in */
  readonly until?: string;
  /** Every complete window from the first to the last phase is above its limit, and each phase's peak above the last one's. */
  readonly rising?: boolean;
  /** The message that it is about. @default all lines of the source */
  readonly message?: Message;
}

/** An attack as data. Adding one is adding a file to `scenarios/` and to its list. */
export interface Scenario {
  /** Full name, `demoN_words`: any unambiguous prefix selects it. */
  readonly name: string;
  /** What happens, in one line. */
  readonly summary: string;
  /** Lines per second at 1x. */
  readonly baseRate: number;
  /** In order of time. */
  readonly phases: readonly Phase[];
  /** Every episode that must be found. */
  readonly expected: readonly Expectation[];
}
