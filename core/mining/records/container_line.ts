import { BYTE, isAt } from "../../bytes.ts";
import { CLASS, DIGIT } from "../byte_classes.ts";
import { TEXT } from "../fields/field_cursor.ts";
import { JsonFields } from "../fields/json_fields.ts";
import { pathHash } from "../fields/path_hash.ts";
import { unescape } from "../fields/unescape.ts";

const { BACKSLASH, DASH, LOWER_N, SPACE_BYTE, UPPER_F, UPPER_P, UPPER_T } = BYTE;
const ENCODER = new TextEncoder();
const DOCKER = ENCODER.encode('{"log":"'), STREAMS = ["stdout ", "stderr "].map((name) => ENCODER.encode(name));
const STREAM = pathHash("stream"), TIME = pathHash("time");
/** Docker cuts lines at 16 KiB. */
const DOCKER_PIECE = 16_000;
/** `2016-10-06T00:17:09.669794202+00:00` and the like. */
const SHORTEST_STAMP = 19, LONGEST_STAMP = 36;
/** Bytes of a line with escapes that are kept. */
const MAX_BYTES = 64 * 1024;

/** One for all files: a line is copied, or mined, before the next one is read. */
const scratch = new Uint8Array(MAX_BYTES);

/**
 * A line of a program as a container's runtime writes it into a file: Docker's `{"log":"…\n","stream":"stdout","time":"…"}` or the
 * Container Runtime Interface's `2016-10-06T00:17:09Z stdout F …`.
 */
export class ContainerLine {
  /** The program's line is `bytes[start, end)`. */
  bytes: Uint8Array = new Uint8Array();
  start = 0;
  end = 0;
  /** The runtime's time stamp is `[stampStart, stampEnd)` of the line in the file. */
  stampStart = 0;
  stampEnd = 0;
  /** The next line goes on where this one is cut. */
  isPartial = false;

  readonly #json = new JsonFields();

  /** Whether the line `[start, end)` is one of a container's. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start] === DOCKER[0]) return this.#docker(bytes, start, end);
    return bytes[start + 10] === UPPER_T && end - start > SHORTEST_STAMP && this.#cri(bytes, start, end);
  }

  #cri(bytes: Uint8Array, start: number, end: number): boolean {
    if (!(CLASS[bytes[start]] & DIGIT) || bytes[start + 4] !== DASH) return false;
    const last = Math.min(end, start + LONGEST_STAMP);
    let at = start + SHORTEST_STAMP;
    while (at < last && bytes[at] !== SPACE_BYTE) at++;
    const tag = at + 1 + STREAMS[0].length;
    const isOne = tag < end && (bytes[tag] === UPPER_F || bytes[tag] === UPPER_P) &&
      (tag + 1 === end || bytes[tag + 1] === SPACE_BYTE) && STREAMS.some((name) => isAt(bytes, at + 1, name));
    if (!isOne) return false;
    this.bytes = bytes;
    this.start = Math.min(end, tag + 2);
    this.end = end;
    this.stampStart = start;
    this.stampEnd = at;
    this.isPartial = bytes[tag] === UPPER_P;
    return true;
  }

  #docker(bytes: Uint8Array, start: number, end: number): boolean {
    const json = this.#json;
    if (!isAt(bytes, start, DOCKER) || !json.open(bytes, start, end) || !json.next()) return false;
    const from = json.start, to = json.end;
    let hasStream = false;
    this.stampStart = this.stampEnd = start;
    while (json.next()) {
      if (json.depth > 1 || json.kind !== TEXT) continue;
      if (json.path === STREAM) hasStream = true;
      if (json.path === TIME) {
        this.stampStart = json.start;
        this.stampEnd = json.end;
      }
    }
    if (!hasStream || !json.isComplete) return false;
    const isWhole = bytes[to - 1] === LOWER_N && bytes[to - 2] === BACKSLASH && to - from >= 2;
    this.isPartial = !isWhole && to - from >= DOCKER_PIECE;
    this.#take(bytes, from, isWhole ? to - 2 : to);
    return true;
  }

  #take(bytes: Uint8Array, from: number, to: number): void {
    let at = from;
    while (at < to && bytes[at] !== BACKSLASH) at++;
    if (at === to) {
      this.bytes = bytes;
      this.start = from;
      this.end = to;
      return;
    }
    this.bytes = scratch;
    this.start = 0;
    this.end = unescape(bytes, from, to, scratch);
  }
}
