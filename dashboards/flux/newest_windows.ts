import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { LOOK_UP } from "./look_up.ts";

/** So far may a watermark, or the newest evaluated window, be behind, milliseconds; a window, where windows are long, by this many of them. */
export const BEHIND_MS = 30_000;
const WINDOWS_BEHIND = 3;

/**
 * Defines `newestWindow(source)`: how far the detector has come with a source, epoch ms; 0: it has not looked at it. Its saved state may be
 * minutes old, its baselines begin once it has learned, and its checks are not written while it catches up: the newest of them counts.
 * `clockMs` is now, and `patienceMs` how old the newest window of a detector may be that is at work.
 */
export const NEWEST_WINDOWS: Snippet = {
  uses: [BUCKETS, LOOK_UP],
  text: `
clockMs = int(v: now()) / 1000000
patienceMs = if \${windowMs} > ${BEHIND_MS / WINDOWS_BEHIND} then ${WINDOWS_BEHIND} * \${windowMs} else ${BEHIND_MS}
stateOf = (r) =>
  r._measurement == "detector_state" and r.template == "*" and ${OF_SOURCES} and r._field == "last_window"
saved =
  from(bucket: facts)
    |> range(start: 0, stop: 1970-01-02T00:00:00Z)
    |> filter(fn: stateOf)
    |> group()
    |> map(fn: (r) => ({source: r.source, _value: r._value}))
newest = (of) =>
  from(bucket: data)
    |> range(start: -30d)
    |> filter(fn: of)
    |> last()
    |> group()
    |> map(fn: (r) => ({source: r.source, _value: int(v: r._time) / 1000000}))
bands =
  newest(of: (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == "actual")
checks = newest(of: (r) => r._measurement == "logiq_checks" and ${OF_SOURCES} and r._field == "delay_ms")
indexOf = (tables=<-) => tables |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)})) |> toIndex()
newestWindows = union(tables: [saved, bands, checks]) |> group(columns: ["source"]) |> max() |> indexOf()
newestWindow = (source) => int(v: lookUp(index: newestWindows, key: source, default: "0"))`,
};

/** Defines `hasBand(source)`: whether the detector has learned it. Apart, for bands are read once more for it. */
export const BANDED: Snippet = {
  uses: [NEWEST_WINDOWS],
  text: `
banded = bands |> indexOf()
hasBand = (source) => lookUp(index: banded, key: source, default: "") != ""`,
};
