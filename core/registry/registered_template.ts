import type { TemplateRecord } from "../counter_batch.ts";

/** A template as the registry keeps it. */
export interface RegisteredTemplate extends TemplateRecord {
  /** When this row last changed, by the api's clock, epoch milliseconds. */
  readonly updatedMs: number;
}

/** Id of the template that takes the lines above the cap; it never merges with another one. */
export const OVERFLOW_TEMPLATE = "overflow";
