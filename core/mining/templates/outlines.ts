import { IDENTIFIER, WORD } from "../tokens/token_list.ts";
import { isOpen, type Pattern } from "./pattern.ts";

const FIRST_SIZE = 64;
/** Most tokens that may stand where another message has a single value. */
export const LONGEST_SLOT = 8;
/** Hash of the end of a message that ends with a value. */
export const OPEN_END = 0x5bd1e995;
/** Most words of a name that is looked for. */
const MOST_WORDS = 5;

/**
 * What tells in a few numbers that two patterns have nothing to do with each other: the hashes of their tokens as bits, of which one stands
 * for many; those of wildcards are none.
 */
export interface Outline {
  readonly tokens: number;
  readonly all: number;
  /** Of the tokens that another pattern has to have, too, for it to be alike. */
  readonly fixed: number;
  /** 1 where one of them is a dash that stands alone. */
  readonly hasDash: number;
  /** Its words: none, one, or 2 for more, and hashes of the first two and the last one. */
  readonly words: number;
  readonly first: number;
  readonly second: number;
  readonly last: number;
  /** Hash of the last token, or {@linkcode OPEN_END}. */
  readonly end: number;
}

/** The outline of a pattern as it is now. */
export function outlineOf(pattern: Pattern): Outline {
  const { kinds, hashes, texts, wildcards } = pattern;
  const tokens = kinds.length;
  let all = 0, fixed = 0, hasDash = 0, words = 0, first = 0, second = 0, last = 0;
  for (let i = 0; i < tokens; i++) {
    if (wildcards.length > 0 && wildcards.includes(i)) continue;
    const hash = hashes[i], kind = kinds[i];
    const bit = 1 << (hash & 31);
    all |= bit;
    if (kind < IDENTIFIER) fixed |= bit;
    if (texts[i] === "-") hasDash = 1;
    if (kind !== WORD) continue;
    if (words === 0) first = hash;
    else if (words === 1) second = hash;
    if (words < 2) words++;
    last = hash;
  }
  const end = tokens === 0 || isOpen(pattern, tokens - 1) ? OPEN_END : hashes[tokens - 1];
  return { tokens, all, fixed, hasDash, words, first, second, last, end };
}

/** The outlines of entries by handle, in typed arrays: a new pattern is compared with those of many. */
export class Outlines {
  #tokens = new Uint8Array(FIRST_SIZE);
  #all = new Int32Array(FIRST_SIZE);
  #fixed = new Int32Array(FIRST_SIZE);
  #hasDash = new Uint8Array(FIRST_SIZE);
  /** Whether an entry has values of any form. */
  #hasPhrases = new Uint8Array(FIRST_SIZE);
  #last = new Int32Array(FIRST_SIZE);
  #end = new Int32Array(FIRST_SIZE);
  /** The pattern that was asked for last, which is looked for, made and compared in turn. */
  #asked: Pattern | undefined;
  #askedWildcards = 0;
  #outline: Outline | undefined;

  /** The outline of a pattern as it is now. */
  of(pattern: Pattern): Outline {
    const wildcards = pattern.wildcards.length;
    if (this.#outline !== undefined && pattern === this.#asked && wildcards === this.#askedWildcards) {
      return this.#outline;
    }
    this.#asked = pattern;
    this.#askedWildcards = wildcards;
    return this.#outline = outlineOf(pattern);
  }

