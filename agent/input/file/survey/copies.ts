import { type Content, copiedBytes, LEAST_SHARED_BYTES, sharedBytes } from "../content.ts";
import type { FoundFile } from "../file_search.ts";
import type { SurveyQuery } from "./survey_query.ts";

/** A copy grows within this time. */
const COPIED_WITHIN_MS = 2_000;

/** Whether a content is the beginning of one of others, or all of it. */
export function isCopyOf(content: Content, others: readonly Content[]): boolean {
  return others.some((each) => copiedBytes(content, each) === content.size);
}

/** Whether it is a copy of what the file at the path has not given out: all that is left of it where that is truncated now. */
export function isCopyOfUnread(content: Content, { current }: SurveyQuery): boolean {
  return current !== undefined && current.givenTo < content.size && isCopyOf(content, [current]);
}

/** Whether what the file at the path has read of it was left to another file that has not given all of it out: a record that may go on. */
export function isLeftToOther(content: Content, { open, current }: SurveyQuery): boolean {
  return isCopyOf(content, open.filter((file) => file !== current && file.givenTo < content.size));
}

/** Whether it may be a copy that is being made: too short yet to be known as one. */
export function isBeingCopied(content: Content, { writtenMs }: FoundFile, { current, nowMs }: SurveyQuery): boolean {
  const isNew = content.size < LEAST_SHARED_BYTES && writtenMs > nowMs - COPIED_WITHIN_MS;
  return isNew && current !== undefined && isPart(content, current);
}

/** Whether all of it is the beginning of `other`, however short. */
export function isPart(content: Content, other: Content): boolean {
  return content.size <= other.size && sharedBytes(content, other) === content.size;
}

/** How many bytes it has, where they are a copy of what was read of the file at the path: once that is truncated nothing else tells. Else 0. */
export function bytesReadOf(content: Content, { current }: SurveyQuery): number {
  const { size } = content;
  if (current === undefined || size > current.givenTo || copiedBytes(content, current) !== size) return 0;
  // Were it truncated and written anew, the copy would be of what was not read yet.
  return current.isIntact() ? size : 0;
}
