import type { Clock } from "../core/clock.ts";
import type { FieldNames } from "../core/mining/fields/field_roles.ts";
import type { OpenRule } from "../core/mining/records/record_rule.ts";
import { withoutPassword } from "../core/without_password.ts";
import { recordRule } from "../counting/start_lines.ts";
import { AgentError } from "./agent_error.ts";
import type { AgentEvent } from "./agent_event.ts";
import { type MinerFactory, openCoreMiner } from "./miner_factory.ts";

export type Transport = (request: Request) => Promise<Response>;

export interface AgentOptions {
  /** Files to tail; `-` is stdin. */
  readonly files: readonly string[];
  /** Where spool, checkpoint, snapshots and the agent's id are kept; one agent at a time. Created when missing. */
  readonly stateFolder: string;
  /** The api's address, for example `http://127.0.0.1:8000`. */
  readonly apiUrl: string;
  /** One name for all files. @default {each file's base name, with as much of its folder as tells it apart} */
  readonly source?: string;
  /** Tag of every counter. */
  readonly host: string;
  /** How requests reach the api. @default {fetch} */
  readonly transport?: Transport;
  readonly apiToken?: string;
  readonly clock: Clock;
  readonly slotMs: number;
  /** Lines read while the agent lags by more than this are backlog. */
  readonly windowMs: number;
  /** Where a file without a checkpoint is begun. @default {"beginning"} */
  readonly from?: "beginning" | "end";
  /** How far back a file's present content, and that of its rotated files, is counted by the time in its lines; 0: it is backlog. @default 0 */
  readonly historyMs?: number;
  /** Whether a followed path is read also where it has become a link out of its folder. @default false */
  readonly followsLinks?: boolean;
  /** Reads no faster than this many lines a second, over all files. @default {unlimited} */
  readonly ratePerSecond?: number;
  /** Templates per source before newcomers go into the overflow template. @default {2000} */
  readonly maxTemplates?: number;
  /** Reading stops while more than this waits in the spool. @default {256 MiB} */
  readonly spoolLimitBytes?: number;
  readonly onEvent?: (event: AgentEvent) => void;
  readonly signal?: AbortSignal;
  /** Waits where none of the files is there yet; else that is an error, as it is with `untilEof`. @default true */
  readonly awaitsFiles?: boolean;
  /** Ends at the end of the files, the last line without a newline counted, once everything is acknowledged. */
  readonly untilEof?: boolean;
  /**
   * Where it is stopped, its files are at their end, too: what they hold is counted, as with `untilEof`. What a stream has given always is,
   * since it can't be read again.
   * @default {a record that may go on is left to the next start}
   */
  readonly endsFilesOnStop?: boolean;
  /** What `-` reads. @default {Deno.stdin.readable} */
  readonly stdin?: ReadableStream<Uint8Array>;
  /** Names of fields that hold a record's parts. @default {the usual ones} */
  readonly fields?: FieldNames;
  /** A pattern that the first line of each record begins with. @default {stack traces are joined to their first line} */
  readonly start?: string;
  /** Says which lines belong to one record. @default {as `start` says} */
  readonly openRule?: OpenRule;
  /** Makes the miner of a source. @default {core's Miner} */
  readonly openMiner?: MinerFactory;
}

/** The options with their defaults. */
export type ResolvedOptions = ReturnType<typeof withDefaults>;

/** @throws {AgentError} for an api that is no URL. */
export function withDefaults(options: AgentOptions) {
  const { protocol } = URL.parse(options.apiUrl) ?? {};
  if (protocol !== "http:" && protocol !== "https:") {
    throw new AgentError(
      `Cannot send to "${withoutPassword(options.apiUrl)}": expected a URL such as "http://127.0.0.1:8000"`,
    );
  }
  return {
    ...options,
    transport: options.transport ?? fetch,
    from: options.from ?? "beginning",
    historyMs: options.historyMs ?? 0,
    maxTemplates: options.maxTemplates ?? 2_000,
    spoolLimitBytes: options.spoolLimitBytes ?? 256 * 2 ** 20,
    onEvent: options.onEvent ?? (() => {}),
    signal: options.signal ?? new AbortController().signal,
    awaitsFiles: (options.awaitsFiles ?? true) && !options.untilEof,
    untilEof: options.untilEof ?? false,
    endsFilesOnStop: options.endsFilesOnStop ?? false,
    openRule: options.openRule ?? recordRule(options.start),
    stdin: () => options.stdin ?? Deno.stdin.readable,
    openMiner: options.openMiner ?? openCoreMiner,
  };
}
