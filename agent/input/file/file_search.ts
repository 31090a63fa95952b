import { basename, dirname, join } from "node:path";
import { hasDashedNumber, rotationOf } from "../../../logs/rotation.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { beginsLike } from "./content.ts";
import { bytesOf, type Identity, identityOf, isSameFile, writtenMsOf } from "./file_identity.ts";
import { orNothing } from "./file_problem.ts";

/** Folders around a log's own that are looked through for a file that was moved. */
const MOST_FOLDERS = 100;
/** A folder is listed as often as that where it changes meanwhile. */
const MOST_LISTINGS = 10;

/** What stands for the files of other compressions too. */
const COMPRESSED = /\.(gz|zst|xz|bz2)$/;

/** A file as it lies on the disk. */
export interface FoundFile extends Required<Identity> {
  readonly path: string;
  readonly size: number;
  readonly isCompressed: boolean;
  /** What it is compressed from may lie beside it: it is a copy, not finished yet, or another file after all. @default false */
  readonly hasTwin?: boolean;
  /** When it was last written to; compression keeps that of the file that it was. */
  readonly writtenMs: number;
}

/** Where the file of a checkpoint is now: under another name in its folder or one that links have led to, or moved to one near by. */
export function pathOf(mark: FileCheckpoint): string | undefined {
  const isIt = (path: string) => {
    const found = find(path);
    return found !== undefined && isSameFile(found, mark) && holds(path, mark);
  };
  const own = dirname(mark.path);
  const folders = new Set([own, ...(mark.linked ?? []).map(dirname)]);
  const inOwn = [...folders].flatMap((folder) => namesIn(folder).map((name) => join(folder, name))).find(isIt);
  return inOwn ?? foldersNear(mark.path).flatMap((folder) => pathsOf(mark.path, folder)).find(isIt);
}

/** Which files are a log's, beyond those that their names alone tell. */
export interface ListingOptions {
  /** Files that the links of its path have led to: they, and what rotation has made of them. @default {none} */
  readonly linked?: readonly string[];
  /** Whether rotation is known to put numbers after a dash. @default false */
  readonly isDashed?: boolean;
}

/**
 * Rotated files of a log, beside it and in folders near by, those that were last written to first; and what is, or was rotated from, the files
 * that links have led to. What lies elsewhere may be another log's of the same name.
 */
export function rotationsOf(path: string, options: ListingOptions = {}): FoundFile[] {
  let found = listed(path, options);
  for (let i = 1; i < MOST_LISTINGS; i++) {
    const before = found;
    found = listed(path, options);
    if (found.length === before.length && found.every((each, at) => isSameListing(each, before[at]!))) break;
  }
  return found.sort((a, b) => a.writtenMs - b.writtenMs || a.bornMs - b.bornMs);
}

/** Compressed files beside a log that are named after it in a way of their own (`app.log.bak.gz`): they may be another's. */
export function archivesNamedAfter(path: string): FoundFile[] {
  const base = basename(path);
  return listedIn(dirname(path), (name) => COMPRESSED.test(name) && name.startsWith(base) && !isRotation(path, name));
}

/** Folders near by that a log's rotated files are likely to have been moved to. */
export function likelyOldFolders(path: string): string[] {
  const folders = new Set(listed(path).map((found) => dirname(found.path)));
  return [...folders].filter((folder) => isLikelyOldFolder(folder, path));
}

/** Where a log's own files are, by what is known. */
export interface OwnFolders {
  /** Of the log. */
  readonly path: string;
  /** Where its rotated files are moved to. @default {not known} */
  readonly oldFolder?: string;
  /** Files that the links of its path have led to. */
  readonly linked: readonly string[];
}

/** Whether files in a folder whose names tell that they are a log's are its own: elsewhere they may be another's of its name. */
export function isOwnFolder(folder: string, { path, oldFolder, linked }: OwnFolders): boolean {
  const isKnown = folder === dirname(path) || folder === oldFolder || isLinkedFolder(folder, linked);
  return isKnown || isLikelyOldFolder(folder, path);
}

