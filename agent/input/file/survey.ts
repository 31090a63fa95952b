import { basename, dirname } from "node:path";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import { hasDashedNumber } from "../../../logs/rotation.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { archiveMark, openArchive } from "./archive.ts";
import {
  type Content,
  copiedBytes,
  furthestOf,
  holds,
  isEarlierCopy,
  isKnown,
  isTelling,
  LEAST_EQUAL_BYTES,
  sharedBytes,
} from "./content.ts";
import { type Identity, isSameFile } from "./file_identity.ts";
import { isSystemError } from "./file_problem.ts";
import { type FoundFile, isLikelyOldFolder, isRotation, pathOf, rotationsOf } from "./file_search.ts";
import type { KnownHeads } from "./known_heads.ts";
import { OpenFile } from "./open_file.ts";

/** Other tools keep times of files to the second. */
const COARSEST_MS = 1_000;

/** A survey is begun anew as often as that where a file is renamed under it. */
const MOST_TRIES = 10;

/** Where what is looked into is to be read from: after a mark, or an offset; undefined: not at all. */
type Begin = (content: Content) => FileCheckpoint | number | undefined;

/** What is looked for, and what is known already. */
export interface SurveyQuery {
  /** Of the log that is followed. */
  readonly path: string;
  /** How far files were read whose rest is to be found. */
  readonly wanted: readonly FileCheckpoint[];
  /** How far files were read that are done, or are being read from other ends. */
  readonly done: readonly FileCheckpoint[];
  /** Files of the log that are being read. */
  readonly open: readonly OpenFile[];
  /** How far the file at the path was read by the last run, whose content it holds; it may be a copy that has it by now. */
  readonly resumed?: { readonly file: OpenFile; readonly mark: FileCheckpoint };
  /** What was last written to since then is read, were it never seen before; Infinity: nothing of it. */
  readonly sinceMs: number;
  /** Of what was last written to before, what has none of these contents is read, too. */
  readonly known: Pick<KnownHeads, "has">;
  /** A folder that the log's rotated files are moved to, where that is known. */
  readonly oldFolder?: string;
  /** Files that the links of the log's path have led to. */
  readonly linked: readonly string[];
  /** Whether a file is somebody else's. */
  readonly isTaken: (file: FoundFile) => boolean;
  readonly openRule?: OpenRule;
}

/** A file of which something is to be read, open where that is to be done. */
export interface FoundRest {
  readonly file: OpenFile;
  /** Where it is what was wanted. */
  readonly mark?: FileCheckpoint;
}

/** What rotation has left of a log. */
export interface SurveyFindings {
  readonly files: readonly FoundRest[];
  /** Marks of compressed files. */
  readonly archives: readonly FileCheckpoint[];
  /** What of the wanted was not found. */
  readonly missing: readonly FileCheckpoint[];
  /** What was wanted of the file at the path is in another one: it was truncated. */
  readonly isTruncated: boolean;
  /** Compressed files that may hold lines and can't be read. */
  readonly unreadable: readonly FoundFile[];
  /** Marks of files of which everything is read already, in this form or another. */
  readonly read: readonly FileCheckpoint[];
  /** Open files whose content is read on in a copy that has taken their place. */
  readonly replaced: readonly OpenFile[];
  /** What need not be looked through again, where everything could be. */
  readonly settled?: readonly FoundFile[];
  /** When the first of the others was last written to; Infinity: there is none. */
  readonly pendingMs: number;
  readonly oldFolder?: string;
  /** Everything that was last written to earlier is found. */
  readonly seenMs: number;
}

/**
 * Looks through all that rotation has left of a log: finds the rest of what was read in part, by identity or by content, and what nobody has seen,
 * in whatever form. A copy of what is read counts for nothing.
 */
