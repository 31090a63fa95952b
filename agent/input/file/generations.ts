import { basename, dirname } from "node:path";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import type { Mode } from "../../../core/mode.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { Loss, LossReason } from "../../../core/loss.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { PastFiles } from "../past/past_files.ts";
import type { Arrival } from "../record_feed.ts";
import { plainBytesOf } from "./archive_size.ts";
import {
  continuedBytes,
  copiedBytes,
  furthestOf,
  isEqual,
  isKnown,
  isRepeating,
  isTelling,
  LEAST_SHARED_BYTES,
} from "./content.ts";
import { CopyWatch } from "./copy_watch.ts";
import type { FileClaims } from "./file_claims.ts";
import { filesBetween } from "./files_between.ts";
import { HEAD_BYTES, isSameFile } from "./file_identity.ts";
import { orNothing } from "./file_problem.ts";
import { type FoundFile, isOwnFolder, isRotation, pathOf, rotationsOf } from "./file_search.ts";
import { FolderWatch } from "./folder_watch.ts";
import { LateWrites } from "./late_writes.ts";
import { LIKELY_LINE_BYTES, likelyLines, likelyLinesUntil } from "./likely_lines.ts";
import { OpenFile } from "./open_file.ts";
import {
  endOfReadPart,
  fingerprintOfAll,
  furthestPart,
  isBegunAlike,
  offsetAfter,
  partUpTo,
  type ReadPart,
} from "./read_part.ts";
import { type Leaving, RotatedFiles } from "./rotated_files.ts";
import { type TarredLog, tarredLog } from "./tarred_log.ts";
import { survey } from "./survey/survey.ts";
import type { EditedFile, SurveyFindings } from "./survey/survey_findings.ts";
import type { SurveyQuery } from "./survey/survey_query.ts";

/** Lines of compressed files: they were written while nobody looked. */
const RECOVERED: Arrival = { mode: "backlog", preexisting: false };

/** As many files that links have led to are kept in mind. */
const MOST_LINKED = 8;

/** Of which log they are, and who is told. */
export interface GenerationsOptions {
  readonly path: string;
  readonly source: string;
  readonly windowMs: number;
  readonly claims: FileClaims;
  readonly openRule?: OpenRule;
  /** Whether a file is read for the log's past. */
  readonly isPast: (file: FoundFile) => boolean;
  readonly onProblem: (message: string) => void;
  readonly onArrival: () => void;
  readonly onLost: (loss: Loss) => void;
}

/** Where files are looked for. */
export interface Search {
  /** What has the path now. */
  readonly current: OpenFile | undefined;
  /** How far it was read by the last run. */
  readonly resumed?: FileCheckpoint;
  readonly isBacklog: boolean;
  readonly nowMs: number;
}

/**
 * The files that had a log's path once and are not read to their ends: renamed, moved, copied or compressed, seen by this run or not. What was
 * read in part and is found in no form is lost, and told.
 */
export class Generations {
  readonly #owner: object;
  readonly #options: GenerationsOptions;
  readonly #rotated: RotatedFiles;
  #archives: PastFiles[] = [];
  #missing: readonly FileCheckpoint[] = [];
  #missingSinceMs = 0;
  #seenMs = Infinity;
  /** Files were renamed all the time while they were looked through. */
  #isUnsettled = false;
  /** When a rotation is over that may go on: copies and compresses. Infinity: none does. */
  #overMs = Infinity;
  #oldFolder: string | undefined;
  /** Where the links of the path have led to, the newest last. */
  #linked: readonly string[] = [];
  /** What was read of the file at the path before it was truncated, and whether that is in a copy: an editor may have written it anew. */
  #truncated: { readonly part: ReadPart; readonly isCopied: boolean } | undefined;
  readonly #folder: FolderWatch;
  readonly #copies: CopyWatch;
  readonly #late = new LateWrites();

  /** `owner` claims the files. */
  constructor(owner: object, options: GenerationsOptions) {
    this.#owner = owner;
    this.#options = options;
    this.#rotated = new RotatedFiles(owner, options.claims, (mark) => this.#late.add(mark));
    this.#folder = new FolderWatch(dirname(options.path));
    this.#copies = new CopyWatch(options.path);
  }

  /** Those that are read under an old name, or under none. */
  get rotated(): RotatedFiles {
    return this.#rotated;
  }

  /** Whether lines of them are read that are not live. */
  get isBehind(): boolean {
    return this.#isReadingArchives || this.#rotated.hasBacklog;
  }

