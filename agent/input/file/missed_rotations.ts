import { basename, dirname, join } from "node:path";
import { rotationOf } from "../../../logs/rotation.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { isSameFile } from "./file_identity.ts";

interface Identity {
  readonly dev: number;
  readonly ino: number | null;
}

/** Where the file of a checkpoint is now, if it is still in its folder. */
export function pathOf(mark: FileCheckpoint): string | undefined {
  const paths = filesBeside(mark.path).map((name) => join(dirname(mark.path), name));
  return paths.find((path) => isSameFile(identityOf(path), mark));
}

/**
 * Paths of files that had the name `path` for so short a time that nobody saw them, oldest first: those that rotation has renamed
 * (`app.log.1`, `app.2026-01-22.log`), were created after `bornMs`, and are not `current`. Compressed ones can't be recovered.
 */
export function missedRotations(path: string, bornMs: number, current: Identity): string[] {
  const base = basename(path);
  return filesBeside(path)
    .filter((name) => rotationOf(base, name) !== undefined && !name.endsWith(".gz"))
    .map((name) => join(dirname(path), name))
    .map((sibling) => ({ sibling, ...identityOf(sibling) }))
    .filter((each) => each.bornMs > bornMs && !isSameFile(each, current))
    .sort((a, b) => a.bornMs - b.bornMs)
    .map((each) => each.sibling);
}

function filesBeside(path: string): string[] {
  try {
    return [...Deno.readDirSync(dirname(path))].filter((entry) => entry.isFile).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied) return [];
    throw error;
  }
}

/** A file that went away in between has an identity that no other has, and was never born. */
function identityOf(path: string): Identity & { readonly bornMs: number } {
  try {
    const { dev, ino, birthtime } = Deno.statSync(path);
    return { dev, ino, bornMs: birthtime?.getTime() ?? 0 };
  } catch {
    return { dev: -1, ino: -1, bornMs: 0 };
  }
}
