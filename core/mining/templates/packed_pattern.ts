import { mix, type Pattern, wildcardMix } from "./pattern.ts";

/** Pattern of no tokens. */
export function emptyPattern(): Pattern {
  return unpackPattern({ kinds: [], hashes: [], checks: [], spaced: [], texts: [], holes: [], sum: 0, check: 0 });
}

/** A pattern in plain arrays, for a snapshot; its wildcards keep the name that stored snapshots have for them. */
export interface PackedPattern {
  readonly kinds: number[];
  readonly hashes: number[];
  readonly checks: number[];
  readonly spaced: number[];
  readonly texts: string[];
  readonly holes: number[];
  readonly sum: number;
  readonly check: number;
}

/** Plain form of a pattern. */
export function packPattern({ wildcards, ...pattern }: Pattern): PackedPattern {
  return {
    ...pattern,
    holes: wildcards,
    kinds: [...pattern.kinds],
    hashes: [...pattern.hashes],
    checks: [...pattern.checks],
    spaced: [...pattern.spaced],
  };
}

/** Inverse of {@linkcode packPattern}. */
export function unpackPattern({ kinds, hashes, checks, spaced, texts, holes, sum, check }: PackedPattern): Pattern {
  return {
    kinds: Uint8Array.from(kinds),
    hashes: Int32Array.from(hashes),
    checks: Int32Array.from(checks),
    spaced: Uint8Array.from(spaced),
    texts: [...texts],
    wildcards: [...holes],
    sum,
    check,
  };
}

/** The same pattern, which may be changed. */
export function copyOf({ kinds, hashes, checks, spaced, texts, wildcards, sum, check }: Pattern): Pattern {
  return {
    kinds: kinds.slice(),
    hashes: hashes.slice(),
    checks: checks.slice(),
    spaced: spaced.slice(),
    texts: [...texts],
    wildcards: [...wildcards],
    sum,
    check,
  };
}

/** A pattern with the tokens that another one of its length has at some of its wildcards. */
export function narrowed(general: Pattern, special: Pattern, positions: readonly number[]): Pattern {
  const pattern = copyOf(general);
  for (const i of positions) {
    pattern.kinds[i] = special.kinds[i];
    pattern.hashes[i] = special.hashes[i];
    pattern.checks[i] = special.checks[i];
    pattern.texts[i] = special.texts[i];
    pattern.sum = (pattern.sum + mix(special.hashes[i], i) - wildcardMix(i)) | 0;
    pattern.check = (pattern.check + mix(special.checks[i], i) - wildcardMix(i)) | 0;
  }
  pattern.wildcards = pattern.wildcards.filter((i) => !positions.includes(i));
  return pattern;
}
