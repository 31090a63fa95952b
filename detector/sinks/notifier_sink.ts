import type { AnomalyChange, Notifier } from "../../notify/notifier.ts";
import type { DetectorEvent } from "../detector_event.ts";
import type { OutcomeSink } from "./outcome_sink.ts";

/** How many incidents are remembered as told. */
const MOST_TOLD = 10_000;

/**
 * Notifies of an incident when it opens, when it comes to matter more, and when it is over: once each. Details of another episode are
 * part of it.
 */
export function notifierSink(notifier: Notifier): OutcomeSink {
  const told = new Set<string>();
  return {
    name: "notifier",
    take(event) {
      const change = changeOf(event);
      if (change === null || !("anomaly" in event) || event.anomaly.parent !== null) return;
      const { id, severity } = event.anomaly;
      const key = `${id} ${change} ${severity}`;
      if (told.has(key)) return;
      told.add(key);
      if (told.size > MOST_TOLD) { for (const [oldest] of told.entries().take(1)) told.delete(oldest); }
      return notifier.notify(event.anomaly, change);
    },
    close: () => notifier.close(),
  };
}

function changeOf(event: DetectorEvent): AnomalyChange | null {
  switch (event.kind) {
    case "anomalyOpened":
      return "opened";
    case "anomalyExtended":
      return event.worsened ? "worsened" : null;
    case "anomalyClosed":
      return event.anomaly.incident?.muted ? null : "closed";
    default:
      return null;
  }
}
