import type { Kind } from "../kinds/kind.ts";
import { type AnomalyKind, KINDS } from "../kinds/kinds.ts";
import type { SeriesRule } from "../kinds/series_rule.ts";
import type { SourceRule } from "../kinds/source_rule.ts";

/** A kind with its rule. */
export interface RuledKind<Rule> {
  readonly name: AnomalyKind;
  readonly lasts: boolean;
  readonly rule: Rule;
}

/** The kinds that are found series by series. */
export const SERIES_KINDS: readonly RuledKind<SeriesRule>[] = ruled(({ sigma }) => sigma?.series);

/** The kinds that are found in the windows of a source. */
export const SOURCE_KINDS: readonly RuledKind<SourceRule>[] = ruled(({ sigma }) => sigma?.source);

function ruled<Rule>(ruleOf: (kind: Kind) => Rule | undefined): RuledKind<Rule>[] {
  return KINDS.flatMap((kind) => {
    const rule = ruleOf(kind);
    return rule === undefined ? [] : [{ name: kind.name, lasts: kind.lasts, rule }];
  });
}
