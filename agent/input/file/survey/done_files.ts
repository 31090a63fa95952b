import type { FileCheckpoint } from "../../../state/checkpoint.ts";
import { type Archive, openArchive } from "../archive.ts";
import { beginsLike, holds, isKnown } from "../content.ts";
import { isSameFile } from "../file_identity.ts";
import type { FoundFile } from "../file_search.ts";
import { openFound } from "./open_found.ts";
import type { SurveyQuery } from "./survey_query.ts";

/** Whether it is a file that was read to its end: not so where it was truncated since, or written over. */
export function isDone(found: FoundFile, query: SurveyQuery): boolean {
  const marks = query.done.filter((mark) => isSameFile(mark, found));
  if (marks.length === 0) return false;
  if (found.isCompressed) return isDoneArchive(found, marks);
  const read = marks.filter(({ offset }) => offset >= found.size);
  return read.some((mark) => !isKnown(mark) && mark.offset === found.size) ||
    isOneOf(found, read.filter(isKnown), query);
}

/** Whether a compressed file is as it was for one of its marks: what was written to since is looked into. */
function isDoneArchive(found: FoundFile, marks: readonly FileCheckpoint[]): boolean {
  const isUnchanged = (mark: FileCheckpoint) =>
    mark.writtenMs === found.writtenMs || (!isKnown(mark) && mark.offset === found.size);
  if (marks.some(isUnchanged)) return true;
  const archive = openArchive(found);
  return archive !== undefined && marks.some((mark) => isArchiveOf(mark, archive));
}

/** Whether a mark was made of what a compressed file holds, to its end where it was read so far. */
function isArchiveOf(mark: FileCheckpoint, { content, fingerprint: { hash } }: Archive): boolean {
  const isWhole = mark.offset === content.size;
  if (!mark.isArchive) return isWhole && holds(content, mark);
  return mark.fingerprint.hash === hash && (isWhole || !mark.isDone);
}

/** Whether a file has what was read of one of the marks, as far as it goes. */
function isOneOf(found: FoundFile, marks: readonly FileCheckpoint[], query: SurveyQuery): boolean {
  if (marks.length === 0) return false;
  const file = openFound(found, query);
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
