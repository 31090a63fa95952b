import { createHash } from "node:crypto";
import type { Fingerprint } from "../../state/checkpoint.ts";

const FINGERPRINT_BYTES = 256;

const scratch = new Uint8Array(FINGERPRINT_BYTES);

/** Digest of the first bytes of an open file, at most `length` of them. Moves the file's position. */
export function fingerprintOf(file: Deno.FsFile, length = FINGERPRINT_BYTES): Fingerprint {
  file.seekSync(0, Deno.SeekMode.Start);
  let filled = 0;
  while (filled < length) {
    const count = file.readSync(scratch.subarray(filled, length));
    if (count === null || count === 0) break;
    filled += count;
  }
  const hash = createHash("sha256").update(scratch.subarray(0, filled)).digest("hex").slice(0, 16);
  return { length: filled, hash };
}

/** Whether an open file still begins with the bytes of a fingerprint. Moves the file's position. */
export function beginsLike(file: Deno.FsFile, fingerprint: Fingerprint): boolean {
  const now = fingerprintOf(file, fingerprint.length);
  return now.length === fingerprint.length && now.hash === fingerprint.hash;
}

/** Whether a fingerprint covers as many bytes as one ever does. */
export function isComplete(fingerprint: Fingerprint): boolean {
  return fingerprint.length === FINGERPRINT_BYTES;
}

/** Device and inode of a file, which outlive a rename. */
export function isSameFile(
  a: { readonly dev: number; readonly ino: number | null },
  b: { readonly dev: number; readonly ino: number | null },
): boolean {
  return a.dev === b.dev && a.ino === b.ino;
}
