import { basename, dirname } from "node:path";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import { hasDashedNumber } from "../../../logs/rotation.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { type Archive, archiveMark, openArchive } from "./archive.ts";
import {
  beginsLike,
  type Content,
  copiedBytes,
  furthestOf,
  holds,
  isKnown,
  isRepeating,
  isTelling,
  LEAST_SHARED_BYTES,
  sharedBytes,
} from "./content.ts";
import { fingerprintOfBytes, HEAD_BYTES, type Identity, isSameFile, TAIL_BYTES, withTail } from "./file_identity.ts";
import { isSystemError } from "./file_problem.ts";
import { archivesNamedAfter, type FoundFile, isLinkedFolder, isOwnFolder, pathOf, rotationsOf } from "./file_search.ts";
import { OpenFile } from "./open_file.ts";
import { endOfReadPart, fingerprintOfAll, furthestPart, isBegunAlike, partUpTo, type ReadPart } from "./read_part.ts";

/** Other tools keep times of files to the second. */
const COARSEST_MS = 1_000;

/** A copy grows within this time. */
const COPIED_WITHIN_MS = 2_000;

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
  /** The one of them that has the path. */
  readonly current?: OpenFile;
  /** How far that was read, were it truncated by now; one of the done. */
  readonly currentMark?: FileCheckpoint;
  /** A file that was truncated, and was read as it was. */
  readonly truncated?: OpenFile;
  /** How far the file at the path was read by the last run, whose content it holds; it may be a copy that has it by now. */
  readonly resumed?: { readonly file: OpenFile; readonly mark: FileCheckpoint };
  /** What was last written to since then is read, were it never seen before; Infinity: nothing of it. */
  readonly sinceMs: number;
  /** A folder that the log's rotated files are moved to, where that is known. */
  readonly oldFolder?: string;
  /** Files that the links of the log's path have led to. */
  readonly linked: readonly string[];
  /** Whether a file is somebody else's. */
  readonly isTaken: (file: FoundFile) => boolean;
  readonly nowMs: number;
  readonly openRule?: OpenRule;
}

/** A file of which something is to be read, open where that is to be done. */
export interface FoundRest {
  readonly file: OpenFile;
  /** Where it is what was wanted. */
  readonly mark?: FileCheckpoint;
}

/** A file that has in another place what was read of one. */
export interface EditedFile {
  readonly path: string;
  /** Where reading goes on. */
  readonly offset: number;
  /** Mean length of the log's lines, bytes. @default {not known} */
  readonly lineBytes?: number;
}

