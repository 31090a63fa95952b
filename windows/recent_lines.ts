import type { DatedLine } from "../core/detection/episode_messages.ts";
import { lineSample } from "../core/mining/line_sample.ts";
import type { LogRecord } from "../counting/log_record.ts";

/** A template's lines are kept at most this often, event time. */
const EVERY_MS = 60_000;
/** How many lines of a template are kept. */
const KEPT = 6;
/** How many bytes of each. */
const MAX_BYTES = 2048;

/** A line as bytes, so that only those that are shown are decoded. */
interface KeptLine {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** The last lines of each template of a log that is read, at most one a minute: what an incident shows is of its own time. */
export class RecentLines {
  readonly #lines: KeptLine[][] = [];

  /** @param handle the miner's, of the template. */
  add(handle: number, atMs: number, { buffer, start, end }: Pick<LogRecord, "buffer" | "start" | "end">): void {
    const lines = this.#lines[handle] ??= [];
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(atMs - last.atMs) < EVERY_MS) return;
    if (lines.length === KEPT) lines.shift();
    lines.push({ atMs, bytes: buffer.slice(start, Math.min(end, start + MAX_BYTES)) });
  }

  /** What is kept of the templates that are asked for. */
  of(isAskedFor: (handle: number) => boolean): DatedLine[] {
    const asked = [...this.#lines.entries()].filter(([handle, lines]) => lines !== undefined && isAskedFor(handle));
    return asked.flatMap(([, lines]) => {
      return lines.map(({ atMs, bytes }) => ({ atMs, line: lineSample(bytes, 0, bytes.length) }));
    });
  }
}
