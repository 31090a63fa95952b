import type { FileCheckpoint } from "../../../state/checkpoint.ts";
import type { Content } from "../content.ts";
import type { ReadPart } from "../read_part.ts";
import type { SurveyQuery } from "./survey_query.ts";

/** By what a found file is judged. */
export interface Known {
  readonly query: SurveyQuery;
  /** What of the wanted is not found yet. */
  readonly missing: readonly FileCheckpoint[];
  /** What is being read, or will be: others may be copies of it. */
  readonly contents: readonly Content[];
  /** Of these what compressed files hold: once they are read nothing tells their content. */
  readonly archived: readonly Content[];
}

/** What a found file is, and so what is to be read of it. */
export interface Verdict {
  /** Where it is begun: after a mark of what was wanted, or at an offset. @default {nothing of it is read} */
  readonly from?: FileCheckpoint | number;
  /** What need not be looked for any more: this file has it. @default {none} */
  readonly settled?: readonly ReadPart[];
  /** Marks of the wanted that it holds, and that are read as this file. @default {none} */
  readonly readAs?: readonly FileCheckpoint[];
  /** Where these begin in it: they were added to what it was. @default 0 */
  readonly addedAt?: number;
  /** As many of its bytes are known as read, and would be so in another file. @default 0 */
  readonly knownBytes?: number;
  /** Where it goes on after what an editor has written anew. @default {no editor has} */
  readonly editedUpTo?: number;
  /** It is a copy of what was not given out, or becomes one: it is to be looked at again. @default false */
  readonly isPending?: boolean;
  /** It is read on from where the file at the path was given out to. @default false */
  readonly isTakenOver?: boolean;
  /** It has what the file at the path had, which was truncated. @default false */
  readonly isTruncated?: boolean;
}
