import { dirname } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { digestOf, fingerprintOf, isSameFile } from "./file_identity.ts";
import { compressedRotations, type FoundFile } from "./file_search.ts";

/** Larger ones are not looked into: their names are told. */
const WHOLE_BYTES = 32 * 2 ** 20;

/** What compressed files are looked through for. */
export interface ArchiveSearch {
  /** Of the log that is followed. */
  readonly path: string;
  /** Files that are not found as they were: their rest is read. */
  readonly lost: readonly FileCheckpoint[];
  /** How far other files were read. */
  readonly known: readonly FileCheckpoint[];
  /** What was last written to later is read, were it never seen before; Infinity: nothing of it. */
  readonly sinceMs: number;
}

/** Compressed files to read, the oldest first, and what was not found in any. */
export interface ArchivesFound {
  readonly archives: readonly FileCheckpoint[];
  readonly missing: readonly FileCheckpoint[];
  /** Files that may hold lines and can't be read. */
  readonly unreadable: readonly string[];
}

/** Finds what was compressed while nobody looked. A mark that comes of it has the archive's own identity, and an offset into what it decompresses to. */
export function findArchives({ path, lost, known, sinceMs }: ArchiveSearch): ArchivesFound {
  const found = compressedRotations(path).filter((each) => !known.some((mark) => isSameFile(mark, each)));
  const missing = new Set(lost);
  const archives: FileCheckpoint[] = [];
  const unreadable: string[] = [];
  for (const each of lost.length > 0 || sinceMs < Infinity ? found : []) {
    const content = contentOf(each.path);
    if (content === undefined) {
      if (each.writtenMs > sinceMs && isBeside(each, path)) unreadable.push(each.path);
      continue;
    }
    const mark = farthest([...missing].filter((lostMark) => isIn(content, lostMark)));
    if (mark !== undefined) missing.delete(mark);
    else if (each.writtenMs <= sinceMs || !isBeside(each, path)) continue;
    const offset = mark?.offset ?? farthest(known.filter((done) => isIn(content, done)))?.offset ?? 0;
    archives.push(markOf(path, each, { offset, skipping: mark?.skipping ?? false }));
  }
  return { archives, missing: [...missing], unreadable };
}

/** What lies elsewhere may be another log's, and counts where its content is known. */
function isBeside(found: FoundFile, path: string): boolean {
  return dirname(found.path) === dirname(path);
}

function markOf(path: string, { path: archive, dev, ino, bornMs }: FoundFile, at: {
  readonly offset: number;
  readonly skipping: boolean;
}): FileCheckpoint {
  using file = Deno.openSync(archive);
  return { path, dev, ino: ino ?? 0, bornMs, fingerprint: fingerprintOf(file), ...at, isArchive: true };
}

function farthest(marks: readonly FileCheckpoint[]): FileCheckpoint | undefined {
  return marks.toSorted((a, b) => b.offset - a.offset)[0];
}

function isIn(content: Uint8Array, { fingerprint: { length, hash, tail } }: FileCheckpoint): boolean {
  const isAt = (from: number, bytes: number, digest: string) => {
    return content.length >= from + bytes && digestOf(content.subarray(from, from + bytes)) === digest;
  };
  return length > 0 && isAt(0, length, hash) && (!tail || isAt(tail.end - tail.length, tail.length, tail.hash));
}

/** What it decompresses to; undefined where it is damaged, or compressed by what is not known here. */
function contentOf(path: string): Uint8Array | undefined {
  try {
    const bytes = Deno.readFileSync(path);
    if (bytes.length > WHOLE_BYTES) return undefined;
    if (path.endsWith(".gz")) return gunzipSync(bytes);
    return path.endsWith(".zst") ? zstdDecompressSync(bytes) : undefined;
  } catch {
    return undefined;
  }
}
