import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { FileCheckpoint, Fingerprint } from "../../state/checkpoint.ts";
import type { Content } from "./content.ts";
import { bytesOf, fingerprintOfBytes, identityOf, isSameFile } from "./file_identity.ts";
import { isSystemError, orNothing } from "./file_problem.ts";
import type { FoundFile } from "./file_search.ts";

/** Larger ones are not looked into: their names are told. */
const WHOLE_BYTES = 32 * 2 ** 20;
/** Nor those that decompress to more, as no log does: it is in memory, at its worst twice. */
const PLAIN_BYTES = 16 * WHOLE_BYTES;

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
  const bytes = bytesUpTo(found);
  const plain = bytes && decompressed(found.path, bytes, { maxOutputLength: mostBytes });
  if (bytes === undefined || plain === undefined) return undefined;
  const bytesAt = (from: number, length: number) => plain.subarray(from, from + length);
  return {
    content: { size: plain.length, writtenMs: found.writtenMs, bytesAt },
    fingerprint: fingerprintOfBytes(bytes),
  };
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

function bytesUpTo(found: FoundFile): Uint8Array | undefined {
  try {
    using file = Deno.openSync(found.path);
    const info = file.statSync();
    if (!isSameFile(identityOf(info), found)) throw new Deno.errors.NotFound(found.path);
    return info.size <= WHOLE_BYTES ? bytesOf(file, 0, info.size) : undefined;
  } catch (error) {
    if (isSystemError(error) && !(error instanceof Deno.errors.NotFound)) return undefined;
    throw error;
  }
}

function decompressed(
  path: string,
  bytes: Uint8Array,
  bounds: { readonly maxOutputLength: number },
): Uint8Array | undefined {
  if (path.endsWith(".gz")) return orNothing(() => gunzipSync(bytes, bounds));
  return path.endsWith(".zst") ? orNothing(() => zstdDecompressSync(bytes, bounds)) : undefined;
}
