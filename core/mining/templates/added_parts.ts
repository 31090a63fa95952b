import { IDENTIFIER } from "../tokens/token_list.ts";
import { type Gap, wordsOutside } from "./phrase_gaps.ts";
import type { Pattern } from "./pattern.ts";
import { areAlike } from "./slots.ts";

/** Most tokens of such a part. */
export const LONGEST_PART = 12;
/** Words that the rest of the message has at least. */
const LEAST_WORDS = 3;
const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * The part that a longer message has more than another one, and that some lines of one message have and others not:
 * `, 3 commands` in `disconnect from host after 12 bytes, 3 commands`. After a preposition (`for node 3`) programs have messages of their own.
 */
export function addedPart(short: Pattern, long: Pattern): Gap | undefined {
  const more = long.kinds.length - short.kinds.length;
  if (more < 2 || more > LONGEST_PART) return undefined;
  for (let start = 1; start + more <= long.kinds.length; start++) {
    const gap = { start, end: start + more };
    if (long.texts[start] === "," && areAlikeBut(short, long, gap) && isAdded(long, gap)) return gap;
  }
  return undefined;
}

function areAlikeBut(short: Pattern, long: Pattern, { start, end }: Gap): boolean {
  return short.kinds.every((_, i) => {
    const at = i < start ? i : i + end - start;
    return short.wildcards.includes(i) || areAlike(short, i, long, at);
  });
}

/** The parts of a message that others may not have, each from a comma on. */
export function partsOf(pattern: Pattern): Gap[] {
  const parts: Gap[] = [];
  for (let start = 1; start < pattern.kinds.length; start++) {
    if (pattern.texts[start] !== ",") continue;
    const last = Math.min(start + LONGEST_PART, pattern.kinds.length);
    for (let end = start + 2; end <= last; end++) if (isAdded(pattern, { start, end })) parts.push({ start, end });
  }
  return parts;
}

/** A pattern without one of its parts. */
export function withoutPart(pattern: Pattern, { start, end }: Gap): Pick<Pattern, "hashes" | "checks"> {
  const isKept = (_: number, i: number) => i < start || i >= end;
  return { hashes: pattern.hashes.filter(isKept), checks: pattern.checks.filter(isKept) };
}

/** Whether a space and words with a value of their own follow the comma that a gap begins with, of a message that says something without them. */
function isAdded(pattern: Pattern, gap: Gap): boolean {
  const { kinds, texts, spaced, wildcards } = pattern, { start, end } = gap;
  if (spaced[start] !== 0 || spaced[start + 1] === 0) return false;
  const open: string[] = [];
  let hasValue = false;
  for (let i = start + 1; i < end; i++) {
    if (kinds[i] >= IDENTIFIER || wildcards.includes(i)) hasValue = true;
    const opening = OPENING[texts[i]];
    if (opening !== undefined) {
      if (open.pop() !== opening) return false;
    } else if (texts[i] === "(" || texts[i] === "[" || texts[i] === "{") open.push(texts[i]);
  }
  return hasValue && open.length === 0 && wordsOutside(pattern, gap, LEAST_WORDS) >= LEAST_WORDS;
}
