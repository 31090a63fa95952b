import { BYTE, isAt } from "../../bytes.ts";
import { FNV_PRIME, FNV_SEED } from "../../fnv.ts";
import { CLASS, DIGIT, LETTER, UPPER } from "../byte_classes.ts";
import { columnEnd } from "./header_columns.ts";

const { CLOSE_BRACKET, COLON, DASH, OPEN_BRACKET, SPACE_BYTE, UPPER_T } = BYTE;
/** Length of `Mar  1 10:11:12`. */
const BSD_STAMP = 15;
/** Length of `2026-03-01T10:11:12`, which a fraction and a zone follow. */
const ISO_STAMP = 19;
/** A head that is longer has no host that is looked for. */
const LONGEST_HEAD = 256;
const KERNEL = new TextEncoder().encode("kernel: ");
/** Hosts that are remembered. */
const MOST_HOSTS = 64;

/**
 * Finds the host in the head of a line as syslog daemons write it to files, of their own host and of others: a time stamp, the host, and a
 * tag. After a stamp of another form than BSD's, which other loggers write as well, a tag with its process' id says so, the kernel's, and that the host
 * was met before.
 *
 * @example
 * const line = new TextEncoder().encode("Mar  1 10:11:12 web-1 sshd[24200]: session opened");
 * const head = new SyslogHost();
 * assert.ok(head.scan(line, 0, line.length));
 * assert.deepEqual([head.start, head.end], [16, 21]);
 */
export class SyslogHost {
  /** The host of the last line that has one is `bytes[start, end)`. */
  start = 0;
  end = 0;

  /** Hashes of hosts that were met for certain. */
  readonly #met = new Set<number>();

  /** Whether a line names its host. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    const last = Math.min(end, start + LONGEST_HEAD);
    const isBsd = isBsdStamp(bytes, start);
    const at = isBsd ? start + BSD_STAMP : isIsoStamp(bytes, start) ? columnEnd(bytes, start + ISO_STAMP, last) : last;
    if (at >= last || bytes[at] !== SPACE_BYTE) return false;
    this.start = at + 1;
    this.end = columnEnd(bytes, this.start, last);
    const tag = this.end + 1, tagEnd = columnEnd(bytes, tag, last);
    if (isTag(bytes, tag, tagEnd, isBsd)) {
      this.#meet(bytes);
      return true;
    }
    return isTag(bytes, tag, tagEnd, true) && (isAt(bytes, tag, KERNEL) || this.#met.has(this.#hash(bytes)));
  }

  #meet(bytes: Uint8Array): void {
    if (this.#met.size < MOST_HOSTS) this.#met.add(this.#hash(bytes));
  }

  #hash(bytes: Uint8Array): number {
    let hash = FNV_SEED | 0;
    for (let i = this.start; i < this.end; i++) hash = Math.imul(hash ^ bytes[i], FNV_PRIME);
    return hash;
  }
}

/** `Mar  1 10:11:12` */
function isBsdStamp(bytes: Uint8Array, at: number): boolean {
  return (CLASS[bytes[at]] & UPPER) !== 0 && bytes[at + 3] === SPACE_BYTE && bytes[at + 6] === SPACE_BYTE &&
    bytes[at + 9] === COLON && bytes[at + 12] === COLON && (CLASS[bytes[at + 14]] & DIGIT) !== 0;
}

/** `2026-03-01T10:11:12` */
function isIsoStamp(bytes: Uint8Array, at: number): boolean {
  return (CLASS[bytes[at]] & DIGIT) !== 0 && bytes[at + 4] === DASH && bytes[at + 7] === DASH &&
    bytes[at + 10] === UPPER_T &&
    bytes[at + 13] === COLON && bytes[at + 16] === COLON;
}

/** Whether a column is `sshd[24200]:`, or `kernel:`, where a name alone will do. */
function isTag(bytes: Uint8Array, start: number, end: number, isNameEnough: boolean): boolean {
  if (end - start < 2 || bytes[end - 1] !== COLON || !(CLASS[bytes[start]] & LETTER)) return false;
  if (bytes[end - 2] !== CLOSE_BRACKET) return isNameEnough;
  let i = end - 3;
  while (i > start && CLASS[bytes[i]] & DIGIT) i--;
  return i < end - 3 && bytes[i] === OPEN_BRACKET;
}
