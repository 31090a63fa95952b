import type { FileCheckpoint } from "../../../state/checkpoint.ts";
import { type Content, furthestOf, holds, isRepeating, isTelling } from "../content.ts";
import { isCopyOf } from "./copies.ts";
import type { Known, Verdict } from "./verdict.ts";

/** Judges what comes after `offset` in a file that is known up to there: lines of its own, or another file that was added to it (`cat app.log >> app.log.1`). */
export function judgeAdded(content: Content, offset: number, known: Known): Verdict {
  const { from, knownBytes = 0, ...verdict } = verdictOn(addedTo(content, offset), known);
  return {
    ...verdict,
    ...typeof from === "number" && { from: offset + from },
    ...knownBytes > 0 && { knownBytes: offset + knownBytes },
    addedAt: offset,
  };
}

/** Of marks the one up to which a file was read that was added to a content at `offset`. */
export function addedMark(
  content: Content,
  offset: number,
  marks: readonly FileCheckpoint[],
): FileCheckpoint | undefined {
  const added = addedTo(content, offset);
  return isRepeating(added) ? undefined : furthestHeld(added, marks);
}

function furthestHeld(added: Content, marks: readonly FileCheckpoint[]): FileCheckpoint | undefined {
  return furthestOf(marks.filter((mark) => isTelling(mark) && holds(added, mark)));
}

function verdictOn(added: Content, { query, missing }: Known): Verdict {
  const { current, truncated } = query;
  if (isRepeating(added)) return { from: 0 };
  if (truncated?.hasRead(added)) return { knownBytes: added.size };
  if (current && isCopyOf(added, [current])) {
    // What is not all of it may still grow.
    const isRead = added.size === current.size && current.givenTo === added.size;
    return isRead ? { knownBytes: added.size } : { isPending: true };
  }
  const mark = furthestHeld(added, missing);
  if (mark === undefined) return { from: 0 };
  const rest = mark.offset < added.size ? { from: mark.offset } : { knownBytes: added.size };
  return { ...rest, readAs: [mark], settled: [mark] };
}

function addedTo(content: Content, offset: number): Content {
  const { size, writtenMs } = content;
  return { size: size - offset, writtenMs, bytesAt: (from, length) => content.bytesAt(offset + from, length) };
}
