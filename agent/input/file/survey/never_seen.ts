import { type Content, copiedBytes, holds, isTelling } from "../content.ts";
import type { FoundFile } from "../file_search.ts";
import { judgeAdded } from "./added_part.ts";
import { bytesReadOf, isBeingCopied, isCopyOf, isCopyOfUnread, isLeftToOther } from "./copies.ts";
import { editedPart } from "./edited_part.ts";
import type { Known, Verdict } from "./verdict.ts";

/** Judges a file that nobody has seen: whether it is a copy, of what is read or is not, or has lines that are nowhere else. */
export function judgeNew(content: Content, found: FoundFile, known: Known): Verdict {
  const { query, contents, archived } = known;
  const isOfTruncated = query.truncated?.hasRead(content) ?? false;
  const readBytes = isOfTruncated ? content.size : bytesReadOf(content, query);
  const isOfUnread = isCopyOfUnread(content, query) || (readBytes > 0 && isLeftToOther(content, query));
  if (isOfTruncated && !isOfUnread) return { knownBytes: readBytes };
  if (isCopyOf(content, contents)) {
    if (isOfUnread) return { isPending: true };
    return { knownBytes: isCopyOf(content, archived) ? content.size : readBytes };
  }
  return isBeingCopied(content, found, query) ? { isPending: true } : begun(content, found, known);
}

/** Where a file is begun that is no copy: after what of it was read before, in this form or another. */
function begun(content: Content, found: FoundFile, known: Known): Verdict {
  const { done, currentMark, sinceMs } = known.query;
  const isOld = found.writtenMs <= sinceMs;
  const held = done.filter((mark) => {
    return !mark.isArchive && holds(content, mark) && (isTelling(mark) || (isOld && mark.offset === content.size));
  });
  const copied = known.contents.map((each) => copiedBytes(content, each));
  const offset = Math.max(0, ...held.map((mark) => mark.offset), ...copied);
  const isTakenOver = held.some((mark) => mark === currentMark && mark.offset === offset);
  if (!isTakenOver && offset < content.size && held.some((mark) => mark.offset === offset)) {
    return judgeAdded(content, offset, known);
  }
  const edited = offset === 0 ? editedPart(content, known) : undefined;
  if (edited === undefined) return { ...fromIn(content, offset), isTakenOver };
  const isAll = edited.offset === content.size;
  return {
    ...fromIn(content, edited.offset),
    editedUpTo: edited.offset,
    ...edited.part && { settled: [edited.part] },
    ...isAll && { knownBytes: content.size },
  };
}

/** Nothing is read of what has no more. */
function fromIn({ size }: Content, offset: number): Verdict {
  return offset < size ? { from: offset } : {};
}