  /** Notes the pattern that an entry has now. */
  set(handle: number, pattern: Pattern, hasPhrases: boolean): void {
    if (handle >= this.#tokens.length) this.#grow(handle);
    const { tokens, all, fixed, hasDash, last, end } = this.of(pattern);
    this.#tokens[handle] = tokens;
    this.#all[handle] = all;
    this.#fixed[handle] = fixed;
    this.#hasDash[handle] = hasDash;
    this.#hasPhrases[handle] = hasPhrases ? 1 : 0;
    this.#last[handle] = last;
    this.#end[handle] = end;
  }

  /** The next entry from `handle` on whose pattern has this many tokens, which may be one that is not given yet; -1 without. */
  nextOfLength(tokens: number, handle: number): number {
    return this.#tokens.indexOf(tokens, handle);
  }

  /** Adds those of the handles whose patterns may have a single value where another one has something else, or have values of any form. */
  addWithSlot(handles: readonly number[], { tokens, all, hasDash }: Outline, found: number[]): void {
    const fixed = this.#fixed, lengths = this.#tokens, hasPhrases = this.#hasPhrases;
    for (let i = 0; i < handles.length; i++) {
      const handle = handles[i];
      const maySlot = (fixed[handle] & ~all) === 0 && isSlot(tokens - lengths[handle], hasDash);
      if (maySlot || hasPhrases[handle] === 1) found.push(handle);
    }
  }

  /** Adds those of the handles whose patterns may have something else where another one has a single value, or the other way round. */
  addApartInSlot(handles: readonly number[], { tokens, all, fixed, hasDash }: Outline, found: number[]): void {
    const fixeds = this.#fixed, alls = this.#all, lengths = this.#tokens, hasDashes = this.#hasDash;
    for (let i = 0; i < handles.length; i++) {
      const handle = handles[i], more = lengths[handle] - tokens;
      const maySlot = (fixed & ~alls[handle]) === 0 && isSlot(more, hasDashes[handle]) ||
        (fixeds[handle] & ~all) === 0 && isSlot(-more, hasDash);
      if (maySlot) found.push(handle);
    }
  }

  /** Those of the handles whose patterns may have a part more than another one, or one less. @param most Tokens of a part */
  apartInPart(handles: readonly number[], { tokens, all, fixed }: Outline, most: number): number[] {
    return handles.filter((handle) => {
      const more = this.#tokens[handle] - tokens;
      if (more === 0 || more > most || more < -most) return false;
      return (more > 0 ? fixed & ~this.#all[handle] : this.#fixed[handle] & ~all) === 0;
    });
  }

  /** Those of the handles whose patterns may differ from another one in a name alone, which ends neither of them unless `mayEndApart`. */
  apartInTitle(handles: readonly number[], { tokens, all, fixed, last, end }: Outline, mayEndApart: boolean): number[] {
    const found: number[] = [];
    for (let i = 0; i < handles.length; i++) {
      const handle = handles[i], more = this.#tokens[handle] - tokens;
      if (!mayEndApart && (this.#last[handle] !== last || this.#end[handle] !== end)) continue;
      if (more <= -LONGEST_SLOT || more >= LONGEST_SLOT) continue;
      const missing = Math.max(bitsOf(fixed & ~this.#all[handle]), bitsOf(this.#fixed[handle] & ~all));
      if (missing <= MOST_WORDS) found.push(handle);
    }
    return found;
  }

  #grow(handle: number): void {
    const size = Math.max(this.#tokens.length * 2, handle + 1);
    this.#tokens = copied(this.#tokens, new Uint8Array(size));
    this.#all = copied(this.#all, new Int32Array(size));
    this.#fixed = copied(this.#fixed, new Int32Array(size));
    this.#hasDash = copied(this.#hasDash, new Uint8Array(size));
    this.#hasPhrases = copied(this.#hasPhrases, new Uint8Array(size));
    this.#last = copied(this.#last, new Int32Array(size));
    this.#end = copied(this.#end, new Int32Array(size));
  }
}

/** Whether this many tokens more may be a slot's; where there are as many, a dash may. */
function isSlot(more: number, hasDash: number): boolean {
  return more >= -1 && more < LONGEST_SLOT && (more !== 0 || hasDash === 1);
}

function bitsOf(bits: number): number {
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count++;
  return count;
}

function copied<Numbers extends Uint8Array | Int32Array>(numbers: Numbers, larger: Numbers): Numbers {
  larger.set(numbers);
  return larger;
}
