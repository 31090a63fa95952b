import { IS_HELD, LASTS_MS } from "./going_on.ts";
import { NEWEST_WINDOWS } from "./newest_windows.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { IN_WORDS } from "./in_words.ts";
import { SEVERITIES } from "../../core/severity.ts";
import { LOOK_UP } from "./look_up.ts";
import { ONE_OF } from "./one_of.ts";
import { OPEN_MESSAGES } from "./open_messages.ts";
import { STOPS } from "./stops.ts";

/** For how many windows after its last anomalous one an anomaly is open still. */
const OPEN_FOR_WINDOWS = 30;

/** A severity's place among all, as `gravityOf` counts. */
const PLACE_OF_SEVERITY = SEVERITIES.slice(1).reduce(
  (flux, name, place) => `if r.severity == "${name}" then ${place} else ${flux}`,
  "0",
);

/** An incident that began longer before the visible range is over, or as long as it has been open says little of its first minute. */
const SIGNS_BEFORE = "1d";

/** What stands in a title before the other sources that it names, of a stop and of what else was stored. */
const OTHERS_AFTER = [" (other changes in ", " (also in "].map((words) => JSON.stringify(words)).join(", ");

/** More than the gravity of whatever is open. */
export const ABOVE_ALL = "1000.0";

/** Which of what was called is told of. */
interface Part {
  /** Flux of the time up to which it, and signs of it, are looked for. */
  readonly stop: string;
  /** Flux that says whether `r` is one, by its tags and {@linkcode PLACING}. */
  readonly rows: string;
}

/** Fields by which one is found: the others of a month are not read. */
const PLACING = ["open", "parent", "time_end", "window"].map((field) => `r._field == "${field}"`).join(" or ");

/** Defines `called`, what was called with its fields as they are stored, `isDetail(r)`, `windowOf(r)`, a window of it, ms, and `isOpen(r)`: whether it goes on as far as its detector has come. */
function calledOf({ stop, rows }: Part): Snippet {
  return {
    imports: ["array", "date", "strings"],
    uses: [BUCKETS, NEWEST_WINDOWS, ONE_OF],
    text: `
isDetail = (r) => exists r.parent and r.parent != ""
asWindow = \${windowMs}
windowOf = (r) => if exists r.window then r.window else asWindow
isOpen = (r) =>
  if exists r.open then r.open == "open" else r.time_end + ${
      OPEN_FOR_WINDOWS - 1
    } * windowOf(r: r) > newestWindow(source: r.source)
isWanted = (r) => ${rows}
calledWith = (of) =>
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: ${stop})
    |> filter(fn: (r) => r._measurement == "annotations" and ${OF_SOURCES})
    |> filter(fn: of)
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> filter(fn: isWanted)
// Where something is wanted, all that is stored of that source and template is read.
wantedPlaces =
  calledWith(of: (r) => ${PLACING}) |> map(fn: (r) => ({_value: r.template + " " + r.source})) |> toEntries()
wantedTemplates = oneOf(ids: idsIn(entries: wantedPlaces))
wantedSources =
  oneOf(ids: array.map(arr: array.filter(arr: wantedPlaces, fn: (x) => x != ""), fn: (x) => strings.splitN(v: x, t: " ", i: 2)[1]))
called = calledWith(of: (r) => r.template =~ wantedTemplates and r.source =~ wantedSources and r._field != "record")`,
  };
}

const MEETS_RANGE: Part = {
  stop: "v.timeRangeStop",
  rows: "r.time_end > int(v: v.timeRangeStart) / 1000000 or isOpen(r: r)",
};
const IS_OPEN_NOW: Part = { stop: "now()", rows: "isOpen(r: r) and not isDetail(r: r)" };

/** The base of {@linkcode OPEN_ANOMALIES} alone, for who counts them: each part of the rest costs time. */
export const OPEN_CALLED = calledOf(IS_OPEN_NOW);

