import { basename, dirname, join } from "node:path";
import { rotationOf } from "../../../logs/rotation.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { beginsLike, type Identity, identityOf, isSameFile } from "./file_identity.ts";
import { isSystemError } from "./file_problem.ts";

/** Folders around a log's own that are looked through for a file that was moved. */
const MOST_FOLDERS = 100;

/** What stands for the files of other compressions too. */
const COMPRESSED = /\.(gz|zst|xz|bz2)$/;

/** A file as it lies on the disk. */
export interface FoundFile extends Required<Identity> {
  readonly path: string;
  /** When it was last written to; compression keeps that of the file that it was. */
  readonly writtenMs: number;
}

/** Where the file of a checkpoint is now: under another name in its folder, or moved to one near by. */
export function pathOf(mark: FileCheckpoint): string | undefined {
  const isIt = (found: FoundFile) => isSameFile(found, mark) && holds(found.path, mark);
  const beside = filesIn(dirname(mark.path)).find(isIt);
  return (beside ?? foldersNear(mark.path).flatMap((folder) => filesOf(mark.path, folder)).find(isIt))?.path;
}

/** Rotated files of a log that are not compressed, beside it, the oldest first. */
export function plainRotations(path: string): FoundFile[] {
  return rotationsIn(path, dirname(path)).filter((found) => !COMPRESSED.test(found.path));
}

/** Rotated files of a log that are compressed, beside it and in folders near by, the oldest first. A file that is still being compressed is none. */
export function compressedRotations(path: string): FoundFile[] {
  return [dirname(path), ...foldersNear(path)].flatMap((folder) => {
    const found = rotationsIn(path, folder);
    const names = new Set(found.map((each) => each.path));
    return found.filter((each) => COMPRESSED.test(each.path) && !names.has(each.path.replace(COMPRESSED, "")));
  });
}

/** When the youngest rotated file beside a log was created; 1: there is none. */
export function youngestRotationMs(path: string): number {
  return Math.max(1, ...rotationsIn(path, dirname(path)).map(({ bornMs }) => bornMs));
}

function rotationsIn(path: string, folder: string): FoundFile[] {
  const isRotated = ({ path: each }: FoundFile) => {
    return rotationOf(basename(path), basename(each).replace(COMPRESSED, "")) !== undefined;
  };
  return filesIn(folder).filter(isRotated).sort((a, b) => a.writtenMs - b.writtenMs || a.bornMs - b.bornMs);
}

/** Files whose name tells that they are a log's. */
function filesOf(path: string, folder: string): FoundFile[] {
  return filesIn(folder).filter((found) => basename(found.path).startsWith(basename(path)));
}

function foldersNear(path: string): string[] {
  const own = dirname(path), above = dirname(own);
  const near = [...foldersIn(own), above, ...foldersIn(above)];
  return [...new Set(near)].filter((folder) => folder !== own).slice(0, MOST_FOLDERS);
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder).filter(({ isDirectory }) => isDirectory).map(({ name }) => join(folder, name));
}

function filesIn(folder: string): FoundFile[] {
  return entriesOf(folder).filter(({ isFile }) => isFile).flatMap(({ name }) => find(join(folder, name)));
}

function entriesOf(folder: string): Deno.DirEntry[] {
  return orNothing(() => [...Deno.readDirSync(folder)]) ?? [];
}

function find(path: string): FoundFile | [] {
  const info = orNothing(() => Deno.statSync(path));
  return info ? { path, ...identityOf(info), writtenMs: info.mtime?.getTime() ?? 0 } : [];
}

function holds(path: string, mark: FileCheckpoint): boolean {
  return orNothing(() => {
    using file = Deno.openSync(path);
    return beginsLike(file, mark.fingerprint);
  }) ?? false;
}

/** What goes away in between, or is not for us to read, is not there. */
function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
