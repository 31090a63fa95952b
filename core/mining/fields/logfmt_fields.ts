import { BYTE } from "../../bytes.ts";
import { FNV_PRIME } from "../../fnv.ts";
import { CLASS, DIGIT, HIGH, LETTER, SPACE } from "../byte_classes.ts";
import { skipSpaces } from "../header/timestamp.ts";
import { NUMBER, TEXT } from "./field_cursor.ts";
import { FieldWalker } from "./field_walker.ts";
import { FOLDED, ROOT } from "./path_hash.ts";

const { AT, BACKSLASH, COMMA, DASH, DOT, EQUALS, QUOTE, SEMICOLON, UNDERSCORE } = BYTE;
const PRIME = FNV_PRIME;
/** By byte, 1 for those that keys are made of after their first. */
const KEY_BYTES = CLASS.map((kind, byte) => {
  if (kind & HIGH) return 0;
  return kind & (LETTER | DIGIT) || byte === DOT || byte === UNDERSCORE || byte === DASH || byte === AT ? 1 : 0;
});

/** The fields of a line of `key=value` pairs and nothing else: `level=info msg="listening on 80" port=80`. */
export class LogfmtFields extends FieldWalker {
  #bytes: Uint8Array = new Uint8Array();
  #at = 0;
  #end = 0;

  open(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#at = skipSpaces(bytes, start, end);
    this.#end = end;
    this.isComplete = false;
    return beginsWithPair(bytes, this.#at, end);
  }

  next(): boolean {
    const bytes = this.#bytes, end = this.#end;
    const at = skipSpaces(bytes, this.#at, end);
    const stop = keyEnd(bytes, at, end);
    this.steps += stop - this.#at;
    this.#at = stop;
    if (at >= end) return !(this.isComplete = true);
    if (stop === at || stop >= end || bytes[stop] !== EQUALS) return false;
    let hash = ROOT;
    for (let i = at; i < stop; i++) {
      const folded = FOLDED[bytes[i]];
      if (folded !== 0) hash = Math.imul(hash ^ folded, PRIME);
    }
    this.path = hash;
    this.keyStart = at;
    this.keyEnd = stop;
    this.isEscaped = false;
    return bytes[stop + 1] === QUOTE && stop + 1 < end ? this.#quoted(stop + 2) : this.#bare(stop + 1);
  }

  #quoted(at: number): boolean {
    const bytes = this.#bytes, end = this.#end;
    let i = at;
    for (; i < end && bytes[i] !== QUOTE; i++) {
      if (bytes[i] !== BACKSLASH) continue;
      this.isEscaped = true;
      i++;
    }
    const stop = Math.min(i, end);
    this.#take(TEXT, at, stop, Math.min(stop + 1, end));
    return stop + 1 >= end || (CLASS[bytes[stop + 1]] & SPACE) !== 0;
  }

  /** A value without quotes; a comma after it says that the line is something else. */
  #bare(at: number): boolean {
    const bytes = this.#bytes, end = this.#end;
    let i = at;
    while (i < end && (CLASS[bytes[i]] & SPACE) === 0) i++;
    this.#take(CLASS[bytes[at]] & DIGIT ? NUMBER : TEXT, at, i, i);
    return i === at || (bytes[i - 1] !== COMMA && bytes[i - 1] !== SEMICOLON);
  }

  #take(kind: number, start: number, end: number, next: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.steps += next - this.#at;
    this.#at = next;
  }
}

/** Whether `key=value` stands at `at`. */
export function beginsWithPair(bytes: Uint8Array, at: number, end: number): boolean {
  const key = keyEnd(bytes, at, end);
  return key > at && key < end && bytes[key] === EQUALS && bytes[key + 1] !== EQUALS;
}

/** End of a key at `at`, which begins with a letter, `@` or `_`. */
function keyEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || !(CLASS[bytes[at]] & LETTER || bytes[at] === AT || bytes[at] === UNDERSCORE)) return at;
  let i = at + 1;
  while (i < end && KEY_BYTES[bytes[i]] === 1) i++;
  return i;
}
