import type { LostLines } from "./loss.ts";
import type { RejectedLines } from "./rejection.ts";

/** What ids of agents begin with that are no programs of their own, but an api that is sent lines. */
export const API_AGENT = "api-";

/** What an agent says of one source, at every slot's end, idle or not. */
export interface Heartbeat {
  /** Id of the agent. */
  readonly agent: string;
  /** Name of the source. */
  readonly source: string;
  /** The machine that the agent runs on. */
  readonly host: string;
  /** Lines read since the agent's state was created, and those known to have been there that are lost: `read = counted + rejected + lost`. */
  readonly read: number;
  /** Lines that are in batches, acknowledged or not. */
  readonly counted: number;
  /** Lines refused for good, with a reason. */
  readonly rejected: number;
  /** Of them, how many for which reason. @default {not known} */
  readonly rejectedBy?: RejectedLines;
  /** Lines that are in no counter, by reason. @default {none} */
  readonly lost?: LostLines;
  /** Bytes of the file that are not read yet. */
  readonly lagBytes: number;
  /** How long the oldest unread byte has waited, milliseconds. */
  readonly lagMs: number;
  /** Everything that arrived before this time (exclusive, a slot's start) is acknowledged. */
  readonly watermarkMs: number;
  /** Since when this agent covers the source without a gap, epoch milliseconds (a start of the process at the latest). */
  readonly sinceMs: number;
  /** Slot of the first live line that it has counted, or null before there is one. */
  readonly firstLiveMs: number | null;
  /** Bytes of what was there at the start that are not stored yet: 0 once all of it is. @default {it does not say} */
  readonly pastBytes?: number;
  /** Bytes in the spool that wait for an acknowledgement. */
  readonly spoolBytes: number;
}

/** A heartbeat as the store keeps it: the newest of each (agent, source). */
export interface SeenHeartbeat extends Heartbeat {
  /** When it was received, by the api's clock. */
  readonly seenMs: number;
}
