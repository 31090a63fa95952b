import { createHash } from "node:crypto";
import type { Fingerprint } from "../../state/checkpoint.ts";

const HEAD_BYTES = 256;

/** As many bytes before the position that was read to are part of a fingerprint. */
export const TAIL_BYTES = 1_024;

/** Device and inode, and when the inode was taken, where the file system says. */
export interface Identity {
  readonly dev: number;
  readonly ino: number | null;
  /** Epoch milliseconds; 0 or left out: not known. */
  readonly bornMs?: number;
}

/** Digest of the first bytes of an open file, at most `length` of them. Moves the file's position. */
export function fingerprintOf(file: Deno.FsFile, length = HEAD_BYTES): Fingerprint {
  const head = bytesOf(file, 0, length);
  return { length: head.length, hash: digestOf(head) };
}

/** A fingerprint that covers the bytes before `end` too. */
export function withTail({ length, hash }: Fingerprint, tail: Uint8Array, end: number): Fingerprint {
  return { length, hash, tail: { end, length: tail.length, hash: digestOf(tail) } };
}

/** Whether an open file holds the bytes of a fingerprint where they were. Moves the file's position. */
export function beginsLike(file: Deno.FsFile, { length, hash, tail }: Fingerprint): boolean {
  const head = bytesOf(file, 0, length);
  if (head.length !== length || digestOf(head) !== hash) return false;
  if (tail === undefined) return true;
  const before = bytesOf(file, tail.end - tail.length, tail.length);
  return before.length === tail.length && digestOf(before) === tail.hash;
}

/** Whether a fingerprint covers as many first bytes as one ever does. */
export function isComplete(fingerprint: Fingerprint): boolean {
  return fingerprint.length === HEAD_BYTES;
}

/** Whether two are one file, under whatever name. An inode that was freed and taken again is another file. */
export function isSameFile(a: Identity, b: Identity): boolean {
  const isSameBirth = !a.bornMs || !b.bornMs || a.bornMs === b.bornMs;
  return a.dev === b.dev && a.ino === b.ino && isSameBirth;
}

/** The identity in what the system says of a file. */
export function identityOf({ dev, ino, birthtime }: Deno.FileInfo): Required<Identity> {
  return { dev, ino, bornMs: birthtime?.getTime() ?? 0 };
}

/** Bytes of an open file from `from` on, fewer than `length` at its end. Moves the file's position. */
export function bytesOf(file: Deno.FsFile, from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  file.seekSync(from, Deno.SeekMode.Start);
  let filled = 0;
  while (filled < length) {
    const count = file.readSync(bytes.subarray(filled));
    if (count === null || count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/** Sixteen hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}
