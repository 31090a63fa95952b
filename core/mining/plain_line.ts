import { BYTE } from "../bytes.ts";
import { copyWithoutEscapes } from "../escape_sequences.ts";
import { MAX_LINE } from "./shapes/shape_hash.ts";

const { ESCAPE } = BYTE;

/** One for all sources: a line is mined before the next one is read. */
const scratch = new Uint8Array(MAX_LINE);

/** A line without the colours that a program has put into it for a terminal, so that it is mined as one that has none. */
export class PlainLine {
  /** It is `bytes[start, end)`. */
  bytes: Uint8Array = new Uint8Array();
  start = 0;
  end = 0;
  /** Whether the line has colours, and is a copy. */
  isCopy = false;

  /** Takes the line `[start, end)`; the last one is lost. One that is known to have no colours is not looked through. */
  read(bytes: Uint8Array, start: number, end: number, mayHaveColours = true): void {
    this.isCopy = mayHaveColours && hasEscape(bytes, start, end);
    this.bytes = this.isCopy ? scratch : bytes;
    this.start = this.isCopy ? 0 : start;
    this.end = this.isCopy ? copyWithoutEscapes(bytes, start, end, this.bytes) : end;
  }
}

function hasEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === ESCAPE) return true;
  return false;
}
