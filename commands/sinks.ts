import type { Broadcast } from "../core/broadcast.ts";
import type { Clock } from "../core/clock.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { liveSink } from "../detector/sinks/live_sink.ts";
import { notifierSink } from "../detector/sinks/notifier_sink.ts";
import type { OutcomeSink } from "../detector/sinks/outcome_sink.ts";
import { openNotifiers } from "../notify/notifiers.ts";
import type { Settings } from "../settings/settings_table.ts";
import type { PointStore } from "../store/ports/points.ts";
import { chosenStore } from "../store/stores.ts";
import type { Display } from "../terminal/display.ts";
import { checkSink } from "./check_recorder.ts";

/** What {@linkcode sinksOf} wires. */
export interface SinkOptions {
  readonly store: PointStore;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly display: Display;
  /** Where other parts of the process follow what is found; without it nobody does. */
  readonly live?: Broadcast<DetectorEvent>;
}

/** Who is given what a detector finds. A new sink is added here. */
export function sinksOf({ store, settings, clock, display, live }: SinkOptions): OutcomeSink[] {
  const { isReadByGrafana } = chosenStore(settings).kind;
  return [
    { name: "terminal", take: display.detector },
    ...(isReadByGrafana ? [checkSink(store, clock)] : []),
    ...openNotifiers(settings).map((notifier) => notifierSink(notifier, { clock, from: settings.notifyFrom })),
    ...(live ? [liveSink(live)] : []),
  ];
}
