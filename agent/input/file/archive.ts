import { constants, gunzipSync, zstdDecompressSync } from "node:zlib";
import type { FileCheckpoint, Fingerprint } from "../../state/checkpoint.ts";
import type { Content } from "./content.ts";
import { bytesOf, fingerprintOfBytes, identityOf, isSameFile } from "./file_identity.ts";
import { isSystemError } from "./file_problem.ts";
import type { FoundFile } from "./file_search.ts";

/** Larger ones are not looked into: their names are told. */
const WHOLE_BYTES = 32 * 2 ** 20;
/** Nor those that decompress to more, as no log does: it is in memory, at its worst twice. */
const PLAIN_BYTES = 16 * WHOLE_BYTES;
/** As many compressed bytes hold the head of what they decompress to: zstd's blocks have up to 128 KB. */
const HEAD_BYTES = 160 * 1_024;

/** A compressed file. */
export interface Archive {
  readonly content: Content;
  /** Of its compressed bytes. */
  readonly fingerprint: Fingerprint;
}

/**
 * What a compressed file holds; undefined where it is damaged, too large or would become so, or compressed by what is not known here.
 *
 * @throws {Deno.errors.NotFound} where it is there no more, or another has its name
 */
export function openArchive(found: FoundFile, mostBytes: number = PLAIN_BYTES): Archive | undefined {
  const bytes = found.size <= WHOLE_BYTES ? bytesOfFound(found, found.size) : undefined;
  const plain = bytes && decompressed(found.path, bytes, { maxOutputLength: mostBytes });
  if (bytes === undefined || plain === undefined) return undefined;
  const bytesAt = (from: number, length: number) => plain.subarray(from, from + length);
  return {
    content: { size: plain.length, writtenMs: found.writtenMs, bytesAt },
    fingerprint: fingerprintOfBytes(bytes),
  };
}

/**
 * The first bytes of what a compressed file holds; undefined where it is damaged, or compressed by what is not known here.
 *
 * @throws {Deno.errors.NotFound} where it is there no more, or another has its name
 */
export function archiveHead(found: FoundFile): Uint8Array | undefined {
  const bytes = bytesOfFound(found, HEAD_BYTES);
  const finishFlush = found.path.endsWith(".zst") ? constants.ZSTD_e_flush : constants.Z_SYNC_FLUSH;
  return bytes && decompressed(found.path, bytes, { maxOutputLength: PLAIN_BYTES, finishFlush });
}

/** The mark of a compressed file that is read for the log at `path`, from an offset into what it decompresses to. */
export function archiveMark(path: string, { dev, ino, bornMs, writtenMs }: FoundFile, at: {
  readonly fingerprint: Fingerprint;
  readonly offset: number;
  readonly skipping: boolean;
  readonly linked?: readonly string[];
}): FileCheckpoint {
  return { path, dev, ino: ino ?? 0, bornMs, writtenMs, ...at, isArchive: true };
}

/** The first bytes of a file; undefined where it is not for us to read. @throws as `openArchive` does. */
export function bytesOfFound(found: FoundFile, length: number): Uint8Array | undefined {
  try {
    using file = Deno.openSync(found.path);
    if (!isSameFile(identityOf(file.statSync()), found)) throw new Deno.errors.NotFound(found.path);
    return bytesOf(file, 0, length);
  } catch (error) {
    if (isSystemError(error) && !(error instanceof Deno.errors.NotFound)) return undefined;
    throw error;
  }
}

function decompressed(
  path: string,
  bytes: Uint8Array,
  bounds: { readonly maxOutputLength: number; readonly finishFlush?: number },
): Uint8Array | undefined {
  try {
    if (path.endsWith(".gz")) return gunzipSync(bytes, bounds);
    return path.endsWith(".zst") ? zstdDecompressSync(bytes, bounds) : undefined;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
