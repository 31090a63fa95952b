import type { FieldNames } from "../../../core/mining/fields/field_roles.ts";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import type { Loss } from "../../../core/loss.ts";
import type { AgentEvent } from "../../agent_event.ts";
import type { FileClaims } from "./file_claims.ts";

/** What a {@linkcode Tailer} follows, and how. */
export interface TailerOptions {
  readonly path: string;
  readonly source: string;
  readonly from: "beginning" | "end";
  readonly windowMs: number;
  /** @default 1000 */
  readonly slotMs?: number;
  /** See `AgentOptions.historyMs`. @default 0 */
  readonly historyMs?: number;
  /** See `AgentOptions.fields`. */
  readonly fields?: FieldNames;
  readonly claims: FileClaims;
  /** Which lines go on with a record. @default {none} */
  readonly openRule?: OpenRule;
  /** Whether the path is read also where it has become a link out of its folder. @default false */
  readonly followsLinks?: boolean;
  readonly onEvent: (event: AgentEvent) => void;
  /** There is something to poll for. */
  readonly onArrival?: () => void;
  /** Lines are lost. May be called while it is made. */
  readonly onLost?: (loss: Loss) => void;
}