/** What rotation has left of a log. */
export interface SurveyFindings {
  readonly files: readonly FoundRest[];
  /** Marks of compressed files. */
  readonly archives: readonly FileCheckpoint[];
  /** What of the wanted was not found. */
  readonly missing: readonly FileCheckpoint[];
  /** How many bytes there are of what was wanted and is read already, as another file. */
  readonly read: ReadonlyMap<FileCheckpoint, number>;
  /** Marks of what is read to its end, as another file: it may be compressed later. */
  readonly copies: readonly FileCheckpoint[];
  /** Whether there is a copy of what is not read yet: it is to be looked at again. */
  readonly isPending: boolean;
  /** Whether a copy is read on from where the file at the path was given out to: a record that may go on is begun there again. */
  readonly isTakenOver: boolean;
  /** What was wanted of the file at the path is in another one: it was truncated. */
  readonly isTruncated: boolean;
  /** Files that an editor has written anew with what was read of the wanted. */
  readonly edited: readonly EditedFile[];
  /** What compressed files hold that are to be read. */
  readonly archived: readonly ReadPart[];
  /** Compressed files that may hold lines and can't be read. */
  readonly unreadable: readonly FoundFile[];
  readonly oldFolder?: string;
  /** Everything that was last written to earlier is found. */
  readonly seenMs: number;
  /** Whether all was looked through: files were renamed all the time. */
  readonly isWhole: boolean;
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
  const { wanted: missing, sinceMs: seenMs, oldFolder } = query;
  return {
    files: [],
    archives: [],
    missing,
    read: new Map(),
    copies: [],
    isPending: true,
    isTakenOver: false,
    isTruncated: false,
    edited: [],
    archived: [],
    unreadable: [],
    oldFolder,
    seenMs,
    isWhole: false,
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
  /** Of these what compressed files hold: once they are read nothing tells their content. */
  #archived: Content[] = [];
  #unreadable: FoundFile[] = [];
  #edited: EditedFile[] = [];
  /** There is a copy of what the file at the path has and has not given out: it is to be looked at again. */
  #isPending = false;
  #copies: FileCheckpoint[] = [];
  #isTakenOver = false;
  readonly #read = new Map<FileCheckpoint, number>();
  #isTruncated = false;
  #oldFolder: string | undefined;

  constructor(query: SurveyQuery) {
    const { path, open, wanted, oldFolder, linked, isTaken } = query;
    this.#query = query;
    this.#missing = wanted;
    this.#contents = [...open];
    this.#oldFolder = oldFolder;
    const isDashed = wanted.some((mark) => hasDashedName(path, pathOf(mark)));
    const found = rotationsOf(path, { linked, isDashed }).filter((each) => !isTaken(each));
    // What a file is being compressed to is a copy of it.
    this.#candidates = [...found.filter(({ hasTwin }) => !hasTwin), ...found.filter(({ hasTwin }) => hasTwin)];
  }

  findings(): SurveyFindings {
    for (const mark of this.#missing) this.#findMoved(mark);
    for (const { file } of this.#files) this.#noteRead(file, this.#missing);
    for (const found of [...this.#candidates, ...this.#archivesNamedAfter()]) {
      if (!this.#isOpen(found)) this.#findWanted(found);
    }
    for (const found of this.#candidates) if (!this.#isOpen(found)) this.#findNew(found);
    return {
      files: this.#files,
      archives: this.#archives,
      missing: this.#missing,
      read: this.#read,
      copies: this.#copies,
      isPending: this.#isPending,
      isTakenOver: this.#isTakenOver,
      isTruncated: this.#isTruncated,
      edited: this.#edited,
      archived: this.#archived.map((each) => partUpTo(fingerprintOfAll(each))),
      unreadable: this.#unreadable,
      oldFolder: this.#oldFolder,
      seenMs: this.#isPending ? this.#query.sinceMs : this.#newestMs(),
      isWhole: true,
    };
  }

  /** Nothing of them is read but what was wanted. */
  #archivesNamedAfter(): FoundFile[] {
    const { path, wanted, isTaken } = this.#query;
    return wanted.length > 0 ? archivesNamedAfter(path).filter((each) => !each.hasTwin && !isTaken(each)) : [];
  }

  #newestMs(): number {
    const { sinceMs } = this.#query;
    const newer = this.#candidates.filter((found) => found.writtenMs > sinceMs && !found.hasTwin && this.#isOwn(found));
    return Math.max(sinceMs, ...newer.map(({ writtenMs }) => writtenMs));
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
    if (this.#missing.length === 0 && resumed === undefined) return;
    const isDone = this.#isDone(found), unknownMs = isDone ? Infinity : 0;
    const wanted = this.#missing.filter((mark) => mayHold(found, mark.writtenMs || unknownMs));
    if (wanted.length === 0 && resumed === undefined) return;
    this.#look(found, (content) => {
      if (isDone) return this.#noteRead(content, wanted);
      if (resumed && holds(content, resumed.mark) && !isPart(content, resumed.file)) {
        this.#isTruncated = true;
        return resumed.mark;
      }
      return this.#isCopy(content) && !isRepeating(content) ? undefined : this.#furthestIn(content, wanted);
    });
  }

  /** What is wanted of a content that is read: nothing, where it has all that was seen of a file, or none of that was given out before. */
  #noteRead(content: Content, wanted: readonly FileCheckpoint[]): undefined {
    const held = wanted.filter((mark) => isKnown(mark) && holds(content, mark));
    for (const mark of held) this.#read.set(mark, content.size);
    const hasAll = ({ offset, unreadEnd = offset }: FileCheckpoint) => offset === 0 || unreadEnd <= content.size;
    this.#missing = this.#missing.filter((mark) => !(held.includes(mark) && hasAll(mark)));
  }

  /** Of the wanted that a content holds the one that was read furthest: files that were its copies before are no longer wanted. */
  #furthestIn(content: Content, wanted: readonly FileCheckpoint[]): FileCheckpoint | undefined {
    const furthest = furthestOf(wanted.filter((mark) => isKnown(mark) && holds(content, mark)));
    if (furthest === undefined || !isTelling(furthest)) return furthest;
    const isHeld = (mark: FileCheckpoint) => (isTelling(mark) || mark.offset === 0) && holds(content, mark);
    this.#missing = this.#missing.filter((mark) => !(wanted.includes(mark) && isKnown(mark) && isHeld(mark)));
    return furthest;
  }

  /** Finds what was never seen. */
  #findNew(found: FoundFile): void {
    const { sinceMs } = this.#query;
    if (!isLater(found, sinceMs) || found.size === 0 || !this.#isOwn(found) || this.#isDone(found)) return;
    const content = this.#look(found, (content) => {
      const isOfTruncated = this.#query.truncated?.hasRead(content) ?? false;
      const read = isOfTruncated ? content.size : this.#readOf(content);
      const isOfUnread = this.#isOfUnread(content) || (read > 0 && this.#isLeftToOther(content));
      if (isOfTruncated && !isOfUnread) {
        return void this.#copies.push(readMark(this.#query.path, found, content, read));
      }
      if (!this.#isCopy(content)) {
        if (!this.#isCopiedNow(content, found)) return this.#begin(content, found);
        this.#isPending = true;
        return undefined;
      }
      this.#isPending ||= isOfUnread;
      const known = this.#isCopy(content, this.#archived) ? content.size : read;
      if (known > 0 && !isOfUnread) this.#copies.push(readMark(this.#query.path, found, content, known));
      return undefined;
    });
    if (content === undefined && found.writtenMs > sinceMs && !found.hasTwin) this.#unreadable.push(found);
  }

