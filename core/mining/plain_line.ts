import { BYTE } from "../bytes.ts";
import { copyWithoutEscapes } from "../escape_sequences.ts";
import { MAX_LINE } from "./shapes/shape_hash.ts";

const { ESCAPE } = BYTE;

/** A line without the colours that a program has put into it for a terminal, so that it is mined as one that has none. */
export class PlainLine {
  /** It is `bytes[start, end)`. */
  bytes: Uint8Array = new Uint8Array();
  start = 0;
  end = 0;
  /** Whether the line has colours, and is a copy. */
  isCopy = false;

  #scratch: Uint8Array | undefined;

  /** Takes the line `[start, end)`; the last one is lost. */
  read(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && bytes[at] !== ESCAPE) at++;
    this.isCopy = at < end;
    this.bytes = this.isCopy ? this.#scratch ??= new Uint8Array(MAX_LINE) : bytes;
    this.start = this.isCopy ? 0 : start;
    this.end = this.isCopy ? copyWithoutEscapes(bytes, start, end, this.bytes) : end;
  }
}
