import { type Content, isRepeating } from "../content.ts";
import { endOfReadPart, fingerprintOfAll, furthestPart, isBegunAlike, partUpTo, type ReadPart } from "../read_part.ts";
import type { Known } from "./verdict.ts";

/**
 * Up to where an editor has written anew what is read, or was, before rotation came, and what that was where it was wanted; where it is found
 * elsewhere it has to begin alike, too. Undefined where no editor has.
 */
export function editedPart(
  content: Content,
  { query, missing, contents }: Known,
): { readonly offset: number; readonly part?: ReadPart } | undefined {
  if (isRepeating(content)) return undefined;
  const all = fingerprintOfAll(content);
  const isEarlier = contents.some((each) => isBegunAlike(all, each) && endOfReadPart(each, all) !== undefined);
  if (isEarlier) return { offset: content.size };
  const there = [...contents.map((each) => partUpTo(fingerprintOfAll(each))), ...query.wanted];
  return furthestPart([...missing, ...there.filter(({ fingerprint }) => isBegunAlike(fingerprint, content))], content);
}
