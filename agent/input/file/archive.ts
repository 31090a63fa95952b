import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import type { Content } from "./content.ts";
import { fingerprintOf } from "./file_identity.ts";
import { isSystemError } from "./file_problem.ts";
import type { FoundFile } from "./file_search.ts";

/** Larger ones are not looked into: their names are told. */
const WHOLE_BYTES = 32 * 2 ** 20;

/**
 * What a compressed file holds; undefined where it is damaged or too large, or compressed by what is not known here.
 *
 * @throws {Deno.errors.NotFound} where it is there no more
 */
export function archiveContent({ path, writtenMs }: FoundFile): Content | undefined {
  const bytes = decompressed(path);
  if (bytes === undefined) return undefined;
  return { size: bytes.length, writtenMs, bytesAt: (from, length) => bytes.subarray(from, from + length) };
}

/** The mark of a compressed file that is read for the log at `path`, from an offset into what it decompresses to. @throws what `Deno.openSync` does */
export function archiveMark(path: string, { path: archive, dev, ino, bornMs, writtenMs }: FoundFile, at: {
  readonly offset: number;
  readonly skipping: boolean;
}): FileCheckpoint {
  using file = Deno.openSync(archive);
  const identity = { path, dev, ino: ino ?? 0, bornMs, writtenMs, fingerprint: fingerprintOf(file) };
  return { ...identity, ...at, isArchive: true };
}

function decompressed(path: string): Uint8Array | undefined {
  try {
    const bytes = Deno.readFileSync(path);
    if (bytes.length > WHOLE_BYTES) return undefined;
    if (path.endsWith(".gz")) return gunzipSync(bytes);
    return path.endsWith(".zst") ? zstdDecompressSync(bytes) : undefined;
  } catch (error) {
    if (isSystemError(error) && !(error instanceof Deno.errors.NotFound)) return undefined;
    throw error;
  }
}
