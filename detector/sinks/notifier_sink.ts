import type { Notifier } from "../../notify/notifier.ts";
import type { OutcomeSink } from "./outcome_sink.ts";

/** Notifies of each anomaly's beginning and end. */
export function notifierSink(notifier: Notifier): OutcomeSink {
  return {
    name: "notifier",
    take(event) {
      if (event.kind === "anomalyOpened") return notifier.notify(event.anomaly, "opened");
      if (event.kind === "anomalyClosed") return notifier.notify(event.anomaly, "closed");
    },
    close: () => notifier.close(),
  };
}
