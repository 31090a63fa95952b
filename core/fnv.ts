/** Where FNV-1a of 32 bits begins, and what it multiplies by. */
export const FNV_SEED = 0x811c9dc5, FNV_PRIME = 0x01000193;
/** Likewise of a hash beside it that is independent of it (the factor is MurmurHash2's). */
export const CHECK_SEED = 0x9747b28c, CHECK_FACTOR = 0x5bd1e995;

/**
 * FNV-1a of 64 bits over `length` units (bytes, or UTF-16 code units), as 16 hexadecimal digits, the same everywhere and
 * forever: ids that are stored follow from it (Fowler, Noll, Vo; draft-eastlake-fnv).
 */
export function fnv64(length: number, unitAt: (index: number) => number): string {
  let low = 0x84222325 | 0, high = 0xcbf29ce4 | 0;
  for (let i = 0; i < length; i++) {
    low ^= unitAt(i);
    // Multiplies the pair by the prime 0x100000001b3, in steps that whole numbers of 32 bits hold.
    const lower = (low & 0xffff) * 0x1b3;
    const upper = (low >>> 16) * 0x1b3 + (lower >>> 16);
    high = (Math.imul(high, 0x1b3) + (low << 8) + (upper >>> 16)) | 0;
    low = (upper << 16) | (lower & 0xffff);
  }
  return hexOf(high) + hexOf(low);
}

/** FNV-1a of 32 bits over a text's UTF-16 code units, the same everywhere and forever. */
export function fnv32(text: string, seed = FNV_SEED): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}

function hexOf(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
