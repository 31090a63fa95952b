import type { TemplateRecord } from "../../core/counter_batch.ts";
import { type MiningEvent, OVERFLOW_TEXT } from "../../core/mining/templates/template.ts";

/**
 * The record of a template after its miner's `event`. `known` is the record before it; where there is none (a template
 * that was forgotten after it was replaced), one is made from what the event says.
 */
export function applyMiningEvent(
  known: TemplateRecord | undefined,
  event: MiningEvent,
  { source, slotMs }: { readonly source: string; readonly slotMs: number },
): TemplateRecord {
  const before = known ?? { source, id: event.id, text: "", sample: "", firstSeenMs: slotMs, initial: false };
  switch (event.kind) {
    case "created":
      return {
        ...before,
        text: event.text,
        sample: event.sample,
        ...(event.ancestor !== undefined && { ancestor: event.ancestor }),
      };
    case "generalised":
      return { ...before, text: event.text };
    case "merged":
      return { ...before, replacedBy: event.into };
    case "overflowed":
      return { ...before, text: OVERFLOW_TEXT };
  }
}
