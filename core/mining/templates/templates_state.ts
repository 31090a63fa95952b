import type { PackedPattern } from "./packed_pattern.ts";
import type { RelativesState } from "./relatives.ts";
import type { IndexState } from "./template_index.ts";

/** The templates of a template set in plain arrays. */
export interface TemplatesState extends RelativesState {
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
    readonly phrases?: readonly number[];
    readonly hasParts?: boolean;
    readonly values?: readonly number[];
    readonly forms?: (string | null)[];
  }[];
  /** Lines of each entry. @default {none, as earlier versions did not count them} */
  readonly hits?: readonly number[];
  readonly index: IndexState;
  readonly overflow: number;
}
