import { IDENTIFIER, type TokenList, VALUE, WORD } from "../tokens/token_list.ts";
import type { Forms } from "./shown_forms.ts";

/** A template's tokens, and which of them are wildcards: positions where any token may stand. */
export interface Pattern {
  readonly kinds: Uint8Array;
  readonly hashes: Int32Array;
  readonly checks: Int32Array;
  readonly spaced: Uint8Array;
  readonly texts: string[];
  /** Ascending positions of the wildcards. */
  wildcards: number[];
  /** Sums over positions of mixed hashes, wildcards included as such. */
  sum: number;
  check: number;
}

const HOLE_HASH = 0x5bf03635;

/** Share of a token in a pattern's sum: sums let a position be exchanged for a wildcard at constant cost. */
export function mix(hash: number, position: number): number {
  let x = Math.imul(hash ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}

/** Share of a wildcard at a position. */
export function wildcardMix(position: number): number {
  return mix(HOLE_HASH, position);
}

/** One number for a sum and its check, exact in 53 bits. */
export function keyOf(sum: number, check: number): number {
  return (sum >>> 0) * 0x200000 + (check & 0x1fffff);
}

/** Key under which a pattern's lines are found, with further positions taken for wildcards. */
export function patternKey(pattern: Pattern, positions: readonly number[] = []): number {
  let { sum, check } = pattern;
  for (const i of positions) {
    if (pattern.wildcards.includes(i)) continue;
    sum = (sum - mix(pattern.hashes[i], i) + wildcardMix(i)) | 0;
    check = (check - mix(pattern.checks[i], i) + wildcardMix(i)) | 0;
  }
  return keyOf(sum, check) + pattern.kinds.length;
}

/** As {@linkcode patternKey}, with one further position, which is no wildcard yet. */
export function keyWithWildcard({ sum, check, hashes, checks, kinds }: Pattern, position: number): number {
  const wildcard = wildcardMix(position);
  const opened = (sum - mix(hashes[position], position) + wildcard) | 0;
  return keyOf(opened, (check - mix(checks[position], position) + wildcard) | 0) + kinds.length;
}

/** Whether all lines of `special` are lines of `general` too, by their tokens. */
export function subsumesPattern(general: Pattern, special: Pattern): boolean {
  if (special.kinds.length !== general.kinds.length || special.kinds.length === 0) return false;
  for (let i = 0; i < general.kinds.length; i++) {
    const isSame = general.hashes[i] === special.hashes[i] && general.checks[i] === special.checks[i];
    if ((!isSame || special.wildcards.includes(i)) && !general.wildcards.includes(i)) return false;
  }
  return true;
}

/** Copies a scanned message into a pattern without wildcards; a word that stands where values do counts as an identifier. */
export function patternOf(tokens: TokenList): Pattern {
  const { count, valuePositions } = tokens;
  const { kinds, hashes, checks, spaced } = patternArrays(count);
  const texts: string[] = [];
  let sum = 0, check = 0;
  for (let i = 0; i < count; i++) {
    const isNamed = valuePositions[i] !== 0 && tokens.kinds[i] === WORD;
    kinds[i] = isNamed ? IDENTIFIER : tokens.kinds[i];
    hashes[i] = tokens.hashes[i];
    checks[i] = tokens.checks[i];
    spaced[i] = tokens.spaced[i];
    texts.push(tokens.text(i));
    sum = (sum + mix(hashes[i], i)) | 0;
    check = (check + mix(checks[i], i)) | 0;
  }
  return { kinds, hashes, checks, spaced, texts, wildcards: [], sum, check };
}

/** The arrays of a pattern of this many tokens, in one buffer: each of its own takes several times as long to make. */
function patternArrays(count: number): Pick<Pattern, "kinds" | "hashes" | "checks" | "spaced"> {
  const buffer = new ArrayBuffer(count * 10);
  return {
    hashes: new Int32Array(buffer, 0, count),
    checks: new Int32Array(buffer, count * 4, count),
    kinds: new Uint8Array(buffer, count * 8, count),
    spaced: new Uint8Array(buffer, count * 9, count),
  };
}

/** Whether a value of any form may stand at a position. */
export function isOpen({ kinds, wildcards }: Pick<Pattern, "kinds" | "wildcards">, position: number): boolean {
  return kinds[position] >= IDENTIFIER || wildcards.includes(position);
}

/** Turns a position into a wildcard. */
export function addWildcard(pattern: Pattern, position: number): void {
  if (pattern.wildcards.includes(position)) return;
  pattern.sum = (pattern.sum - mix(pattern.hashes[position], position) + wildcardMix(position)) | 0;
  pattern.check = (pattern.check - mix(pattern.checks[position], position) + wildcardMix(position)) | 0;
  pattern.wildcards.push(position);
  pattern.wildcards.sort((a, b) => a - b);
}

/** Text of a pattern, `<*>` for values and wildcards, where it has no form that all its lines share. */
export function patternText(pattern: Pattern, forms: Forms = []): string {
  let text = "";
  for (let i = 0; i < pattern.kinds.length; i++) {
    if (pattern.spaced[i] && text !== "") text += " ";
    text += pattern.wildcards.includes(i) ? "<*>" : forms[i] ?? (pattern.kinds[i] === VALUE ? "<*>" : pattern.texts[i]);
  }
  return text;
}
