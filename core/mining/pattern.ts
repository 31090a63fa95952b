import { IDENTIFIER, type Tokens, VALUE, WORD } from "./tokens.ts";

/** A template's tokens, and which of them are holes: positions where any token may stand. */
export interface Pattern {
  readonly kinds: Uint8Array;
  readonly hashes: Int32Array;
  readonly checks: Int32Array;
  readonly spaced: Uint8Array;
  readonly texts: string[];
  /** Ascending positions of the holes. */
  holes: number[];
  /** Sums over positions of mixed hashes, holes included as such. */
  sum: number;
  check: number;
}

const HOLE_HASH = 0x5bf03635;

/** Share of a token in a pattern's sum: sums let a position be exchanged for a hole at constant cost. */
export function mix(hash: number, position: number): number {
  let x = Math.imul(hash ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}

/** Share of a hole at a position. */
export function holeMix(position: number): number {
  return mix(HOLE_HASH, position);
}

/** One number for a sum and its check, exact in 53 bits. */
export function keyOf(sum: number, check: number): number {
  return (sum >>> 0) * 0x200000 + (check & 0x1fffff);
}

/** Key under which a pattern's lines are found, with further positions taken for holes. */
export function patternKey(pattern: Pattern, positions: readonly number[] = []): number {
  let { sum, check } = pattern;
  for (const i of positions) {
    if (pattern.holes.includes(i)) continue;
    sum = (sum - mix(pattern.hashes[i], i) + holeMix(i)) | 0;
    check = (check - mix(pattern.checks[i], i) + holeMix(i)) | 0;
  }
  return keyOf(sum, check) + pattern.kinds.length;
}

/** Whether all lines of `special` are lines of `general` too, by their tokens. */
export function coversPattern(general: Pattern, special: Pattern): boolean {
  if (special.kinds.length !== general.kinds.length || special.kinds.length === 0) return false;
  for (let i = 0; i < general.kinds.length; i++) {
    if (general.holes.includes(i)) continue;
    const isSame = general.hashes[i] === special.hashes[i] && general.checks[i] === special.checks[i];
    if (!isSame || special.holes.includes(i)) return false;
  }
  return true;
}

/** Copies a scanned message into a pattern without holes; a word that stands where values do counts as an identifier. */
export function patternOf(tokens: Tokens): Pattern {
  const count = tokens.count;
  const pattern: Pattern = {
    kinds: tokens.kinds.slice(0, count),
    hashes: tokens.hashes.slice(0, count),
    checks: tokens.checks.slice(0, count),
    spaced: tokens.spaced.slice(0, count),
    texts: Array.from({ length: count }, (_, i) => tokens.text(i)),
    holes: [],
    sum: 0,
    check: 0,
  };
  for (let i = 0; i < count; i++) {
    if (tokens.placed[i] && pattern.kinds[i] === WORD) pattern.kinds[i] = IDENTIFIER;
    pattern.sum = (pattern.sum + mix(pattern.hashes[i], i)) | 0;
    pattern.check = (pattern.check + mix(pattern.checks[i], i)) | 0;
  }
  return pattern;
}

/** Turns a position into a hole. */
export function punch(pattern: Pattern, position: number): void {
  if (pattern.holes.includes(position)) return;
  pattern.sum = (pattern.sum - mix(pattern.hashes[position], position) + holeMix(position)) | 0;
  pattern.check = (pattern.check - mix(pattern.checks[position], position) + holeMix(position)) | 0;
  pattern.holes.push(position);
  pattern.holes.sort((a, b) => a - b);
}

/** Text of a pattern, `<*>` for values and holes. */
export function patternText(pattern: Pattern): string {
  let text = "";
  for (let i = 0; i < pattern.kinds.length; i++) {
    if (pattern.spaced[i] && text !== "") text += " ";
    text += pattern.kinds[i] === VALUE || pattern.holes.includes(i) ? "<*>" : pattern.texts[i];
  }
  return text;
}
