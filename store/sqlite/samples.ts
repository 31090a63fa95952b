import type { SampleLine } from "../../core/counter_batch.ts";
import { SAMPLES_PER_TEMPLATE } from "../ports/templates.ts";
import type { Connection } from "./connection.ts";
import { INSERT_SAMPLE, SAMPLES, SAMPLES_OF_SOURCE, TRIM_SAMPLES } from "./queries.ts";

/** See `TemplateStore.saveSamples`. */
export function saveSamples(db: Connection, samples: readonly SampleLine[]): void {
  const touched = new Map<string, SampleLine>();
  for (const sample of samples) {
    db.run(INSERT_SAMPLE, { ...sample });
    touched.set(JSON.stringify([sample.source, sample.template]), sample);
  }
  for (const { source, template } of touched.values()) {
    db.run(TRIM_SAMPLES, { source, template, most: SAMPLES_PER_TEMPLATE });
  }
}

/** See `TemplateStore.samples`. */
export function querySamples(
  db: Connection,
  { source = null, template = null }: { readonly source?: string | null; readonly template?: string | null },
): SampleLine[] {
  return db.all<SampleLine>(source === null ? SAMPLES : SAMPLES_OF_SOURCE, { source, template });
}
