import { IDENTIFIER } from "../tokens/token_list.ts";
import type { Pattern, WordBits } from "./pattern.ts";

/** Whether all words and punctuation of a general pattern may be in another one; of most that have nothing to do with each other they are not. */
export function mayHaveWordsOf(general: Pattern, other: Pattern): boolean {
  return (bitsOf(general).fixed & ~bitsOf(other).all) === 0;
}

/** Number of the words and punctuation of a pattern that another one can't have, at least. */
export function wordsMissing(pattern: Pattern, other: Pattern): number {
  let missing = bitsOf(pattern).fixed & ~bitsOf(other).all, words = 0;
  for (; missing !== 0; missing &= missing - 1) words++;
  return words;
}

/** Whether a pattern has a dash that stands alone among its tokens. */
export function hasDash(pattern: Pattern): boolean {
  return bitsOf(pattern).hasDash;
}

/** They are kept, since a pattern is compared with many others, until it gets a wildcard. */
function bitsOf(pattern: Pattern): WordBits {
  const { bits, wildcards } = pattern;
  if (bits !== undefined && bits.wildcards === wildcards.length) return bits;
  return pattern.bits = bitsFor(pattern);
}

function bitsFor({ kinds, hashes, texts, wildcards }: Pattern): WordBits {
  let all = 0, fixed = 0, hasDash = false;
  for (let i = 0; i < kinds.length; i++) {
    if (wildcards.includes(i)) continue;
    const bit = 1 << (hashes[i] & 31);
    all |= bit;
    if (kinds[i] < IDENTIFIER) fixed |= bit;
    if (texts[i] === "-") hasDash = true;
  }
  return { all, fixed, hasDash, wildcards: wildcards.length };
}
