/** Where FNV-1a of 32 bits begins, and what it multiplies by. */
export const FNV_SEED = 0x811c9dc5, FNV_PRIME = 0x01000193;
/** Likewise of a hash beside it that is independent of it (the factor is MurmurHash2's). */
export const CHECK_SEED = 0x9747b28c, CHECK_FACTOR = 0x5bd1e995;

/**
 * FNV-1a of 64 bits over `length` units (bytes, or UTF-16 code units), as 16 hexadecimal digits, the same everywhere and
 * forever: ids that are stored follow from it (Fowler, Noll, Vo; draft-eastlake-fnv).
 */
export function fnv64(length: number, unitAt: (index: number) => number): string {
  let low = 0x84222325, high = 0xcbf29ce4;
  for (let i = 0; i < length; i++) {
    low = (low ^ unitAt(i)) >>> 0;
    // Multiplies the pair by the prime 0x100000001b3.
    const product = low * 0x1b3;
    const carry = Math.floor(product / 0x100000000);
    high = (Math.imul(high, 0x1b3) + (low << 8) + carry) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

/** FNV-1a of 32 bits over a text's UTF-16 code units, the same everywhere and forever. */
export function fnv32(text: string, seed = FNV_SEED): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}
