import type { TemplateRecord } from "../counter_batch.ts";

/** A template as the registry keeps it. */
export interface RegisteredTemplate extends TemplateRecord {
  /** When this row last changed, by the api's clock, epoch milliseconds. */
  readonly updatedMs: number;
}
