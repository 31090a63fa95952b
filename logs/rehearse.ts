import type { EventTimes } from "../core/mining/time/event_times.ts";
import { LineStream } from "../counting/line_stream.ts";
import { sampleLog } from "./sample_log.ts";

/** What the samples of a log's files showed. */
export interface Rehearsal {
  /** Time of the last line, epoch milliseconds; 0 where it has none. */
  readonly lastMs: number;
  /** The newest time that was believed; undefined where there was none. */
  readonly newestMs: number | undefined;
}

/**
 * Shows samples of a log's files to what is going to read the times in its lines: whether the day or the month comes first is known
 * from the first line on then. Dates without a year are dated by when the files were last written to, unless `times` knows better.
 */
export async function rehearse(times: EventTimes, files: readonly string[]): Promise<Rehearsal> {
  if (!Number.isFinite(times.referenceMs)) times.referenceMs = lastWrittenMs(files);
  for await (const piece of sampleLog(files)) {
    const lines = new LineStream((buffer, start, end) => times.read(buffer, start, end));
    lines.push(piece);
  }
  const rehearsal = { lastMs: times.ms, newestMs: times.newestMs };
  times.rewind();
  return rehearsal;
}

/** When the newest of some files was written to; Infinity where nothing says so. */
export function lastWrittenMs(files: readonly string[]): number {
  const times = files.map(writtenMs).filter((ms) => ms !== undefined);
  return times.length > 0 ? Math.max(...times) : Infinity;
}

function writtenMs(file: string): number | undefined {
  try {
    return file === "-" ? undefined : Deno.statSync(file).mtime?.getTime();
  } catch {
    return undefined;
  }
}
