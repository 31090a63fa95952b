import type { FileCheckpoint } from "../../../state/checkpoint.ts";
import { type Content, furthestOf, holds, isKnown, isRepeating, isTelling } from "../content.ts";
import { isCopyOf, isPart } from "./copies.ts";
import type { SurveyQuery } from "./survey_query.ts";
import type { Known, Verdict } from "./verdict.ts";

/** What is asked of a file that may have what is wanted. */
export interface WantedRest {
  /** Those that it may hold, by its time. */
  readonly wanted: readonly FileCheckpoint[];
  /** How the file at the path was read by the last run, were this file what that was. */
  readonly resumed: SurveyQuery["resumed"];
}

/** Judges a file that is not being read: whether it is the rest of what was read in part. */
export function judgeWanted(content: Content, { wanted, resumed }: WantedRest, { contents }: Known): Verdict {
  if (resumed && holds(content, resumed.mark) && !isPart(content, resumed.file)) {
    return { from: resumed.mark, isTruncated: true };
  }
  return isCopyOf(content, contents) && !isRepeating(content) ? {} : furthestIn(content, wanted);
}

/** Judges a content that is read already: of what is wanted it settles that of which it has all that was seen, or of which nothing was given out. */
export function judgeRead(content: Content, wanted: readonly FileCheckpoint[]): Verdict {
  const readAs = wanted.filter((mark) => isKnown(mark) && holds(content, mark));
  const hasAll = ({ offset, unreadEnd = offset }: FileCheckpoint) => offset === 0 || unreadEnd <= content.size;
  return { readAs, settled: readAs.filter(hasAll) };
}

/** Of the wanted that a content holds the one that was read furthest: files that were its copies before are no longer wanted. */
function furthestIn(content: Content, wanted: readonly FileCheckpoint[]): Verdict {
  const held = wanted.filter((mark) => isKnown(mark) && holds(content, mark));
  const furthest = furthestOf(held);
  if (furthest === undefined || !isTelling(furthest)) return { from: furthest };
  return { from: furthest, settled: held.filter((mark) => isTelling(mark) || mark.offset === 0) };
}
