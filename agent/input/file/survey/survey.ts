import { basename, dirname } from "node:path";
import { hasDashedNumber } from "../../../../logs/rotation.ts";
import type { FileCheckpoint } from "../../../state/checkpoint.ts";
import { archiveMark, openArchive } from "../archive.ts";
import { asItIs, type Content, isKnown } from "../content.ts";
import { fingerprintOfBytes, HEAD_BYTES, type Identity, isSameFile, TAIL_BYTES, withTail } from "../file_identity.ts";
import {
  archivesNamedAfter,
  type FoundFile,
  isLinkedFolder,
  isOwnFolder,
  pathOf,
  rotationsOf,
} from "../file_search.ts";
import type { OpenFile } from "../open_file.ts";
import { fingerprintOfAll, partUpTo } from "../read_part.ts";
import { addedMark } from "./added_part.ts";
import { isDone } from "./done_files.ts";
import { judgeNew } from "./never_seen.ts";
import { openAt, openFound } from "./open_found.ts";
import type { EditedFile, FoundRest, SurveyFindings } from "./survey_findings.ts";
import type { SurveyQuery } from "./survey_query.ts";
import type { Known, Verdict } from "./verdict.ts";
import { judgeRead, judgeWanted } from "./wanted_rest.ts";
import { isWrittenSince, mayHold } from "./written_since.ts";

/** A survey is begun anew as often as that where a file is renamed under it, and so is the verdict on a file that grows. */
const MOST_TRIES = 10;

