import { BYTE } from "../../bytes.ts";
import { FNV_PRIME, FNV_SEED } from "../../fnv.ts";

const PRIME = FNV_PRIME;

/** Hash of the empty path. */
export const ROOT = FNV_SEED | 0;

/** What of a key counts: letters in lower case, `_` and `-` not at all, so that `severityText` is `severity_text`. */
export const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === BYTE.UNDERSCORE || byte === BYTE.DASH) return 0;
  return byte >= BYTE.UPPER_A && byte <= BYTE.UPPER_Z ? byte | 0x20 : byte;
});

/** Hash of a path with one more byte of a key, or the dot between two. */
export function pathStep(hash: number, byte: number): number {
  const folded = FOLDED[byte];
  return folded === 0 ? hash : Math.imul(hash ^ folded, PRIME);
}

/** Hash of a path such as `log.level`, whether its dot is part of a key or stands for an object. */
export function pathHash(path: string): number {
  return new TextEncoder().encode(path).reduce(pathStep, ROOT);
}
