import { basename, join } from "node:path";
import { logFiles } from "../../../logs/log_files.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import type { FileClaims } from "../file/file_claims.ts";
import { type Content, copiedBytes, isRepeating } from "../file/content.ts";
import { bytesOf, fingerprintOf, writtenMsOf } from "../file/file_identity.ts";
import { orNothing } from "../file/file_problem.ts";
import { likelyOldFolders } from "../file/file_search.ts";

/** Which rotated files are a log's past. */
export interface PastSearch {
  /** What was last written to earlier is left out, epoch milliseconds. */
  readonly sinceMs: number;
  readonly claims: Pick<FileClaims, "isFollowed">;
}

/**
 * Files that rotation has made of a log, plain and compressed, beside it or in a folder for old ones, the oldest first, none of them read yet; not
 * those that are followed for themselves, nor a copy of the log as it is.
 */
export function rotatedBefore(path: string, { sinceMs, claims }: PastSearch): FileCheckpoint[] {
  const moved = likelyOldFolders(path).flatMap((folder) => rotationsBeside(join(folder, basename(path))));
  return [...moved, ...rotationsBeside(path)]
    .filter((file) => !claims.isFollowed(file) && !isCopyOf(file, path))
    .flatMap((file) => markOf(file, { path, sinceMs }) ?? []);
}

function rotationsBeside(path: string): string[] {
  return logFiles(path).files.filter((file) => file !== path);
}

/** Whether all of a file is the beginning of the log: a backup, or a copy that is truncated next. */
function isCopyOf(file: string, path: string): boolean {
  return orNothing(() => {
    using copy = Deno.openSync(file);
    using log = Deno.openSync(path);
    const content = contentOf(copy);
    return content.size > 0 && copiedBytes(content, contentOf(log)) === content.size && !isRepeating(content);
  }) ?? false;
}

function contentOf(file: Deno.FsFile): Content {
  const info = file.statSync();
  return { size: info.size, writtenMs: writtenMsOf(info), bytesAt: (from, length) => bytesOf(file, from, length) };
}

/** Undefined for a file that can't be read, or has nothing of late. */
function markOf(
  file: string,
  { path, sinceMs }: { readonly path: string; readonly sinceMs: number },
): FileCheckpoint | undefined {
  return orNothing(() => {
    using open = Deno.openSync(file);
    const { dev, ino, birthtime, mtime, size } = open.statSync();
    if (size === 0 || (mtime?.getTime() ?? Infinity) < sinceMs) return undefined;
    const fingerprint = fingerprintOf(open);
    const identity = { path, dev, ino: ino ?? 0, bornMs: birthtime?.getTime() ?? 0, fingerprint };
    return { ...identity, offset: 0, skipping: false, isPast: true };
  });
}
