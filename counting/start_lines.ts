import { RE2JS } from "re2js";
import type { OpenRule, RecordRule } from "../core/mining/records/record_rule.ts";
import { TraceLines } from "../core/mining/records/trace_lines.ts";

/** Bytes of a line that a pattern looks at. */
const MOST_BYTES = 1_024;
const QUIET_MS = 300;

/**
 * Says that a record begins with each line that begins with what a pattern says, and that all lines after it go on with it. The pattern is
 * one of RE2, so that no line takes longer than in proportion to its length, whatever the pattern is.
 */
export class StartLines implements RecordRule {
  readonly quietMs = QUIET_MS;
  readonly #start: RE2JS;

  /** @throws {RE2JSSyntaxException} for what is no pattern */
  constructor(pattern: string) {
    this.#start = RE2JS.compile(`^(?:${pattern})`);
  }

  begin(): void {}

  continues(bytes: Uint8Array, start: number, end: number): boolean {
    return !this.#start.test(bytes.subarray(start, Math.min(end, start + MOST_BYTES)));
  }

  mayContinue(): boolean {
    return true;
  }
}

/** The rule that a pattern asks for: stack traces are joined where there is none. */
export function recordRule(start?: string): OpenRule {
  return start === undefined ? () => new TraceLines() : () => new StartLines(start);
}
