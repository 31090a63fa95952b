import { CHECK_FACTOR, CHECK_SEED, FNV_PRIME, FNV_SEED } from "../../fnv.ts";
import { CLASS, DIGIT } from "../byte_classes.ts";
import { printable } from "../printable.ts";
import { STATUS_DIGITS } from "../requests/status_codes.ts";
import { constantPrefixEnd, maskEnd, partialText, plainEnd } from "./partial.ts";

/**
 * What a token of a message is: punctuation, a word, an identifier (a word by its form unlikely to be language), a
 * partial value (`ssh2`: letters around a value), or a value. A status of HTTP is punctuation, of which the class counts, and so are
 * states of SQL and gRPC: no two of them ever stand for a variable.
 */
export const PUNCTUATION = 0, WORD = 1, IDENTIFIER = 2, PARTIAL = 3, VALUE = 4;

/** More tokens than this end in one value that stands for the rest. */
export const MAX_TOKENS = 160;

/** Bytes of a token that count. */
const MAX_TEXT = 128;
const SEED = FNV_SEED | 0, SECOND_SEED = CHECK_SEED | 0, PRIME = FNV_PRIME, FACTOR = CHECK_FACTOR;
/** Hashes of every value. */
export const VALUE_HASH = 0x2a2a2a2a, VALUE_CHECK = 0x3c2a3e00;
/** Stands for the masked part of a partial value. */
const MASKED = 1;

/** The tokens of a message, one array for each of their properties, which are used again for the next message. */
export class TokenList {
  /** Number of tokens. */
  count = 0;
  /** Whether the last token stands for the rest of a message that has more than fit. */
  isCut = false;
  /** The bytes that the tokens are part of. */
  bytes: Uint8Array = new Uint8Array();
  /** Kind of each token. */
  readonly kinds = new Uint8Array(MAX_TOKENS);
  /** Two independent 32-bit hashes of each token's canonical text. */
  readonly hashes = new Int32Array(MAX_TOKENS);
  readonly checks = new Int32Array(MAX_TOKENS);
  /** White space before the token: none, 1, or 2 where there is more than one space. */
  readonly spaced = new Uint8Array(MAX_TOKENS);
  /** Whether the token stands where values do: after `key:`, after a noun that names things. */
  readonly valuePositions = new Uint8Array(MAX_TOKENS);
  readonly starts = new Uint32Array(MAX_TOKENS);
  readonly ends = new Uint32Array(MAX_TOKENS);

  /** Adds the token `[start, end)`; nothing when the list is full. */
  add(kind: number, start: number, end: number, spaces: number): void {
    const i = this.count;
    if (i >= MAX_TOKENS) return;
    this.kinds[i] = kind;
    this.starts[i] = start;
    this.ends[i] = end;
    this.spaced[i] = spaces;
    this.valuePositions[i] = 0;
    this.#hash(i);
    this.count++;
  }

  /** Canonical text of token `i`, `<*>` for a value. */
  text(i: number): string {
    if (this.kinds[i] === VALUE) return "<*>";
    if (this.isStatus(i)) return `${String.fromCharCode(this.bytes[this.starts[i]])}xx`;
    const bytes = this.bytes.subarray(this.starts[i], Math.min(this.ends[i], this.starts[i] + MAX_TEXT));
    return this.kinds[i] === PARTIAL ? partialText(bytes) : printable(bytes);
  }

  /** Whether two tokens count as the same. */
  isAlike(i: number, j: number): boolean {
    return this.kinds[i] === this.kinds[j] && this.hashes[i] === this.hashes[j] && this.checks[i] === this.checks[j];
  }

  /** Whether token `i` begins with a byte. */
  is(i: number, byte: number): boolean {
    return this.bytes[this.starts[i]] === byte;
  }

  /** Whether token `i` is punctuation that begins with a byte. */
  isPunctuation(i: number, byte: number): boolean {
    return this.kinds[i] === PUNCTUATION && this.bytes[this.starts[i]] === byte;
  }

  /** Whether token `i` is a status of HTTP: no other punctuation begins with a digit, but for states of other lengths. */
  isStatus(i: number): boolean {
    return this.kinds[i] === PUNCTUATION && (CLASS[this.bytes[this.starts[i]]] & DIGIT) !== 0 &&
      this.ends[i] - this.starts[i] === STATUS_DIGITS;
  }

  /** Makes token `i` a value. */
  toValue(i: number): void {
    this.kinds[i] = VALUE;
    this.#hash(i);
  }

  /** Makes the tokens between two others one value and returns the new position of the one after it. */
  fold(open: number, close: number): number {
    this.toValue(open + 1);
    this.ends[open + 1] = this.ends[close - 1];
    this.drop(open + 2, close);
    return open + 2;
  }

  /** Makes the tokens from `first` to `last` one value. */
  join(first: number, last: number): void {
    this.toValue(first);
    this.ends[first] = this.ends[last];
    this.drop(first + 1, last + 1);
  }

  /** Leaves the tokens `[from, to)` out. */
  drop(from: number, to: number): void {
    for (let i = to; i < this.count; i++) this.move(i, i - to + from);
    this.count -= to - from;
  }

  /** Puts the token at `from` in the place of the one at `to`. */
  move(from: number, to: number): void {
    if (from === to) return;
    this.kinds[to] = this.kinds[from];
    this.hashes[to] = this.hashes[from];
    this.checks[to] = this.checks[from];
    this.spaced[to] = this.spaced[from];
    this.valuePositions[to] = this.valuePositions[from];
    this.starts[to] = this.starts[from];
    this.ends[to] = this.ends[from];
  }

  #hash(i: number): void {
    const start = this.starts[i], bytes = this.bytes;
    if (this.kinds[i] === VALUE) {
      this.hashes[i] = VALUE_HASH;
      this.checks[i] = VALUE_CHECK;
      return;
    }
    if (this.kinds[i] === PARTIAL) return this.#hashPartial(i);
    let hash = SEED, check = SECOND_SEED;
    const last = this.isStatus(i) ? start + 1 : Math.min(this.ends[i], start + MAX_TEXT);
    for (let at = start; at < last; at++) {
      hash = Math.imul(hash ^ bytes[at], PRIME);
      check = Math.imul(check + bytes[at], FACTOR) ^ (check >>> 15);
    }
    this.hashes[i] = hash;
    this.checks[i] = check;
  }

  #hashPartial(i: number): void {
    const bytes = this.bytes, last = Math.min(this.ends[i], this.starts[i] + MAX_TEXT);
    let hash = SEED, check = SECOND_SEED;
    for (let at = this.starts[i]; at < last;) {
      const mask = maskEnd(bytes, at, last), isMasked = mask > at;
      for (const stop = isMasked ? constantPrefixEnd(bytes, at, mask) : plainEnd(bytes, at, last); at < stop; at++) {
        hash = Math.imul(hash ^ bytes[at], PRIME);
        check = Math.imul(check + bytes[at], FACTOR) ^ (check >>> 15);
      }
      if (!isMasked) continue;
      hash = Math.imul(hash ^ MASKED, PRIME);
      check = Math.imul(check + MASKED, FACTOR) ^ (check >>> 15);
      at = mask;
    }
    this.hashes[i] = hash;
    this.checks[i] = check;
  }
}