/** What a content is found to be. */
type Judge = (content: Content) => Verdict;

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
  #contents: Content[];
  #archived: Content[] = [];
  #unreadable: FoundFile[] = [];
  #edited: EditedFile[] = [];
  #copies: FileCheckpoint[] = [];
  readonly #read = new Map<FileCheckpoint, number>();
  #isPending = false;
  #isTakenOver = false;
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
    for (const { file } of this.#files) this.#apply(judgeRead(file, this.#missing), foundOf(file), file);
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

  /** Closes what it has opened. */
  giveUp(): void {
    for (const { file } of this.#files) file.close();
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

  /** Finds a file that was renamed or moved. */
  #findMoved(mark: FileCheckpoint): void {
    const path = pathOf(mark);
    if (path === undefined || path === this.#query.path) return;
    const file = openAt(path, this.#query);
    if (file === undefined) return;
    const isFree = file.holds(mark) && !this.#isOpen(file) && !this.#query.isTaken({ ...foundOf(file), path });
    if (isFree) this.#takeMoved(file, mark, path);
    else file.close();
  }

  /** What was added to it since may be another one that was wanted. */
  #takeMoved(file: OpenFile, mark: FileCheckpoint, path: string): void {
    this.#take(file, mark, path);
    const added = addedMark(file, mark.offset, this.#missing);
    if (added === undefined) return;
    file.skipTo(mark.offset + added.offset);
    this.#missing = this.#missing.filter((each) => each !== added);
  }

  /** Finds the rest of what was read in part in a copy, compressed or not. */
  #findWanted(found: FoundFile): void {
    const resumed = this.#resumedBefore(found);
    if (this.#missing.length === 0 && resumed === undefined) return;
    const isRead = isDone(found, this.#query), unknownMs = isRead ? Infinity : 0;
    const wanted = this.#missing.filter((mark) => mayHold(found, mark.writtenMs || unknownMs));
    if (wanted.length === 0 && resumed === undefined) return;
    this.#look(found, (content) => {
      return isRead ? judgeRead(content, wanted) : judgeWanted(content, { wanted, resumed }, this.#known);
    });
  }

  /** Finds what was never seen. */
  #findNew(found: FoundFile): void {
    const { sinceMs } = this.#query;
    if (!isWrittenSince(found, sinceMs) || found.size === 0 || !this.#isOwn(found) || isDone(found, this.#query)) {
      return;
    }
    const content = this.#look(found, (content) => judgeNew(content, found, this.#known));
    if (content === undefined && found.writtenMs > sinceMs && !found.hasTwin) this.#unreadable.push(found);
  }

  get #known(): Known {
    return { query: this.#query, missing: this.#missing, contents: this.#contents, archived: this.#archived };
  }

  #resumedBefore(found: FoundFile) {
    const { resumed } = this.#query;
    const isAsked = resumed && !this.#isTruncated && isKnown(resumed.mark);
    return isAsked && mayHold(found, resumed.mark.writtenMs ?? Infinity) ? resumed : undefined;
  }

  /** Opens a file, and takes it from where it is judged to begin; undefined where it can't be read. */
  #look(found: FoundFile, judge: Judge): Content | undefined {
    return found.isCompressed ? this.#lookIntoArchive(found, judge) : this.#lookIntoFile(found, judge);
  }

  #lookIntoFile(found: FoundFile, judge: Judge): Content | undefined {
    const file = openFound(found, this.#query);
    if (file === undefined) return undefined;
    const { verdict, content } = judged(file, judge);
    this.#apply(verdict, found, content);
    if (verdict.from === undefined) file.close();
    else this.#take(file, verdict.from, found.path);
    return content;
  }

  #lookIntoArchive(found: FoundFile, judge: Judge): Content | undefined {
    const archive = openArchive(found);
    if (archive === undefined) return undefined;
    const { content, fingerprint } = archive;
    const verdict = judge(content), { from } = verdict;
    this.#apply(verdict, found, content);
    if (from === undefined) return content;
    const { offset, skipping } = typeof from === "number" ? { offset: from, skipping: false } : from;
    const { path, linked } = this.#query;
    this.#archives.push(
      archiveMark(path, found, { fingerprint, offset, skipping, ...linked.length > 0 && { linked } }),
    );
    this.#contents.push(content);
    this.#archived.push(content);
    if (typeof from !== "number") this.#note(from, found.path);
    return content;
  }

  /** Keeps what a verdict says beyond what is to be read. */
  #apply(verdict: Verdict, found: FoundFile, content: Content): void {
    const { settled = [], readAs = [], addedAt = 0, knownBytes = 0, editedUpTo } = verdict;
    this.#missing = this.#missing.filter((mark) => !settled.includes(mark));
    for (const mark of readAs) this.#read.set(mark, content.size - addedAt);
    if (knownBytes > 0) this.#copies.push(readMark(this.#query.path, found, content, knownBytes));
    if (editedUpTo !== undefined) this.#noteEdited(found.path, editedUpTo);
    this.#isPending ||= verdict.isPending ?? false;
    this.#isTakenOver ||= verdict.isTakenOver ?? false;
    this.#isTruncated ||= verdict.isTruncated ?? false;
  }

  #noteEdited(path: string, offset: number): void {
    const lineBytes = this.#query.wanted.find((mark) => mark.lineBytes !== undefined)?.lineBytes;
    this.#edited.push({ path, offset, lineBytes });
  }

  #take(file: OpenFile, from: FileCheckpoint | number, path: string): void {
    const mark = typeof from === "number" ? undefined : from;
    if (mark) file.resume(mark);
    else if (typeof from === "number") file.skipTo(from);
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

  #isOpen(found: Identity): boolean {
    return [...this.#query.open, ...this.#files.map(({ file }) => file)].some((file) => isSameFile(file, found));
  }

  #isOwn({ path }: FoundFile): boolean {
    return isOwnFolder(dirname(path), { ...this.#query, oldFolder: this.#oldFolder });
  }
}

/** The verdict on a file as it is. A copy that is being made grows from one question to the next: it is judged again, as long as it does. */
function judged(file: OpenFile, judge: Judge): { readonly verdict: Verdict; readonly content: Content } {
  for (let left = MOST_TRIES;; left--) {
    const content = asItIs(file), verdict = judge(content);
    if (left === 0 || file.size === content.size) return { verdict, content };
  }
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

/** Whether rotation has put a number after a dash, as a file shows that had the path. */
function hasDashedName(path: string, renamed: string | undefined): boolean {
  return renamed !== undefined && hasDashedNumber(basename(path), basename(renamed));
}

function foundOf({ path, dev, ino, bornMs, size, writtenMs }: OpenFile): FoundFile {
  return { path, dev, ino, bornMs, size, writtenMs, isCompressed: false };
}