  /** Bytes of compressed files that are to be read. */
  get lagBytes(): number {
    return this.#archives.reduce((sum, each) => sum + each.lagBytes, 0);
  }

  /** Checkpoints of them. */
  marks(): FileCheckpoint[] {
    return [...this.#archives.flatMap((each) => each.marks()), ...this.#rotated.marks(), ...this.#missing];
  }

  /** What the mark of the path's own file says of all of them. */
  get standing(): Pick<FileCheckpoint, "seenMs" | "oldFolder" | "linked"> {
    const oldFolder = this.#oldFolder, linked = this.#linked;
    return {
      ...this.#seenMs < Infinity && { seenMs: this.#seenMs },
      ...oldFolder !== undefined && { oldFolder },
      ...linked.length > 0 && { linked },
    };
  }

  /** Nothing that is there now is to be read: the log is followed for the first time. */
  beginNow(current: OpenFile | undefined): void {
    const { path, claims } = this.#options;
    this.#noteLink(current);
    const isCurrent = (each: FoundFile) => current !== undefined && isSameFile(each, current);
    const linked = this.#linked;
    const own = rotationsOf(path, { linked }).filter((each) => isOwnFolder(dirname(each.path), { path, linked }));
    const found = own.filter((each) => !this.#isTaken(each) && !isCurrent(each));
    this.#seenMs = Math.max(1, current?.writtenMs ?? 0, ...found.map(({ writtenMs }) => writtenMs));
    const newest = found.filter((each) => each.writtenMs >= this.#seenMs - 1_000);
    for (const each of newest) claims.remember({ ...doneMark(path, each), writtenMs: each.writtenMs });
  }

  /** Goes on with what the last run has left. */
  resume(marks: readonly FileCheckpoint[], search: Search): void {
    this.#oldFolder = marks.findLast((mark) => mark.oldFolder !== undefined)?.oldFolder;
    this.#linked = marks.findLast((mark) => mark.linked !== undefined)?.linked ?? [];
    const seen = marks.flatMap(({ seenMs }) => seenMs ?? []);
    this.#seenMs = seen.length > 0 ? Math.max(...seen) : Infinity;
    this.#readArchives(marks.filter(({ isArchive, isDone }) => isArchive && !isDone));
    this.#missing = marks.filter((mark) =>
      !mark.isArchive && !mark.isDone && !mark.isAbsent && mark !== search.resumed && !this.#isOthers(mark)
    );
    for (const mark of this.#missing) this.#options.claims.drop(mark);
    this.#missingSinceMs = search.nowMs;
    const given = marks.filter((mark) => mark.isDone && !mark.isArchive && isKnown(mark));
    for (const mark of given.toSorted(byWriting)) this.#late.add(mark);
    this.#search(search);
    if (this.#seenMs === Infinity) this.beginNow(search.current);
  }

  /** Whether the file of a mark has a path by now that is followed for itself. */
  #isOthers(mark: FileCheckpoint): boolean {
    const { path, claims } = this.#options;
    const now = pathOf(mark);
    return now !== undefined && now !== path && claims.isFollowed(now);
  }

  /** The file at the path has lost its name. */
  leave(file: OpenFile, leaving: Leaving): void {
    this.#truncated = undefined;
    this.#rotated.add(file, leaving);
    const path = file.isLinked ? pathOf(file.mark()) : undefined;
    if (path !== undefined && dirname(path) !== dirname(this.#options.path)) this.#oldFolder = dirname(path);
  }

  /** Another file has the path: finds those that had it in between, now and once rotation is likely to be over. */
  change(search: Search): void {
    this.#search(search);
    this.#overMs = search.nowMs + this.#options.windowMs;
  }

  /** Reads on in files that were given up, and that their writer goes on with. */
  readLateWrites({ current, isBacklog, nowMs }: Search): void {
    const { path: followedAs, claims, openRule } = this.#options;
    for (const { path, mark } of this.#late.look(nowMs, (mark) => this.#readUpTo(mark).offset)) {
      const isOthers = claims.isTaken(mark, this.#owner) || claims.isFollowed(path);
      if (isOthers || this.#rotated.files.some((file) => isSameFile(file, mark))) continue;
      const file = orNothing(() => new OpenFile(path, { followedAs, openRule }));
      if (file === undefined) continue;
      const known = this.#readUpTo(mark);
      if (!file.holds(known) || isAddedOf(file, known.offset, current)) file.close();
      else {
        claims.take(file, this.#owner);
        file.resume(known);
        this.#rotated.add(file, { isBacklog, nowMs });
      }
    }
  }

  /** The mark of a file that was given up, where it was read furthest. */
  #readUpTo(mark: FileCheckpoint): FileCheckpoint {
    const known = this.#options.claims.left.filter((each) => isSameFile(each, mark));
    return [mark, ...known].reduce((furthest, each) => each.offset > furthest.offset ? each : furthest);
  }

  /** No file has the path: finds what had it meanwhile, whenever something has changed in its folder; twice, as the change may go on. */
  watch(search: Search): void {
    if (this.#folder.look() !== "none") this.#search(search);
  }

  /** The file at the path was truncated, and was read as `mark` says; returns whether the rest is found in a copy, and how many bytes that has. */
  truncate(mark: FileCheckpoint, search: Search): number | undefined {
    const how = { ...search, wanted: [mark], truncated: search.current };
    const { files, archives, missing, read, isWhole } = this.#search(how);
    if (!isWhole) return this.#awaitSettling(search);
    this.#missing = this.#missing.filter((each) => each !== mark);
    this.#options.claims.remember(mark);
    const found = files.find((each) => each.mark === mark)?.file.size ?? read.get(mark);
    const isFound = found !== undefined || !missing.includes(mark);
    const copy = isFound ? undefined : this.#copyOf(mark);
    this.#truncated = { part: partUpTo(mark.fingerprint), isCopied: isFound || copy !== undefined };
    if (isFound) return found ?? (archives.length > 0 ? Infinity : undefined);
    return copy?.size;
  }

  /** The path's file is the same: finds what is copied of it while it is there to be compared with. */
  watchCopies(search: Search): void {
    if (this.#copies.isDue(search.nowMs)) this.#search(search);
  }

  /** What is missing may be there all the same. */
  #awaitSettling({ nowMs }: Search): number {
    this.#missingSinceMs = nowMs;
    return Infinity;
  }

  /** A file that is read already may be the copy: found when it was made, before the truncation was seen. */
  #copyOf(mark: FileCheckpoint): OpenFile | undefined {
    return this.#rotated.files.find((file) => {
      return isKnown(mark) && file.holds(mark) && file.writtenMs >= (mark.writtenMs ?? Infinity);
    });
  }

  /** The rest of a file is to be found, whose name is gone. */
  want({ isPast: _isPast, ...mark }: FileCheckpoint): void {
    this.#missing = [...this.#missing, mark];
    this.#missingSinceMs = -Infinity;
  }

  /** The path's file is the same as before, is read in part at least, and was last written to at this time. */
  see(writtenMs: number): void {
    if (!this.#isUnsettled && this.#overMs === Infinity) this.#seeUpTo(writtenMs);
  }

  /** Looks once more for what is missing, and gives it up in the end. */
  settle(search: Search, { isLast = false } = {}): void {
    const isOver = search.nowMs >= this.#overMs || (isLast && this.#overMs < Infinity);
    if (isOver) this.#overMs = Infinity;
    if (isOver || this.#isUnsettled) this.#search(search);
    if (this.#missing.length === 0) return;
    const isDue = isLast || search.nowMs - this.#missingSinceMs >= this.#options.windowMs;
    if (!isDue) return;
    this.#search(search);
    for (const mark of this.#missing) this.#giveUp(mark, search.current);
    this.#missing = [];
  }

  /** Gives out a chunk of each, or of what is to be read before them. */
  poll(
    nowMs: number,
    how: { readonly maxLines: number; readonly mode: Mode; readonly sink: RecordSink },
  ): { readonly lines: number; readonly bytes: number; readonly isFirst: boolean } {
    const archive = this.#archives.find((each) => each.isReading);
    if (archive === undefined) return { ...this.#rotated.poll(nowMs, how), isFirst: false };
    return { lines: 0, bytes: archive.poll({ ...how, arrival: RECOVERED }), isFirst: true };
  }

  close(): void {
    for (const archive of this.#archives) archive.close();
    for (const file of this.#rotated.files) file.close();
  }

  get #isReadingArchives(): boolean {
    return this.#archives.some((each) => each.isReading);
  }

  #search(search: Search & Pick<Partial<SurveyQuery>, "wanted" | "truncated">): SurveyFindings {
    const { current, resumed, isBacklog, nowMs, wanted = [], truncated } = search;
    this.#noteLink(current);
    const readMs = readUpToMs(current);
    const found = survey({ ...this.#queryOf(current, { resumed, wanted }), truncated, nowMs });
    this.#isUnsettled = !found.isWhole;
    if (found.isPending) this.#copies.lookAgain();
    this.#oldFolder = found.oldFolder;
    this.#missing = found.missing;
    const { claims } = this.#options;
    for (const { file, mark } of found.files) {
      const before = claims.take(file, this.#owner);
      if (mark === undefined && before !== undefined && before.offset > file.offset) file.resume(before);
      this.#rotated.add(file, { isBacklog, pastEnd: mark?.pastEnd, nowMs });
    }
    for (const mark of found.copies) claims.remember(mark);
    this.#readArchives(found.archives);
    for (const each of found.unreadable) this.#loseUnreadable(each, current);
    for (const each of found.edited) this.#tellEdited(each);
    this.#seeUpTo(found.seenMs);
    this.see(readMs);
    if (found.isTruncated) current?.restart();
    else if (found.isTakenOver) current?.forgetRecord();
    if (current && resumed === undefined) this.#skipCopied(current, found);
    return found;
  }

  #seeUpTo(ms: number): void {
    if (this.#seenMs < Infinity) this.#seenMs = Math.max(this.#seenMs, ms);
  }

  #noteLink(current: OpenFile | undefined): void {
    const real = current?.realPath;
    if (real === undefined || real === this.#options.path || real === this.#linked.at(-1)) return;
    const last = this.#linked.at(-1);
    const between = last === undefined ? [] : filesBetween(last, real);
    const known = this.#linked.filter((each) => each !== real && !between.includes(each));
    this.#linked = [...known, ...between, real].slice(-MOST_LINKED);
  }

  /** Leaves out what the file at the path has from one that is read, or was. */
  #skipCopied(current: OpenFile, { read, archived }: Pick<SurveyFindings, "read" | "archived">): void {
    if (current.offset > 0) return;
    const copied = Math.max(0, ...this.#rotated.files.map((file) => this.#copiedFrom(file, current)));
    if (copied > 0) return current.skipTo(copied);
    if (isRepeating(current)) return;
    const inCopies = [...read.keys()];
    const known = [...this.#missing.filter(isTelling), ...inCopies.filter(isLong)];
    const held = known.filter((mark) => !isSameFile(mark, current) && current.holds(mark));
    const furthest = furthestOf(held);
    if (furthest === undefined) return this.#skipEdited(current, [...inCopies, ...archived]);
    current.resume(furthest);
    this.#missing = this.#missing.filter((mark) => !held.includes(mark));
  }

  /** Leaves out what was read of a file, and stands in another place of the one at the path; where that file, or a copy, is kept it has to begin alike, too. */
  #skipEdited(current: OpenFile, inCopies: readonly ReadPart[]): void {
    const removed = this.#rotated.files.filter((file) => !file.isLinked);
    const kept = this.#rotated.files.filter((file) => file.isLinked);
    // What waits for what may go on with it is given out nevertheless of files that are there, and was of what was truncated.
    const partsOf = (file: OpenFile) => [fingerprintOfAll(file), file.mark().fingerprint].map((each) => partUpTo(each));
    const isAlike = ({ fingerprint }: ReadPart) => isBegunAlike(fingerprint, current);
    const isWhole = (file: OpenFile) => endOfReadPart(current, fingerprintOfAll(file)) !== undefined;
    // Of one that was cut before what was read of it, its own rest is read, and what is here of it is left out.
    const whole = removed.map((file) => ({ ...file.mark(), file })).filter((part) =>
      isWhole(part.file) && offsetAfter(part, current) !== undefined
    );
    const truncated = this.#truncated;
    const parts = [
      ...whole,
      ...removed.flatMap((file) => whole.some((part) => part.file === file) ? [] : partsOf(file)),
      ...truncated && !truncated.isCopied ? [truncated.part] : [],
      ...this.#missing,
      ...[...kept.flatMap(partsOf), ...truncated?.isCopied ? [truncated.part] : [], ...inCopies].filter(isAlike),
    ];
    const furthest = furthestPart(parts, current);
    if (current.size > 0) this.#truncated = undefined;
    if (furthest) {
      current.skipTo(furthest.offset);
      // All of that one is here, the record that may go on, too; who has it open may write on to it.
      whole.find((part) => part === furthest.part)?.file.leaveRest();
      this.#missing = this.#missing.filter((each) => each !== furthest.part);
      this.#tellEdited(current);
    } else if (truncated && !truncated.isCopied && isAlike(truncated.part)) this.#tellAnew(truncated.part, current);
  }

  /**
   * How many bytes of `current` are a copy of a file's: a log without times that rotation has renamed may begin with the same again, where it is
   * short, as that of a job, or says the same all the time.
   */
  #copiedFrom(file: OpenFile, current: OpenFile): number {
    const copied = copiedBytes(current, file);
    if (copied >= LEAST_SHARED_BYTES && !isRepeating(current)) return copied;
    if (!file.isLinked) return continuedBytes(current, file);
    if (copied === 0) return 0;
    const path = pathOf(file.mark());
    const wasRotated = path !== undefined && isRotation(this.#options.path, basename(path));
    return wasRotated ? 0 : copied;
  }

  #queryOf(
    current: OpenFile | undefined,
    { resumed, wanted }: { readonly resumed?: FileCheckpoint; readonly wanted: readonly FileCheckpoint[] },
  ): Omit<SurveyQuery, "nowMs"> {
    const { path, claims, openRule } = this.#options;
    const done = claims.left.filter((mark) => mark.path === path && mark.isDone);
    // It may have been truncated since it was looked at: what was read of it is in the copy.
    const currentMark = current && current.offset > 0 ? current.mark() : undefined;
    return {
      path,
      openRule,
      wanted: [...this.#missing, ...wanted],
      done: [...done, ...currentMark ? [currentMark] : [], ...this.#archives.flatMap((each) => each.marks())],
      open: [...this.#rotated.files, ...current ? [current] : []],
      current,
      currentMark,
      ...current && resumed && { resumed: { file: current, mark: resumed } },
      sinceMs: this.#seenMs,
      oldFolder: this.#oldFolder,
      linked: this.#linked,
      isTaken: (file) => this.#isTaken(file),
    };
  }

  /** Whether somebody else reads a file, or this log's past does. */
  #isTaken(file: FoundFile): boolean {
    const { claims, isPast } = this.#options;
    return claims.isTaken(file, this.#owner) || claims.isFollowed(file.path) || isPast(file);
  }

  #readArchives(marks: readonly FileCheckpoint[]): void {
    if (marks.length === 0) return;
    const { path, claims, openRule, onProblem, onArrival } = this.#options;
    const onDone = (mark: FileCheckpoint) => claims.remember(mark);
    const onGone = (mark: FileCheckpoint) => this.#giveUp({ ...mark, hasLeft: false });
    this.#archives = [
      ...this.#archives.filter((each) => each.isReading),
      new PastFiles({ path, marks, openRule, onProblem, onArrival, onDone, onGone }),
    ];
  }

  /** A compressed file that can't be read: what it says of its size tells how many lines are lost with it, what was read of it before left out. */
  #loseUnreadable(found: FoundFile, current: OpenFile | undefined): void {
    const { path, claims } = this.#options;
    const bytes = plainBytesOf(found.path);
    claims.remember(doneMark(path, found));
    if (bytes !== undefined && this.#isReadWhole(bytes)) return;
    const wanted = this.#missing.find((mark) => !mark.hasLeft && isKnown(mark) && mark.offset <= (bytes ?? 0));
    if (wanted) claims.remember(wanted);
    this.#missing = this.#missing.filter((mark) => mark !== wanted);
    const unread = (bytes ?? 0) - (wanted?.offset ?? 0);
    if (wanted && unread === 0) return;
    const lineBytes = wanted?.lineBytes ?? current?.lineBytes ?? LIKELY_LINE_BYTES;
    const lines = Math.max(1, likelyLines(unread, lineBytes));
    const from = wanted ? ` from byte ${wanted.offset} of what it holds` : "";
    const number = bytes === undefined ? `at least ${lines}` : `by its size about ${lines}`;
    this.#lose(`Cannot read "${found.path}"${from}`, { lines, number, reason: "gone" });
  }

  /** Whether what is read, or was, has just as many bytes: what can't be read is that, compressed. */
  #isReadWhole(bytes: number): boolean {
    const { path, claims } = this.#options;
    const done = claims.left.some((mark) => mark.path === path && mark.isDone && mark.offset === bytes);
    return done || this.#rotated.files.some(({ size }) => size === bytes);
  }

  /** Whether what can't be read here has just as many bytes as were read of a file. */
  #isCompressedWhole({ offset }: FileCheckpoint): boolean {
    const rotated = rotationsOf(this.#options.path, { linked: this.#linked });
    return rotated.some(({ path }) => plainBytesOf(path) === offset);
  }

  /** What is known of a file that is found no more: its content is, were it compressed or copied later. */
  #giveUp(mark: FileCheckpoint, current?: OpenFile): void {
    this.#options.claims.remember(mark);
    const isTruncated = current !== undefined && isSameFile(mark, current);
    if (isTruncated && mark.unread === undefined && isBegunAlike(mark.fingerprint, current)) {
      return this.#tellAnew(mark, current);
    }
    const reason = isTruncated ? "truncated" : "gone";
    const tar = tarredLog(mark);
    if (tar) return this.#loseTarred(mark, { tar, reason });
    const lines = mark.unread ?? (mark.hasLeft || !isKnown(mark) || this.#isCompressedWhole(mark) ? 0 : 1);
    if (lines === 0) return;
    const what = isTruncated ? "was truncated" : "is not found, nor a copy of it";
    const from = `"${mark.path}", read up to byte ${mark.offset}, ${what}`;
    const likely = current ? likelyLinesUntil(isTruncated ? current.writtenMs : current.bornMs, mark) : 0;
    const number = `at least ${lines}${likely > lines ? `, about ${likely} were it written on as before,` : ""}`;
    this.#lose(`The rest of ${from}`, { lines, number, reason });
  }

  /** What was packed into a tar, which is not read: its size says how much of it nobody has seen. */
  #loseTarred(
    { path, offset, lineBytes = LIKELY_LINE_BYTES }: FileCheckpoint,
    { tar, reason }: { readonly tar: TarredLog; readonly reason: LossReason },
  ): void {
    const lines = likelyLines(tar.size - offset, lineBytes);
    if (lines === 0) return;
    const what = `The rest of "${path}", read up to byte ${offset}, is in "${tar.path}", which is not read`;
    this.#lose(what, { lines, number: `by its size about ${lines}`, reason });
  }

  /** A program that began its log again, with the same header, has most likely ended the one before. */
  #tellAnew({ offset }: ReadPart, { path, size, lineBytes }: OpenFile): void {
    const what = `what came between byte ${offset}, where it was read to, and that is not known`;
    const again = `about ${likelyLines(size, lineBytes)} lines count again if they are old ones`;
    this.#options.onProblem(`"${path}" was written anew with the same header: ${what}, and ${again}`);
  }

  /** A program that says the same at each start, and removes its log before, can't be told from an editor. */
  #tellEdited({ path, offset, lineBytes = LIKELY_LINE_BYTES }: EditedFile): void {
    const lines = likelyLines(offset, lineBytes);
    this.#options.onProblem(
      `"${path}" was written anew with what was read of it: about ${lines} lines, up to byte ${offset}, are not counted again`,
    );
  }

  #lose(what: string, { lines, number, reason }: {
    readonly lines: number;
    /** In words. */
    readonly number: string;
    readonly reason: LossReason;
  }): void {
    const message = `${what}: ${number} lines may be lost`;
    this.#options.onLost({ source: this.#options.source, lines, reason, message });
  }
}

/** The mark of a file of the log at `path` of which nothing is to be read, nor known. */
function doneMark(path: string, { dev, ino, bornMs, size }: FoundFile): FileCheckpoint {
  return { path, dev, ino: ino ?? 0, bornMs, fingerprint: { length: 0, hash: "" }, offset: size, skipping: false };
}

/** The one that was written to last comes last. */
function byWriting({ writtenMs: a = 0 }: FileCheckpoint, { writtenMs: b = 0 }: FileCheckpoint): number {
  return a - b;
}

/** Whether what a file has from an offset on is what the log has from its beginning: rotation adds it there. */
function isAddedOf(file: OpenFile, offset: number, current: OpenFile | undefined): boolean {
  const length = Math.min(HEAD_BYTES, file.size - offset, current?.size ?? 0);
  return length > 0 && isEqual(file.bytesAt(offset, length), current!.bytesAt(0, length));
}

/** Whether so much was read of a mark's file that another that begins with it goes on from it, though there are other copies. */
function isLong({ offset }: FileCheckpoint): boolean {
  return offset >= LEAST_SHARED_BYTES;
}

/** When a file was last written to that is read in part at least: the rest is found by what was read, in whatever it becomes. */
function readUpToMs(file: OpenFile | undefined): number {
  const writtenMs = file?.writtenMs ?? 0;
  return file && file.seen > 0 && file.isIntact() ? writtenMs : 0;
}
