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
  /** Dealt in shuffled rounds: within a round each message comes once. */
  readonly messages: readonly Message[];
}

/** What a run must find. Every episode that no expectation claims fails the demo. */
export type Expectation =
  | {
    readonly kind: "frequency";
    /** The episode begins no later than the first complete window of this phase, and not before the phase. */
    readonly from: string;
    /** Last phase of the episode. @default the one that it begins in */
    readonly until?: string;
    /** Every complete window from the first to the last phase is anomalous, and each phase's peak is above the last one's. */
    readonly rising?: boolean;
  }
  | {
    readonly kind: "pattern";
    /** The phase in which the new message first appears. */
    readonly from: string;
    readonly message: Message;
  };

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