/** Whether links have led to a file there. */
export function isLinkedFolder(folder: string, linked: readonly string[]): boolean {
  return linked.some((each) => dirname(each) === folder);
}

/**
 * Whether a folder is likely to be where a log's rotated files are moved to: it lies in the log's own folder, nobody writes a log of this name
 * there, and none is beside the log. Elsewhere a file of this name may be another log's: what was read of one tells whose it is.
 */
export function isLikelyOldFolder(folder: string, path: string): boolean {
  if (dirname(folder) !== dirname(path) || find(join(folder, basename(path))) !== undefined) return false;
  return !namesIn(dirname(path)).some((name) => isRotation(path, name));
}

function isSameListing(a: FoundFile, b: FoundFile): boolean {
  return a.path === b.path && a.size === b.size && isSameFile(a, b);
}

function listed(path: string, { linked = [], isDashed = false }: ListingOptions = {}): FoundFile[] {
  const near = [dirname(path), ...foldersNear(path)].flatMap((folder) =>
    listedIn(folder, (name) => isRotation(path, name))
  );
  const far = linked.flatMap((each) => {
    return listedIn(dirname(each), (name) => name === basename(each) || isRotation(each, name));
  });
  const dashed = isDashed ? listedIn(dirname(path), (name) => hasDashedNumber(basename(path), name)) : [];
  return [...near, ...dashed, ...far.filter((each) => !near.some((other) => isSameFile(each, other)))];
}

/** Files in a folder, no links, whose names tell that they are what is looked for. */
export function listedIn(folder: string, isOne: (name: string) => boolean): FoundFile[] {
  const names = namesIn(folder).filter(isOne).sort();
  const known = new Set(names);
  const hasTwin = (name: string) => COMPRESSED.test(name) && known.has(name.replace(COMPRESSED, ""));
  return names.flatMap((name) => {
    const found = find(join(folder, name));
    return found ? { ...found, hasTwin: hasTwin(name) } : [];
  });
}

/** Whether a file of this name is a rotated one of the log at `path`, in whatever form. */
export function isRotation(path: string, name: string): boolean {
  return rotationOf(basename(path), name.replace(COMPRESSED, "")) !== undefined;
}

/** Rotated files in a log's own folder. */
export function rotationsBeside(path: string): FoundFile[] {
  return listedIn(dirname(path), (name) => isRotation(path, name));
}

/** Files whose name tells that they are a log's. */
function pathsOf(path: string, folder: string): string[] {
  const names = namesIn(folder).filter((name) => name.startsWith(basename(path)) || isRotation(path, name));
  return names.map((name) => join(folder, name));
}

function foldersNear(path: string): string[] {
  const own = dirname(path), above = dirname(own);
  const near = [...foldersIn(own), above, ...foldersIn(above)];
  return [...new Set(near)].filter((folder) => folder !== own).slice(0, MOST_FOLDERS);
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder).filter(({ isDirectory }) => isDirectory).map(({ name }) => join(folder, name));
}

function namesIn(folder: string): string[] {
  return entriesOf(folder).filter(({ isFile }) => isFile).map(({ name }) => name);
}

/** What lies in a folder. */
export function entriesOf(folder: string): Deno.DirEntry[] {
  return orNothing(() => [...Deno.readDirSync(folder)]) ?? [];
}

function find(path: string): FoundFile | undefined {
  const info = orNothing(() => Deno.statSync(path));
  return info && {
    path,
    ...identityOf(info),
    size: info.size,
    isCompressed: COMPRESSED.test(path),
    writtenMs: writtenMsOf(info),
  };
}

function holds(path: string, mark: FileCheckpoint): boolean {
  return orNothing(() => {
    using file = Deno.openSync(path);
    return beginsLike({ bytesAt: (from, length) => bytesOf(file, from, length) }, mark.fingerprint);
  }) ?? false;
}