function anomaliesOf(base: Snippet, { stop }: Part): Snippet {
  return {
    imports: ["array", "date", "math", "strings"],
    uses: [base, LOOK_UP, IN_WORDS, OPEN_MESSAGES, STOPS],
    text: `
// A count's two-sided tail where all that is known is what was expected of it.
tail = (actual, expected) => {
  spread = math.mMax(x: math.mMax(x: 1.0, y: 0.05 * expected), y: math.sqrt(x: expected))
  return math.erfc(x: math.abs(x: actual - expected) / spread / math.sqrt2)
}
onceIn = (p, seconds) => math.mMin(x: seconds / math.mMax(x: p, y: 0.000000000001), y: 1000000000000.0)
// An incident is called by what was found first; what is found afterwards may have begun before that.
firstSigns =
  from(bucket: facts)
    |> range(start: date.sub(d: ${SIGNS_BEFORE}, from: v.timeRangeStart), stop: ${stop})
    |> filter(fn: (r) => r._measurement == "alarms" and r._field == "incident")
    |> group()
    |> sort(columns: ["_time"])
    |> unique()
    |> map(fn: (r) => ({_value: r._value + "\\n" + string(v: int(v: r._time))}))
    |> toIndex()
backInWords = (back, of) =>
  if of == 1 then
    ": it is back"
  else if back == of then
    ": all are back"
  else
    ": " + string(v: back) + " of " + string(v: of) + " are back"
// Before the other sources that a title names.
withBack = (title, back) => {
  marks = array.filter(arr: [${OTHERS_AFTER}], fn: (x) => strings.containsStr(v: title, substr: x))
  return if length(arr: marks) == 0 then title + back else strings.replace(v: title, t: marks[0], u: back + marks[0], i: 1)
}
anomalies =
  called
    |> map(
      fn: (r) => {
        window = windowOf(r: r)
        newest = newestWindow(source: r.source)
        beganNs = int(v: r._time)
        signNs = int(v: lookUp(index: firstSigns, key: r.id, default: string(v: beganNs)))
        goesOn = isOpen(r: r)
        since = time(v: if goesOn and exists r.again then r.again * 1000000 else if signNs < beganNs then signNs else beganNs)
        isIncident = exists r.open
        found = if isIncident then lastFound(r: r) else r.time_end
        quietMs = if isIncident and not ${IS_HELD} then newest - found else 0
        gone = if isIncident and goesOn then stopsOf(id: r.id) else 0
        back = if gone > 0 then backOf(id: r.id) else 0
        // Whatever it was called by: a log that has stopped and is not back goes on.
        isQuiet = goesOn and quietMs > ${LASTS_MS} and back == gone
        isBack = back > 0 and back == gone and (exists r.series and r.series == gone or newest - r.time_end > ${LASTS_MS})
        return {r with
          since: since,
          window: window,
          span: if exists r.span then r.span else window,
          saved: if exists r.saved then r.saved else r.time_end,
          isIncident: isIncident,
          isQuiet: isQuiet,
          isBack: isBack,
          title: if back == 0 then r.title else withBack(title: r.title, back: backInWords(back: back, of: gone)),
          open: if goesOn then "open" else "ended",
          until: if isIncident and goesOn and newest > r.time_end then newest else r.time_end,
          state:
            if not goesOn then
              "ended"
            else if clockMs - newest > patienceMs then
              "was open"
            else if isBack then
              "back"
            else if isQuiet then
              "quiet " + inWords(ms: quietMs)
            else if exists r.again then
              "again " + inWords(ms: newest - r.again)
            else
              "open " + inWords(ms: newest - int(v: since) / 1000000),
          once_s:
            if exists r.per_day then onceIn(p: r.per_day, seconds: 86400.0) else if r.expected > 0.0 then
              onceIn(p: tail(actual: r.actual, expected: r.expected), seconds: float(v: window) / 1000.0)
            else
              0.0,
        }
      },
    )
gravity = (r) => {
  told = if exists r.gravity then r.gravity else ${PLACE_OF_SEVERITY}
  most = 2.0 * float(v: told + 1)
  return if r.open != "open" then 0.0 else if r.isBack then 1.0 else if r.isQuiet then most - 1.0 else most
}
rate = (r, count) => count * 1000.0 / float(v: r.span)`,
  };
}

/**
 * Defines `anomalies`: one table with a row per incident of the selected sources that meets the visible range and began at most 30
 * days before it; a column per field, and
 *
 * - `open`: whether it goes on as far as the detector has come: `open` or `ended`. The detector says so of an incident; another anomaly is
 *   open for 30 windows after its last anomalous one;
 * - `state`, in words: for how long it has been open, or since it is on again after a pause (`again 4 min`), for how long nothing of an open one was found (`quiet 4 min`), that
 *   it `was open` when its detector fell silent, that all that had stopped is `back`, or `ended`;
 * - `since`: when the first of what it is made of began, of an open one that is on again that;
 * - `title`: what it was called, and of logs that have stopped how many are back: its detector closes it a minute or two later, and once the last one is back;
 * - `isBack`: whether an open one is about nothing that still goes on;
 * - `isQuiet`: whether nothing of it was found for a minute, while it is open, nor its new message logged;
 * - `until`: where it ended, or how far the detector has come while an incident is open (ms);
 * - `once_s`: once in how many seconds normal traffic is as far out; 0: not known.
 *
 * `isDetail(r)` says whether it is part of another anomaly, `gravity(r)` how much an open one matters now, 1 or more, and what is quiet less, what is back least: as the detector
 * says (`gravityOf`), of one that was stored without that by its severity; {@linkcode ABOVE_ALL} is more. `rate` turns a count of it into lines per second, and `onceIn` a probability and
 * the time that it is of into `once_s`.
 */
export const ANOMALIES = anomaliesOf(calledOf(MEETS_RANGE), MEETS_RANGE);

/** The same of those alone that are open now, which they are whatever one looks at, and part of no other. */
export const OPEN_ANOMALIES = anomaliesOf(OPEN_CALLED, IS_OPEN_NOW);
