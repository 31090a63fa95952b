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
  }[];
  readonly index: IndexState;
  readonly groups: GroupsState;
  readonly overflow: number;
}
