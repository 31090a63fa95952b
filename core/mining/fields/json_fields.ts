import { BYTE } from "../../bytes.ts";
import { FNV_PRIME } from "../../fnv.ts";
import { CLASS, DIGIT, SPACE } from "../byte_classes.ts";
import { skipSpaces } from "../header/timestamp.ts";
import { NUMBER, OTHER, TEXT } from "./field_cursor.ts";
import { FieldWalker } from "./field_walker.ts";
import { FOLDED, pathStep, ROOT } from "./path_hash.ts";

const {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOT,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} = BYTE;
const PRIME = FNV_PRIME;
/** Fields of objects further inside are not looked at. */
const DEEPEST = 4;

/**
 * The fields of a JSON object that a line holds. Each byte is looked at once, however deep, long or broken the object is; what comes
 * before a fault is given.
 */
export class JsonFields extends FieldWalker {
  #bytes: Uint8Array = new Uint8Array();
  #at = 0;
  #end = 0;
  #open = 0;
  readonly #prefixes = new Int32Array(DEEPEST + 1);

  open(bytes: Uint8Array, start: number, end: number): boolean {
    const at = skipSpaces(bytes, start, end);
    if (bytes[at] !== OPEN_BRACE || at >= end) return false;
    const first = skipSpaces(bytes, at + 1, end);
    this.#bytes = bytes;
    this.#at = at + 1;
    this.#end = end;
    this.#open = 1;
    this.#prefixes[1] = ROOT;
    this.isComplete = false;
    return first < end && (bytes[first] === QUOTE || bytes[first] === CLOSE_BRACE);
  }

  next(): boolean {
    const bytes = this.#bytes, end = this.#end;
    let at = this.#at;
    while (at < end) {
      const byte = bytes[at];
      if (byte === QUOTE) return this.#field(at);
      if (byte === CLOSE_BRACE) {
        if (--this.#open === 0) return this.#finish(at + 1);
      } else if (byte !== COMMA && (CLASS[byte] & SPACE) === 0) break;
      at++;
    }
    return this.#finish(-1);
  }

  /** No more fields: the object ended before `at`, or is broken. */
  #finish(at: number): boolean {
    this.steps += Math.max(0, at - this.#at);
    this.#at = this.#end;
    this.isComplete = at >= 0 && skipSpaces(this.#bytes, at, this.#end) >= this.#end;
    return false;
  }

  #field(at: number): boolean {
    const bytes = this.#bytes, end = this.#end;
    let hash = this.#prefixes[this.#open];
    let i = at + 1;
    for (; i < end && bytes[i] !== QUOTE; i++) {
      if (bytes[i] === BACKSLASH) i++;
      const folded = FOLDED[bytes[i]];
      if (folded !== 0) hash = Math.imul(hash ^ folded, PRIME);
    }
    const colon = skipSpaces(bytes, i + 1, end);
    const value = skipSpaces(bytes, colon + 1, end);
    if (bytes[colon] !== COLON || value >= end) return this.#finish(-1);
    this.path = hash;
    this.depth = this.#open;
    this.keyStart = at + 1;
    this.keyEnd = i;
    this.steps += value - this.#at;
    this.#at = value;
    return this.#value(value);
  }

  #value(at: number): boolean {
    const byte = this.#bytes[at];
    this.isEscaped = false;
    if (byte === QUOTE) return this.#text(at);
    if (byte === OPEN_BRACE && this.#open < DEEPEST) {
      this.#prefixes[++this.#open] = pathStep(this.path, DOT);
      return this.#take(OTHER, at, at + 1);
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return this.#skipped(at);
    return this.#literal(at);
  }

  #text(at: number): boolean {
    const bytes = this.#bytes, end = this.#end;
    let i = at + 1;
    for (; i < end && bytes[i] !== QUOTE; i++) {
      if (bytes[i] !== BACKSLASH) continue;
      this.isEscaped = true;
      i++;
    }
    const stop = Math.min(i, end);
    this.#take(TEXT, at + 1, stop);
    this.#at = stop + 1;
    return true;
  }

  #literal(at: number): boolean {
    const bytes = this.#bytes, end = this.#end;
    let i = at;
    while (i < end && bytes[i] !== COMMA && bytes[i] !== CLOSE_BRACE && (CLASS[bytes[i]] & SPACE) === 0) i++;
    const isNumber = CLASS[bytes[at]] & DIGIT || bytes[at] === DASH;
    return i > at ? this.#take(isNumber ? NUMBER : OTHER, at, i) : this.#finish(-1);
  }

  /** A list, or an object too deep to be looked at. */
  #skipped(at: number): boolean {
    const bytes = this.#bytes, end = this.#end;
    let depth = 0, isInText = false;
    for (let i = at; i < end; i++) {
      const byte = bytes[i];
      if (byte === QUOTE) isInText = !isInText;
      else if (byte === BACKSLASH) i++;
      else if (isInText) continue;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return this.#take(OTHER, at, i + 1);
    }
    return this.#take(OTHER, at, end);
  }

  #take(kind: number, start: number, end: number): boolean {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.steps += end - this.#at;
    this.#at = end;
    return true;
  }
}
