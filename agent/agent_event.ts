import type { Loss } from "../core/loss.ts";
import type { Undated } from "./input/past/past_slots.ts";

/** What an agent has to say while it runs, for the terminal. */
export type AgentEvent =
  | {
    readonly kind: "started";
    readonly agent: string;
    readonly sources: readonly string[];
    readonly pendingBatches: number;
  }
  /** A file is read from `offset` on; `backlogBytes` of it were there already. */
  | {
    readonly kind: "fileOpened";
    readonly path: string;
    readonly source: string;
    readonly offset: number;
    readonly backlogBytes: number;
  }
  /** A file that can't be read (now): the message names it and the remedy. Other files go on; `isAwaited`: it is read once it is there. */
  | { readonly kind: "fileProblem"; readonly path: string; readonly message: string; readonly isAwaited?: boolean }
  | { readonly kind: "rotated"; readonly path: string; readonly how: "renamed" | "truncated" | "removed" }
  /** A source has caught up with what was there at the start, or with a lag of more than a window. */
  | {
    readonly kind: "backlogDone";
    readonly source: string;
    readonly lines: number;
    readonly templates: number;
    /** Of the log's past, where that is read by the time in its lines. */
    readonly undated: Undated;
  }
  | { readonly kind: "apiAway"; readonly reason: string }
  | { readonly kind: "apiBack"; readonly awayMs: number }
  /** The machine's clock is `offMs` ahead of the api's (behind, where negative), and the api's is used; 0: it agrees again. */
  | { readonly kind: "clockOff"; readonly offMs: number }
  /** The api refused lines for good. */
  | { readonly kind: "refused"; readonly lines: number; readonly reason: string }
  /** Lines are in no counter, and are counted as lost. */
  | ({ readonly kind: "lost" } & Loss)
  /** Reading waits for room in the spool, or has room again. */
  | { readonly kind: "spoolFull"; readonly full: boolean; readonly spoolBytes: number; readonly limitBytes: number }
  /** Something that does not stop the agent but should be known: a corrupt file set aside, a disk that refuses writes. */
  | { readonly kind: "warning"; readonly message: string }
  | { readonly kind: "stats"; readonly stats: AgentStats }
  | { readonly kind: "stopped"; readonly summary: AgentSummary };

/** At each slot's end. */
export interface AgentStats {
  /** Lines since this start of the process. */
  readonly lines: number;
  readonly linesPerSecond: number;
  readonly templates: number;
  readonly lagBytes: number;
  readonly pendingBatches: number;
  readonly spoolBytes: number;
}

/** What a run of the agent did. */
export interface AgentSummary {
  readonly agent: string;
  /** Lines read in this run. */
  readonly lines: number;
  /** Lines since the agent's state was created: `read = counted + rejected + lost`. */
  readonly read: number;
  readonly counted: number;
  readonly rejected: number;
  readonly lost: number;
  /** Lines beside these, which were seen and may be gone on with: the next start reads them again, and counts them. */
  readonly held: number;
  /** Batches that the api has acknowledged in this run. */
  readonly acknowledged: number;
  /** Batches that wait in the spool for the next start. */
  readonly pendingBatches: number;
}
