import { EverNewLines } from "../pipeline/ever_new_lines.ts";

const PIECE_LINES = 5_000;
const NEWLINE = 10;
const STAMP = /^\d{6} \d{6}$/;
const STAMP_BYTES = 13;
const START_MS = Date.UTC(2026, 2, 2);

/** How a busy log is made. */
export interface HdfsLogOptions {
  /** Lines that begin with `yyMMdd HHmmss`; their times are overwritten. */
  readonly sample: Uint8Array;
  readonly lines: number;
  /** Lines in a second of the log's own time. */
  readonly linesPerSecond: number;
}

/** Writes lines of a sample with other numbers each time, their stamps in order. @throws {Error} when the sample has no such stamps. */
export function writeHdfsLog(path: string, { sample, lines, linesPerSecond }: HdfsLogOptions): void {
  if (!STAMP.test(new TextDecoder().decode(sample.subarray(0, STAMP_BYTES)))) {
    throw new Error('Cannot make a log of the sample: expected lines that begin with a time such as "081109 203518"');
  }
  using file = Deno.openSync(path, { write: true, create: true, truncate: true });
  const source = new EverNewLines(sample);
  for (let done = 0; done < lines;) {
    const piece = source.next(Math.min(PIECE_LINES, lines - done));
    restamp(piece.bytes, (line) => START_MS + Math.floor((done + line) / linesPerSecond) * 1000);
    for (let at = 0; at < piece.bytes.length;) at += file.writeSync(piece.bytes.subarray(at));
    done += piece.lines;
  }
}

function restamp(bytes: Uint8Array, timeOf: (line: number) => number): void {
  let line = 0, lastMs = NaN, stamp = new Uint8Array();
  for (let at = 0; at < bytes.length; at = bytes.indexOf(NEWLINE, at) + 1) {
    const ms = timeOf(line++);
    if (ms !== lastMs) stamp = stampOf(lastMs = ms);
    bytes.set(stamp, at);
  }
}

/** `260302 101112`. */
function stampOf(ms: number): Uint8Array<ArrayBuffer> {
  const [date, time] = new Date(ms).toISOString().slice(2, 19).replace(/[-:]/g, "").split("T");
  return new TextEncoder().encode(`${date} ${time}`);
}
