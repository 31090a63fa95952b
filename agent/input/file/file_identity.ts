import type { Fingerprint } from "../../state/checkpoint.ts";
import { digestOf, isEqual } from "./content.ts";
import { orNothing } from "./file_problem.ts";

/** As many first bytes are part of a fingerprint. */
export const HEAD_BYTES = 256;

/** As many bytes before the position that was read to are part of a fingerprint. */
export const TAIL_BYTES = 1_024;

/** One for all files: what is compared at each look is in no memory of its own. */
const compared = new Uint8Array(TAIL_BYTES);

/** Device and inode, and when the inode was taken, where the file system says. */
export interface Identity {
  readonly dev: number;
  readonly ino: number | null;
  /** Epoch milliseconds; 0 or left out: not known. */
  readonly bornMs?: number;
}

/** Digest of the first bytes of an open file. Moves the file's position. */
export function fingerprintOf(file: Deno.FsFile): Fingerprint {
  return fingerprintOfBytes(bytesOf(file, 0, HEAD_BYTES));
}

/** Digest of the first of some bytes. */
export function fingerprintOfBytes(bytes: Uint8Array): Fingerprint {
  const head = bytes.subarray(0, HEAD_BYTES);
  return { length: head.length, hash: digestOf(head) };
}

/** A fingerprint that covers the bytes before `end` too. */
export function withTail({ length, hash }: Fingerprint, tail: Uint8Array, end: number): Fingerprint {
  const sum = tail.reduce((sum, byte) => sum + byte, 0);
  return { length, hash, tail: { end, length: tail.length, hash: digestOf(tail), sum } };
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

/** Where the links of a path lead to, while that is the file that was opened. */
export function realPathOf(path: string, opened: Identity): string | undefined {
  return orNothing(() => {
    const real = Deno.realPathSync(path);
    return isSameFile(identityOf(Deno.lstatSync(real)), opened) ? real : undefined;
  });
}

/** When a file was last written to, epoch milliseconds. */
export function writtenMsOf({ mtime }: Deno.FileInfo): number {
  return mtime?.getTime() ?? 0;
}

/** Bytes of an open file from `from` on, fewer than `length` at its end. Moves the file's position. */
export function bytesOf(file: Deno.FsFile, from: number, length: number): Uint8Array {
  return readInto(new Uint8Array(length), file, from);
}

/** Whether an open file has these bytes at `from`, {@linkcode TAIL_BYTES} of them at most. Moves the file's position. */
export function hasAt(file: Deno.FsFile, from: number, expected: Uint8Array): boolean {
  return isEqual(readInto(compared.subarray(0, expected.length), file, from), expected);
}

/** Fills `bytes` from there on; returns what the file has of them. */
function readInto(bytes: Uint8Array, file: Deno.FsFile, from: number): Uint8Array {
  file.seekSync(from, Deno.SeekMode.Start);
  let filled = 0;
  while (filled < bytes.length) {
    const count = file.readSync(bytes.subarray(filled));
    if (count === null || count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
