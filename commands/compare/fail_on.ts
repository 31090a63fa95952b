import { type ChangedTemplate, isNewError } from "../../core/compare/compare_templates.ts";
import type { ComparedTemplate } from "./compared_template.ts";

/** What makes a comparison fail, for use in CI. */
export const FAIL_ON = {
  "new-errors": isNewError,
  new: ({ change }) => change === "new",
  any: () => true,
} as const satisfies Record<string, (row: ChangedTemplate<ComparedTemplate>) => boolean>;

export type FailOn = keyof typeof FAIL_ON;
