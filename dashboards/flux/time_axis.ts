import type { Snippet } from "./script.ts";

/**
 * Names the time grid of a chart: `every`, a point's width, never less than a detection window; `start` and `stop`, the visible
 * range cut to whole points, so that neither the first nor the last one is a half; `perSecond`, which turns lines per window into
 * lines per second; `everySeconds`; `isWide`: whether a point is longer than a window, so that its highest window and its mean are two things, and
 * `otherRates`, the columns of rates that are not drawn then, or else.
 */
export const TIME_AXIS: Snippet = {
  imports: ["date"],
  text: `
windowNs = \${windowMs} * 1000000
every = if int(v: v.windowPeriod) > windowNs then v.windowPeriod else duration(v: windowNs)
everySeconds = float(v: int(v: every)) / 1000000000.0
start = date.truncate(t: v.timeRangeStart, unit: every)
stop = date.truncate(t: v.timeRangeStop, unit: every)
perSecond = 1000000000.0 / float(v: windowNs)
isWide = int(v: every) > windowNs
otherRates = if isWide then ["actual"] else ["highest", "mean"]`,
};
