import type { Anomaly } from "../../core/detection/anomaly.ts";

/** An incident with what the log itself says of the messages that explain it. */
export interface FoundIncident {
  readonly anomaly: Anomaly;
  /** When it was called: the end of the window that showed it, epoch milliseconds. */
  readonly calledMs: number;
  /** Names of its sources. */
  readonly sources: readonly string[];
  /** Text and a sample of each message that takes part, the leading one first. */
  readonly messages: readonly { readonly text: string; readonly sample: string }[];
}

/** As one JSON object: `text` names every message that explains it, with a sample. */
export function toJson({ anomaly, calledMs, sources, messages }: FoundIncident): Record<string, unknown> {
  const { id, kind, severity, startMs, endMs, title, actual, expected, incident } = anomaly;
  const lines = messages.flatMap(({ text, sample }) => [text, sample]);
  return {
    time: new Date(startMs).toISOString(),
    time_end: new Date(endMs).toISOString(),
    called: new Date(calledMs).toISOString(),
    id,
    kind,
    severity,
    sources,
    title,
    text: [anomaly.text, ...lines].join("\n"),
    actual,
    expected,
    expected_per_day: incident?.members.find(({ template }) => template === anomaly.template)?.perDay ?? null,
  };
}