  /** Where a file is begun that is no copy: after what of it was read before, in this form or another. */
  #begin(content: Content, found: FoundFile): FileCheckpoint | number | undefined {
    const { done, currentMark, sinceMs } = this.#query;
    const isOld = found.writtenMs <= sinceMs;
    const known = done.filter((mark) => {
      return !mark.isArchive && holds(content, mark) && (isTelling(mark) || (isOld && mark.offset === content.size));
    });
    const copied = this.#contents.map((each) => copiedBytes(content, each));
    const offset = Math.max(0, ...known.map((mark) => mark.offset), ...copied) || this.#editedUpTo(content, found);
    this.#isTakenOver ||= known.some((mark) => mark === currentMark && mark.offset === offset);
    return offset < content.size ? offset : undefined;
  }

  /** Up to where an editor has written anew what is read, or was, before rotation came; where that is found elsewhere it has to begin alike, too. */
  #editedUpTo(content: Content, found: FoundFile): number {
    if (isRepeating(content)) return 0;
    const all = fingerprintOfAll(content);
    const isEarlier = this.#contents.some((each) => isBegunAlike(all, each) && endOfReadPart(each, all) !== undefined);
    if (isEarlier) return this.#noteEdited(found, content, content.size);
    const there = [...this.#contents.map((each) => partUpTo(fingerprintOfAll(each))), ...this.#query.wanted];
    const parts = [...this.#missing, ...there.filter(({ fingerprint }) => isBegunAlike(fingerprint, content))];
    const furthest = furthestPart(parts, content);
    if (furthest === undefined) return 0;
    this.#missing = this.#missing.filter((each) => each !== furthest.part);
    return this.#noteEdited(found, content, furthest.offset);
  }

  #noteEdited(found: FoundFile, content: Content, offset: number): number {
    const lineBytes = this.#query.wanted.find((mark) => mark.lineBytes !== undefined)?.lineBytes;
    this.#edited.push({ path: found.path, offset, lineBytes });
    if (offset === content.size) this.#copies.push(readMark(this.#query.path, found, content, offset));
    return offset;
  }

  /** Opens a file, and takes it from where `begin` says; undefined where it can't be read. */
  #look(found: FoundFile, begin: Begin): Content | undefined {
    return found.isCompressed ? this.#lookIntoArchive(found, begin) : this.#lookIntoFile(found, begin);
  }

  #lookIntoFile(found: FoundFile, begin: Begin): Content | undefined {
    const { path } = found;
    const file = this.#openFound(found);
    if (file === undefined) return undefined;
    const from = begin(file);
    if (from === undefined) file.close();
    else if (typeof from === "number") this.#take({ file, path, offset: from });
    else this.#take({ file, path, mark: from });
    return file;
  }

  #lookIntoArchive(found: FoundFile, begin: Begin): Content | undefined {
    const archive = openArchive(found);
    const from = archive && begin(archive.content);
    if (archive === undefined || from === undefined) return archive?.content;
    const { offset, skipping } = typeof from === "number" ? { offset: from, skipping: false } : from;
    const { path, linked } = this.#query;
    const { fingerprint } = archive;
    this.#archives.push(
      archiveMark(path, found, { fingerprint, offset, skipping, ...linked.length > 0 && { linked } }),
    );
    this.#contents.push(archive.content);
    this.#archived.push(archive.content);
    if (typeof from !== "number") this.#note(from, found.path);
    return archive.content;
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
    if (folder !== dirname(this.#query.path) && !isLinkedFolder(folder, this.#query.linked)) this.#oldFolder = folder;
  }

  #resumedBefore(found: FoundFile) {
    const { resumed } = this.#query;
    const isAsked = resumed && !this.#isTruncated && isKnown(resumed.mark);
    return isAsked && mayHold(found, resumed.mark.writtenMs ?? Infinity) ? resumed : undefined;
  }

  /** Whether it is the beginning of what is read, or all of it. */
  #isCopy(content: Content, contents: readonly Content[] = this.#contents): boolean {
    return contents.some((each) => copiedBytes(content, each) === content.size);
  }

  /** Whether it is a copy of what is not given out: all that is left of it where that is truncated now. */
  #isOfUnread(content: Content): boolean {
    const { current } = this.#query;
    return current !== undefined && current.givenTo < content.size && copiedBytes(content, current) === content.size;
  }

  /** Whether what the file at the path has read of it was left to another file that has not given all of it out: a record that may go on. */
  #isLeftToOther(content: Content): boolean {
    const { open, current } = this.#query;
    const others = open.filter((file) => file !== current && file.givenTo < content.size);
    return this.#isCopy(content, others);
  }

  /** Whether it may be a copy that is being made: too short yet to be known as one. */
  #isCopiedNow(content: Content, { writtenMs }: FoundFile): boolean {
    const { current, nowMs } = this.#query;
    const isNew = content.size < LEAST_SHARED_BYTES && writtenMs > nowMs - COPIED_WITHIN_MS;
    return isNew && current !== undefined && isPart(content, current);
  }

  /** How many bytes it has, where they are a copy of what was read of the file at the path: once that is truncated nothing else tells. Else 0. */
  #readOf(content: Content): number {
    const { current } = this.#query, { size } = content;
    if (current === undefined || size > current.givenTo || copiedBytes(content, current) !== size) return 0;
    // Were it truncated and written anew, the copy would be of what was not read yet.
    return current.isIntact() ? size : 0;
  }

  /** Whether it is a file that was read to its end: not so where it was truncated since, or written over. */
  #isDone(found: FoundFile): boolean {
    const marks = this.#query.done.filter((mark) => isSameFile(mark, found));
    if (marks.length === 0) return false;
    if (found.isCompressed) return this.#isArchiveOf(found, marks);
    const read = marks.filter(({ offset }) => offset >= found.size);
    return read.some((mark) => !isKnown(mark) && mark.offset === found.size) ||
      this.#isOneOf(found, read.filter(isKnown));
  }

  /** Whether a compressed file is as it was for one of its marks: what was written to since is looked into. */
  #isArchiveOf(found: FoundFile, marks: readonly FileCheckpoint[]): boolean {
    const isUnchanged = (mark: FileCheckpoint) =>
      mark.writtenMs === found.writtenMs || (!isKnown(mark) && mark.offset === found.size);
    if (marks.some(isUnchanged)) return true;
    const archive = openArchive(found);
    return archive !== undefined && marks.some((mark) => isArchiveOf(mark, archive));
  }

  /** Whether a file has what was read of one of the marks, as far as it goes. */
  #isOneOf(found: FoundFile, marks: readonly FileCheckpoint[]): boolean {
    if (marks.length === 0) return false;
    const file = this.#openFound(found);
    if (file === undefined) return true;
    const { size } = found;
    try {
      return marks.some(({ offset, fingerprint: { length, hash, tail } }) => {
        return beginsLike(file, { length, hash, ...offset <= size && { tail } });
      });
    } finally {
      file.close();
    }
  }

  #isOpen(found: Identity): boolean {
    return [...this.#query.open, ...this.#files.map(({ file }) => file)].some((file) => isSameFile(file, found));
  }

  #isOwn({ path }: FoundFile): boolean {
    return isOwnFolder(dirname(path), { ...this.#query, oldFolder: this.#oldFolder });
  }

  /** As `#tryOpen`. @throws {Deno.errors.NotFound} too, where another file has the path by now */
  #openFound(found: FoundFile): OpenFile | undefined {
    const file = this.#tryOpen(found.path);
    if (file === undefined || isSameFile(file, found)) return file;
    file.close();
    throw new Deno.errors.NotFound(found.path);
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

/** Whether a mark was made of what a compressed file holds, to its end where it was read so far. */
function isArchiveOf(mark: FileCheckpoint, { content, fingerprint: { hash } }: Archive): boolean {
  const isWhole = mark.offset === content.size;
  if (!mark.isArchive) return isWhole && holds(content, mark);
  return mark.fingerprint.hash === hash && (isWhole || !mark.isDone);
}

/** The mark of a file that is read up to `offset`. */
function readMark(
  path: string,
  { dev, ino, bornMs, writtenMs }: FoundFile,
  content: Content,
  offset: number,
): FileCheckpoint {
  const length = Math.min(offset, TAIL_BYTES);
  const fingerprint = withTail(
    fingerprintOfBytes(content.bytesAt(0, HEAD_BYTES)),
    content.bytesAt(offset - length, length),
    offset,
  );
  return { path, dev, ino: ino ?? 0, bornMs, writtenMs, fingerprint, offset, skipping: false };
}

/** Whether a file was written to at a time or later, were it only told to the second. */
function isLater({ writtenMs }: FoundFile, thanMs: number): boolean {
  return writtenMs >= Math.floor(thanMs / COARSEST_MS) * COARSEST_MS;
}

/** Whether a file may hold what a log got at a time or later: what is compressed has the time at which its rotation began. */
function mayHold(found: FoundFile, thanMs: number): boolean {
  return isLater(found, thanMs) || isLater({ ...found, writtenMs: found.bornMs }, thanMs);
}

/** Whether rotation has put a number after a dash, as a file shows that had the path. */
function hasDashedName(path: string, renamed: string | undefined): boolean {
  return renamed !== undefined && hasDashedNumber(basename(path), basename(renamed));
}

/** Whether all of it is the beginning of `other`. */
function isPart(content: Content, other: Content): boolean {
  return content.size <= other.size && sharedBytes(content, other) === content.size;
}

function foundOf({ path, dev, ino, bornMs, size, writtenMs }: OpenFile): FoundFile {
  return { path, dev, ino, bornMs, size, writtenMs, isCompressed: false };
}
