import type { Clock } from "../../core/clock.ts";
import type { Severity } from "../../core/severity.ts";
import type { AnomalyChange, Notifier } from "../../notify/notifier.ts";
import type { DetectorEvent } from "../detector_event.ts";
import type { OutcomeSink } from "./outcome_sink.ts";
import { ToldChanges } from "./told_changes.ts";
import { TokenBucket } from "./token_bucket.ts";
import { UntoldChanges } from "./untold_changes.ts";

/** This many are told one by one at once; from then on one a minute, which sums up what came meanwhile. */
const AT_ONCE = 5;
const EVERY_MS = 60_000;
/** How long what is summed up may take to be told at the end. */
const LAST_MS = 2_000;

/**
 * Notifies of an incident when it opens, when it comes to matter more, and when it is over: once each, and anew where it opens again. Details of another episode are
 * part of it. Those that matter less than `from` are not told. Where many come at once all but the first few are summed up: a minute holds one notification, and so does the end.
 */
export function notifierSink(
  notifier: Notifier,
  { clock, from = "info" }: { readonly clock: Clock; readonly from?: Severity },
): OutcomeSink {
  const told = new ToldChanges(from);
  const bucket = new TokenBucket({ atOnce: AT_ONCE, everyMs: EVERY_MS, now: () => clock.now() });
  const closed = new AbortController();
  let untold = new UntoldChanges();
  let telling: Promise<void> = Promise.resolve();
  return {
    name: "notifier",
    take(event) {
      const found = changeOf(event);
      if (found === null || !("anomaly" in event) || event.anomaly.parent !== null) return;
      const change = told.take(event.anomaly, found);
      if (change === null) return;
      const isFirst = untold.isEmpty;
      if (isFirst && bucket.take()) return notifier.notify(event.anomaly, change);
      untold.add(event.anomaly, change);
      if (isFirst) return telling = tellLater();
    },
    async close() {
      closed.abort();
      const told = new AbortController();
      await Promise.race([Promise.allSettled([telling]), clock.sleep(LAST_MS, told.signal)]);
      told.abort();
      await notifier.close();
    },
  };

  async function tellLater(): Promise<void> {
    while (!closed.signal.aborted && !bucket.take()) await clock.sleep(bucket.waitMs(), closed.signal);
    const { anomaly, change, others } = untold.digest!;
    untold = new UntoldChanges();
    await notifier.notify(anomaly, change, others);
  }
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
