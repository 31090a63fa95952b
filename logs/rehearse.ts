import type { EventTimes } from "../core/mining/time/event_times.ts";
import { LineStream } from "../counting/line_stream.ts";
import { sampleLog } from "./sample_log.ts";

/**
 * Shows samples of a log's files to what is going to read the times in its lines: whether the day or the month comes first is known
 * from the first line on then. Dates without a year are dated by when the files were last written to, unless `times` knows better.
 * Resolves with the time of the last line that was shown, epoch milliseconds; 0 where it has none.
 */
export async function rehearse(times: EventTimes, files: readonly string[]): Promise<number> {
  if (!Number.isFinite(times.referenceMs)) times.referenceMs = lastWrittenMs(files);
  for await (const piece of sampleLog(files)) {
    const lines = new LineStream((buffer, start, end) => times.read(buffer, start, end));
    lines.push(piece);
  }
  const { ms } = times;
  times.rewind();
  return ms;
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
