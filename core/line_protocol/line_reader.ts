import type { LinePoint } from "../line_point.ts";
import { LineCursor } from "./line_cursor.ts";
import { MAX_SERIES_KEY_BYTES } from "./names.ts";
import { readFields } from "./read_fields.ts";
import { type LineTime, readTimestamp } from "./read_timestamp.ts";
import { SeriesReader } from "./series_reader.ts";

/** What InfluxDB puts between a series and its field key. */
const SEPARATOR_BYTES = 4;
const TOO_LONG = `expected measurement, tags and a field key of at most ${MAX_SERIES_KEY_BYTES} bytes`;

/** Reads points one after another from a text of line protocol. */
export class LineReader {
  readonly #cursor: LineCursor;
  readonly #series = new SeriesReader();
  readonly #time: LineTime;

  constructor(text: string, time: LineTime) {
    this.#cursor = new LineCursor(text);
    this.#time = time;
  }

  /** Where the line that was read last ends or, when it is no point, what is wrong with it. */
  get position(): number {
    return this.#cursor.position;
  }

  /** What is wrong with the line that was read last; empty when it is a point. */
  get problem(): string {
    return this.#cursor.problem;
  }

  /** The point of the line that begins at `start`, which is after all lines that were read before; undefined when it is none. */
  read(start: number): LinePoint | undefined {
    const cursor = this.#cursor;
    cursor.position = start;
    cursor.problem = "";
    const series = this.#series.read(cursor);
    if (!series) return undefined;
    const keyEnd = cursor.position;
    const fields = readFields(cursor);
    if (!fields) return undefined;
    // Three bytes is the most that one UTF-16 unit takes, so nearly every line is spared the encoding.
    const mayBeTooLong = (cursor.position - start) * 3 > MAX_SERIES_KEY_BYTES;
    if (mayBeTooLong && isTooLong(cursor.text.slice(start, keyEnd), fields.keys())) return cursor.fail(TOO_LONG, start);
    const timeNs = readTimestamp(cursor, this.#time);
    if (timeNs === undefined) return undefined;
    return { measurement: series.measurement, tags: series.tags, fields, timeNs };
  }
}

function isTooLong(key: string, fields: MapIterator<string>): boolean {
  const room = MAX_SERIES_KEY_BYTES - SEPARATOR_BYTES - utf8Length(key);
  return fields.some((field) => utf8Length(field) > room);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
