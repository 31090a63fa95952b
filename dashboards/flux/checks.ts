import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/** How long after its end a window was evaluated, milliseconds, a series per source: the slowest check of each point, none where nothing was evaluated. */
export function checkDelay(): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "logiq_checks" and ${OF_SOURCES} and r._field == "delay_ms")
  |> aggregateWindow(every: every, fn: max, createEmpty: true, timeSrc: "_start")
  |> keep(columns: ["_time", "_value", "source"])`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}
