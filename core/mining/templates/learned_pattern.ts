import { PUNCTUATION, VALUE } from "../tokens/token_list.ts";
import { addWildcard, type Pattern } from "./pattern.ts";
import { folded, GapKeys, gapsOf } from "./phrase_gaps.ts";

/** The pattern of a template of which text and first line are known. */
export interface LearnedPattern {
  readonly pattern: Pattern;
  /** What the template has in common with others that differ in a value of several words, where it has one. */
  readonly phrase?: number;
}

/**
 * Tells positions whose word varies, or which hold a value of several words, from values, by what the first line has there.
 *
 * @param readings What its first line says, as its message may begin at several places, the likeliest first
 */
export function learnedPattern(pattern: Pattern, readings: readonly Pattern[]): LearnedPattern {
  const [likeliest] = readings;
  const same = readings.find((reading) => covers(pattern, reading)) ?? likeliest;
  if (same?.kinds.length === pattern.kinds.length) return { pattern: opened(pattern, same) };
  for (const reading of readings) {
    for (const gap of gapsOf(reading)) {
      const whole = folded(reading, gap);
      if (!covers(pattern, whole)) continue;
      addWildcard(pattern, gap.start);
      return { pattern: opened(pattern, whole), phrase: new GapKeys(reading, [gap]).of(gap) };
    }
  }
  return { pattern };
}

function opened(pattern: Pattern, sample: Pattern): Pattern {
  pattern.kinds.forEach((kind, i) => {
    const other = sample.kinds[i];
    if (kind === VALUE && other !== VALUE && other !== PUNCTUATION) addWildcard(pattern, i);
  });
  return pattern;
}

function covers(pattern: Pattern, special: Pattern): boolean {
  if (pattern.kinds.length !== special.kinds.length) return false;
  return pattern.kinds.every((kind, i) => kind === VALUE || pattern.hashes[i] === special.hashes[i]);
}
