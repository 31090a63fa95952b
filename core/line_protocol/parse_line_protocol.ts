import { BYTE } from "../bytes.ts";
import type { LinePoint } from "../line_point.ts";
import { endOfLine } from "./end_of_line.ts";
import { isBlank } from "./line_cursor.ts";
import { LineReader } from "./line_reader.ts";
import { NANOSECONDS, type Precision } from "./precision.ts";

const { HASH, LINE_FEED } = BYTE;

/** A line that is not a point. */
export interface LineError {
  /** Number of the line, from 1; a line feed within a string value counts too, so that an editor shows the place. */
  readonly line: number;
  /** Character of the line at which reading stopped, from 1, in UTF-16 units. */
  readonly column: number;
  /** What is wanted there. */
  readonly message: string;
}

/** What a text of line protocol holds. */
export interface ParsedLines {
  readonly points: readonly LinePoint[];
  /** The first `maxErrors` bad lines. */
  readonly errors: readonly LineError[];
  /** Number of all bad lines. */
  readonly rejected: number;
}

/** Settings of {@linkcode parseLineProtocol}. */
export interface ParseOptions {
  /** Unit of the timestamps. @default "ns" */
  readonly precision?: Precision;
  /** Time of points without a timestamp, rounded down to the precision. */
  readonly nowNs: bigint;
  /** @default 100 */
  readonly maxErrors?: number;
}

/**
 * Reads InfluxDB v2 line protocol. Good lines survive bad ones. Empty lines and comments are skipped.
 *
 * What is accepted is what InfluxDB 2.9 accepts, with these exceptions, for the sake of who writes by hand or on Windows: a
 * carriage return at a line's end is ignored; a comment ends with its line whatever quotes it holds; a backslash before a
 * line feed does not join two lines, and nothing may follow a closing quote. Of a field that is named twice the last value
 * counts. Bytes that are not UTF-8 become U+FFFD.
 *
 * Source: https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/ and `models/points.go` of InfluxDB.
 *
 * ```ts
 * import assert from "node:assert/strict";
 * const { points, errors } = parseLineProtocol("cpu,host=a load=0.5 1\ncpu load", { precision: "s", nowNs: 0n });
 * assert.equal(points[0].timeNs, 1_000_000_000n);
 * assert.deepEqual(errors, [{ line: 2, column: 9, message: 'expected "=" and a value for field "load"' }]);
 * ```
 */
export function parseLineProtocol(
  input: string | Uint8Array,
  { precision = "ns", nowNs, maxErrors = 100 }: ParseOptions,
): ParsedLines {
  const text = typeof input === "string" ? input : new TextDecoder().decode(input);
  const unitNs = NANOSECONDS[precision];
  const reader = new LineReader(text, { unitNs, defaultNs: nowNs - nowNs % unitNs });
  const points: LinePoint[] = [];
  const errors: LineError[] = [];
  let rejected = 0;
  const place = new PlaceCounter(text);
  let start = 0;
  while ((start = startOfLine(text, start)) < text.length) {
    const point = reader.read(start);
    if (point) {
      points.push(point);
      start = reader.position + 1;
      continue;
    }
    rejected++;
    if (errors.length < maxErrors) errors.push({ ...place.of(reader.position), message: reader.problem });
    start = endOfLine(text, start) + 1;
  }
  return { points, errors, rejected };
}

/** Offset of the first character at or after `start` that begins a point: blanks, empty lines and comments are skipped. */
function startOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === HASH) {
      at = text.indexOf("\n", at);
      if (at === -1) return text.length;
    } else if (!isBlank(code) && code !== LINE_FEED && !isCarriageReturnAtEnd(text, at)) return at;
  }
  return text.length;
}

function isCarriageReturnAtEnd(text: string, at: number): boolean {
  return text[at] === "\r" && (at + 1 === text.length || text[at + 1] === "\n");
}

/** Turns offsets, in rising order, into lines and columns, passing over the text once. */
class PlaceCounter {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  of(offset: number): { line: number; column: number } {
    let lineFeed = this.#text.indexOf("\n", this.#lineStart);
    while (lineFeed !== -1 && lineFeed < offset) {
      this.#line++;
      this.#lineStart = lineFeed + 1;
      lineFeed = this.#text.indexOf("\n", this.#lineStart);
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}