export function survey(query: SurveyQuery): SurveyFindings {
  for (let left = MOST_TRIES; left > 0; left--) {
    const search = new Survey(query);
    try {
      return search.findings();
    } catch (error) {
      search.giveUp();
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  const { wanted: missing, sinceMs: seenMs } = query;
  return {
    files: [],
    archives: [],
    missing,
    isTruncated: false,
    unreadable: [],
    read: [],
    replaced: [],
    pendingMs: seenMs,
    seenMs,
  };
}

class Survey {
  readonly #query: SurveyQuery;
  readonly #candidates: readonly FoundFile[];
  #missing: readonly FileCheckpoint[];
  #files: FoundRest[] = [];
  #archives: FileCheckpoint[] = [];
  /** What is being read, or will be: others may be copies of it. */
  #contents: Content[];
  #unreadable: FoundFile[] = [];
  /** Copies of what is not given out yet: the rest of it may be found there alone in the end. */
  #pending: FoundFile[] = [];
  #read: FileCheckpoint[] = [];
  #replaced: OpenFile[] = [];
  #isTruncated = false;
  #oldFolder: string | undefined;

  constructor(query: SurveyQuery) {
    const { path, open, wanted, oldFolder, linked, isTaken } = query;
    this.#query = query;
    this.#missing = wanted;
    this.#contents = [...open];
    this.#oldFolder = oldFolder;
    const isDashed = wanted.some((mark) => hasDashedName(path, pathOf(mark)));
    this.#candidates = rotationsOf(path, { linked, isDashed }).filter((found) => !isTaken(found));
  }

  findings(): SurveyFindings {
    for (const mark of this.#missing) this.#findMoved(mark);
    for (const found of this.#candidates.toReversed()) if (!this.#isOpen(found)) this.#findWanted(found);
    for (const found of this.#candidates) if (!this.#isOpen(found)) this.#findNew(found);
    const { sinceMs } = this.#query;
    return {
      files: this.#files,
      archives: this.#archives,
      missing: this.#missing,
      isTruncated: this.#isTruncated,
      unreadable: this.#unreadable,
      read: this.#read,
      replaced: this.#replaced,
      settled: this.#candidates.filter((found) => !this.#pending.includes(found)),
      pendingMs: Math.min(...this.#pending.map(({ writtenMs }) => writtenMs)),
      oldFolder: this.#oldFolder,
      seenMs: Math.max(
        sinceMs === Infinity ? 0 : sinceMs,
        ...this.#candidates.flatMap(({ writtenMs, hasTwin }) => hasTwin ? [] : writtenMs),
      ),
    };
  }

  /** Closes what it has opened. */
  giveUp(): void {
    for (const { file } of this.#files) file.close();
  }

  /** Finds a file that was renamed or moved. */
  #findMoved(mark: FileCheckpoint): void {
    const path = pathOf(mark);
    if (path === undefined || path === this.#query.path) return;
    const file = this.#tryOpen(path);
    if (file === undefined) return;
    const isFree = file.holds(mark) && !this.#isOpen(file) && !this.#query.isTaken({ ...foundOf(file), path });
    if (isFree) this.#take({ file, mark, path });
    else file.close();
  }

  /** Finds the rest of what was read in part in a copy, compressed or not. */
  #findWanted(found: FoundFile): void {
    const resumed = this.#resumedBefore(found);
    const wanted = this.#missing.filter((mark) => this.#isNew(found, mark.writtenMs ?? 0));
    if ((wanted.length === 0 && resumed === undefined) || this.#isDone(found)) return;
    this.#look(found, (content) => {
      if (resumed && holds(content, resumed.mark) && !isPart(content, resumed.file)) {
        this.#isTruncated = true;
        return resumed.mark;
      }
      return this.#isCopy(content) ? undefined : this.#furthestIn(content, wanted);
    });
  }

  /** Of the wanted that a content holds the one that was read furthest: files that were its copies before are no longer wanted. */
  #furthestIn(content: Content, wanted: readonly FileCheckpoint[]): FileCheckpoint | undefined {
    const furthest = furthestOf(wanted.filter((mark) => isKnown(mark) && holds(content, mark)));
    if (furthest === undefined || !isTelling(furthest)) return furthest;
    this.#missing = this.#missing.filter((mark) => !(wanted.includes(mark) && isTelling(mark) && holds(content, mark)));
    return furthest;
  }

  /** Finds what was never seen. */
  #findNew(found: FoundFile): void {
    const { sinceMs } = this.#query;
    if (found.size === 0 || !this.#isOwn(found) || this.#isDone(found) || !this.#isNew(found, sinceMs)) return;
    const content = this.#look(found, (content) => this.#begin(content, found));
    if (content === undefined && found.writtenMs > sinceMs && !found.hasTwin) this.#unreadable.push(found);
  }

  /** Where a file is begun: after what of it is read in this form or another. */
  #begin(content: Content, found: FoundFile): FileCheckpoint | number | undefined {
    const { done, sinceMs, open, wanted } = this.#query;
    if (wanted.some((mark) => isEarlierCopy(content, mark))) return content.size;
    const given = this.#contents.filter((each) => isCopyOf(content, each)).map(({ given = 0 }) => given);
    if (given.length > 0 && Math.max(...given) < content.size) return void this.#pending.push(found);
    if (given.length > 0) return content.size;
    const original = originalOf(content, open);
    if (original !== undefined) {
      this.#replaced.push(original);
      return original.mark();
    }
    const isOld = found.writtenMs <= sinceMs;
    const known = done.filter((mark) => {
      return !mark.isArchive && holds(content, mark) && (isTelling(mark) || (isOld && mark.offset === content.size));
    });
    return Math.max(
      0,
      ...known.map((mark) => mark.offset),
      ...this.#contents.map((each) => copiedBytes(content, each)),
    );
  }

  /** Opens a file, and takes it from where `begin` says; undefined where it can't be read. */
  #look(found: FoundFile, begin: Begin): Content | undefined {
    return found.isCompressed ? this.#lookIntoArchive(found, begin) : this.#lookIntoFile(found, begin);
  }

  #lookIntoFile(found: FoundFile, begin: Begin): Content | undefined {
    const { path } = found;
    const file = this.#tryOpen(path);
    if (file === undefined) return undefined;
    if (!isSameFile(file, found)) {
      file.close();
      throw new Deno.errors.NotFound(path);
    }
    const from = begin(file);
    if (from === file.size) this.#read.push(file.markAtEnd());
    if (from === undefined || from === file.size) file.close();
    else if (typeof from === "number") this.#take({ file, path, offset: from });
    else this.#take({ file, path, mark: from });
    return file;
  }

  #lookIntoArchive(found: FoundFile, begin: Begin): Content | undefined {
    const archive = openArchive(found);
    if (archive === undefined) return undefined;
    const { fingerprint, content } = archive;
    const from = begin(content);
    if (from === undefined) return content;
    const { offset, skipping } = typeof from === "number" ? { offset: from, skipping: false } : from;
    const { path, linked } = this.#query;
    const mark = archiveMark(path, found, { fingerprint, offset, skipping, ...linked.length > 0 && { linked } });
    if (from === content.size) {
      this.#read.push(mark);
      return content;
    }
    this.#archives.push(mark);
    this.#contents.push({ ...content, given: content.size, ...typeof from !== "number" && { begunMs: from.bornMs } });
    if (typeof from !== "number") this.#note(from, found.path);
    return content;
  }

  #take({ file, mark, offset = 0, path }: {
    readonly file: OpenFile;
    readonly mark?: FileCheckpoint;
    readonly offset?: number;
    readonly path: string;
  }): void {
    if (mark) file.resume(mark);
    else file.skipTo(offset);
    this.#files.push({ file, mark });
    this.#contents.push(file);
    if (mark) this.#note(mark, path);
  }

  /** What was wanted is found: where it lies others may lie. */
  #note(mark: FileCheckpoint, path: string): void {
    this.#missing = this.#missing.filter((each) => each !== mark);
    const folder = dirname(path);
    if (folder !== dirname(this.#query.path) && !this.#isLinked(folder)) this.#oldFolder = folder;
  }

  /** Whether links have led to a file there. */
  #isLinked(folder: string): boolean {
    return this.#query.linked.some((each) => dirname(each) === folder);
  }

  #resumedBefore(found: FoundFile) {
    const { resumed } = this.#query;
    const isAsked = resumed && !this.#isTruncated && isKnown(resumed.mark);
    return isAsked && isLater(found, resumed.mark.writtenMs ?? Infinity) ? resumed : undefined;
  }

  /** Whether it is the beginning of what is read, or all of it. */
  #isCopy(content: Content): boolean {
    return this.#contents.some((each) => isCopyOf(content, each));
  }

  /** Whether a file may hold what was not there at a time. */
  #isNew(found: FoundFile, sinceMs: number): boolean {
    return isLater(found, sinceMs) || !this.#query.known.has(found);
  }

  #isDone(found: FoundFile): boolean {
    return this.#query.done.some((mark) => isSameFile(mark, found) && (found.isCompressed || isReadAsIs(mark, found)));
  }

  #isOpen(found: Identity): boolean {
    return [...this.#query.open, ...this.#files.map(({ file }) => file)].some((file) => isSameFile(file, found));
  }

  #isOwn({ path: each }: FoundFile): boolean {
    const { path } = this.#query, folder = dirname(each);
    const isKnown = folder === dirname(path) || folder === this.#oldFolder || this.#isLinked(folder);
    return isKnown || isLikelyOldFolder(folder, path);
  }

  #tryOpen(path: string): OpenFile | undefined {
    const { path: followedAs, openRule } = this.#query;
    try {
      return new OpenFile(path, { followedAs, openRule });
    } catch (error) {
      if (isSystemError(error) && !(error instanceof Deno.errors.NotFound)) return undefined;
      throw error;
    }
  }
}

