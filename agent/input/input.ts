import type { Loss } from "../../core/loss.ts";
import type { FieldNames } from "../../core/mining/fields/field_roles.ts";
import type { OpenRule } from "../../core/mining/records/record_rule.ts";
import type { AgentEvent } from "../agent_event.ts";
import type { FileClaims } from "./file/file_claims.ts";
import type { LineSource } from "./line_source.ts";

/** What an input may need to be opened. */
export interface InputOptions {
  readonly source: string;
  /** How far files were read before, and who reads which. */
  readonly claims: FileClaims;
  readonly from: "beginning" | "end";
  readonly windowMs: number;
  readonly slotMs: number;
  /** See `AgentOptions.historyMs`. */
  readonly historyMs: number;
  readonly nowMs: number;
  /** See `AgentOptions.fields`. */
  readonly fields?: FieldNames;
  /** Which lines go on with the record before. @default {none} */
  readonly openRule?: OpenRule;
  /** See `AgentOptions.followsLinks`. */
  readonly followsLinks?: boolean;
  readonly stdin: () => ReadableStream<Uint8Array>;
  readonly onEvent: (event: AgentEvent) => void;
  /** There is something to poll for. Never called while the input is opened. */
  readonly onArrival: () => void;
  /** Lines are lost. May be called while the input is opened. */
  readonly onLost: (loss: Loss) => void;
}

/** A kind of input: a file of its own here, and a line in `inputs.ts`. */
export interface Input {
  /** Whether an argument of the command line stands for it. Asked before anything is read, so that it neither waits nor throws. */
  matches(path: string): boolean;
  /** What `--help` says of it: `"-" is standard input`. @default {nothing} */
  readonly help?: string;
  /** Whether that is a path, to be taken in the user's folder. @default {true} */
  readonly isPath?: boolean;
  /** What its source is called. @default {the path's base name, with as much of its folder as tells it apart} */
  readonly sourceName?: string;
  /** Opens it, without waiting. What can't be read (now) is the line source's `problem`, and does not throw. */
  open(path: string, options: InputOptions): LineSource;
}
