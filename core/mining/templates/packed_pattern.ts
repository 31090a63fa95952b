import type { Pattern } from "./pattern.ts";

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
export function unpackPattern({ holes, ...packed }: PackedPattern): Pattern {
  return {
    ...packed,
    kinds: Uint8Array.from(packed.kinds),
    hashes: Int32Array.from(packed.hashes),
    checks: Int32Array.from(packed.checks),
    spaced: Uint8Array.from(packed.spaced),
    texts: [...packed.texts],
    wildcards: [...holes],
  };
}