/** Whether a file was written to at a time or later, were it only told to the second. */
function isLater({ writtenMs }: FoundFile, thanMs: number): boolean {
  return writtenMs >= Math.floor(thanMs / COARSEST_MS) * COARSEST_MS;
}

/** Whether rotation has put a number after a dash, as a file shows that had the path. */
function hasDashedName(path: string, renamed: string | undefined): boolean {
  return renamed !== undefined && hasDashedNumber(basename(path), basename(renamed));
}

/** The file that was replaced by a copy of all that it had, as a mirror is: rotation has given it no name. Of several the last one. */
export function originalOf(content: Content, open: readonly OpenFile[]): OpenFile | undefined {
  return open.filter((file) => isReplaced(file, content)).sort((a, b) => b.size - a.size)[0];
}

function isReplaced(file: OpenFile, content: Content): boolean {
  const { size, path } = file;
  if (content === file || file.isReplaced || size < LEAST_EQUAL_BYTES || sharedBytes(content, file) !== size) {
    return false;
  }
  const renamed = file.isLinked ? pathOf(file.mark()) : undefined;
  return renamed === undefined || (renamed !== path && !isRotation(path, basename(renamed)));
}

/** Whether it is the beginning of `other`, or all of it, and that is no chance. */
function isCopyOf(content: Content, other: Content): boolean {
  return copiedBytes(content, other) === content.size;
}

/** Whether a file was read to its end and was not written to since, as when it is truncated. */
function isReadAsIs(mark: FileCheckpoint, { size, writtenMs }: FoundFile): boolean {
  return mark.offset === size && (!isKnown(mark) || mark.writtenMs === writtenMs);
}

/** Whether all of it is the beginning of `other`. */
function isPart(content: Content, other: Content): boolean {
  return content.size <= other.size && sharedBytes(content, other) === content.size;
}

function foundOf({ path, dev, ino, bornMs, size, writtenMs }: OpenFile): FoundFile {
  return { path, dev, ino, bornMs, size, writtenMs, isCompressed: false };
}
