import type { Broadcast } from "../../core/broadcast.ts";
import type { DetectorEvent } from "../detector_event.ts";
import type { OutcomeSink } from "./outcome_sink.ts";

/** Lets other parts of the process follow what the detector finds, whenever they subscribe; their streams end with the detector. */
export function liveSink(live: Broadcast<DetectorEvent>): OutcomeSink {
  return {
    name: "live events",
    take: (event) => live.publish(event),
    close() {
      live.close();
      return Promise.resolve();
    },
  };
}
