import { FNV_PRIME, FNV_SEED } from "../core/fnv.ts";

/** Further hosts of a source are not told apart, so that what a program writes cannot make counters without end. */
const MOST_HOSTS = 64;
const LONGEST = 253;
const NAME = /^[A-Za-z0-9][\w.:-]*$/;

/** Names of hosts as records spell them, one string for each. */
export class HostNames {
  /** By hash; of names of one hash, the next ones by what follows it. */
  readonly #known = new Map<number, string>();

  /** The name that is `bytes[start, end)`; undefined where it is no name of a host, or there are too many. */
  of(bytes: Uint8Array, start: number, end: number): string | undefined {
    let hash = FNV_SEED;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME);
    for (;; hash = (hash + 1) | 0) {
      const name = this.#known.get(hash);
      if (name === undefined) return this.#learn(hash, bytes.subarray(start, Math.min(end, start + LONGEST + 1)));
      if (isSpelt(name, bytes, { start, end })) return name;
    }
  }

  #learn(hash: number, bytes: Uint8Array): string | undefined {
    if (this.#known.size >= MOST_HOSTS) return undefined;
    const name = new TextDecoder().decode(bytes);
    if (name.length > LONGEST || !NAME.test(name)) return undefined;
    this.#known.set(hash, name);
    return name;
  }
}

/** Whether bytes spell a name, which is of ASCII alone. */
function isSpelt(
  name: string,
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
