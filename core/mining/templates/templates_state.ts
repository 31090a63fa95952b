import type { PackedPattern } from "./packed_pattern.ts";
import type { IndexState } from "./template_index.ts";
import type { GroupsState } from "./variant_groups.ts";

/** The templates of a template set in plain arrays. */
export interface TemplatesState {
  readonly entries: readonly {
    readonly id: string;
    readonly text: string;
    readonly sample: string;
    readonly ancestors: readonly string[];
    readonly parent: number;
    readonly pattern: PackedPattern;
    readonly ancestor?: string;
    readonly isSplit?: boolean;
    readonly isSettled?: boolean;
    readonly values?: readonly number[];
  }[];
  /** Lines of each entry. @default {none, as earlier versions did not count them} */
  readonly hits?: readonly number[];
  readonly index: IndexState;
  readonly groups: GroupsState;
  /** Templates of one punctuation. @default {none, as earlier versions did not note them} */
  readonly siblings?: readonly (readonly [number, readonly number[]])[];
  readonly overflow: number;
}
