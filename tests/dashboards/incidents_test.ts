import assert from "node:assert/strict";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Alarm } from "../../core/detection/alarm.ts";
import { alarmOf } from "../../core/detection/alarms_of.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import type { IncidentMember } from "../../core/incident_facts.ts";
import { allDashboards } from "../../dashboards/generate.ts";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { factsBucket } from "../../store/influx/measurements.ts";
import { influxForTests } from "../../store/influx/testing/influx_for_tests.ts";
import type { Store } from "../../store/store.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { WINDOW_MS, writeHeartbeat } from "./demo_data.ts";
import { faultsOfKinds } from "./faults.ts";
import type { Frame } from "./grafana/frame.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { shownColumns } from "./grafana/organize.ts";
import { faultsInAll, panelsOf, walkDashboard } from "./walk.ts";
import { writeLines } from "./write_lines.ts";

const BUCKET = "logiq";
const MINUTE = 60_000;
const [SHOP, PROXY] = ["shop.log", "proxy.log"];
const DAY_MS = 86_400_000;
const ignore = !await needsInflux("tests/dashboards");
const influx = influxForTests({ ignore });
let nowMs: number;

Deno.test.beforeAll(async () => {
  if (ignore) return;
  await using store = await openInfluxStore({ ...influx.server(), bucket: BUCKET, retentionMs: 30 * DAY_MS });
  nowMs = Math.floor(Date.now() / MINUTE) * MINUTE;
  await writeIncidents(store);
});

Deno.test({
  name:
    "an incident is open while the detector says so, however long ago its last finding was; its figures are of its own span",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: BUCKET, retentionMs: 30 * DAY_MS });
    for (const source of [SHOP, PROXY]) await writeSigns(store, source);
    const wrong = (await open("overview.json")).get("What is wrong")!;
    assert.deepEqual(columnOf(wrong, "title"), [
      "No lines from proxy.log",
      "3x the usual in shop.log: Payment <*> failed",
    ]);
    assert.match(columnOf(wrong, "state").join(), /^open [5-9] min,lasted 2 min$/);
    assert.deepEqual(columnOf(wrong, "series"), [1, 3]);
    // What matters most of it tells it, so its sentence leads there.
    assert.deepEqual([columnOf(wrong, "source")[1], columnOf(wrong, "template")[1]], [PROXY, "*"]);
    const called = (await open("anomalies.json")).get("Anomalies")!;
    const at = columnOf(called, "kind").indexOf("spike");
    assert.equal(columnOf(called, "peak")[at], 3);
    assert.equal(columnOf(called, "expected")[at], 1);
    assert.equal(columnOf(called, "once_s")[at], 1000 * 86_400, "its least probable series counts");
  },
});

Deno.test({
  name:
    "what is open but was neither found nor logged for a while is quiet, and comes after what goes on and is as grave",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "quiet", retentionMs: 30 * DAY_MS });
    await store.saveTemplates([templateRow(SHOP, "pay", "Payment <*> failed")]);
    for (const source of [SHOP, PROXY]) await writeSigns(store, source);
    const incident = { ...spike().incident!, isOpen: true };
    const fresh = { id: "fresh-1", source: PROXY, title: "Fresh", startMs: nowMs - 9 * MINUTE, endMs: Date.now() };
    const mixed = { ...memberOf({ source: PROXY, startMs: fresh.startMs, endMs: fresh.endMs }), kind: "mix" };
    const less = { id: "fresh-2", kind: "mix", title: "Less", severity: "warning" } as const;
    await store.saveAnomalies([
      { ...spike(), incident, endMs: nowMs - 5 * MINUTE },
      { ...spike(), incident, ...fresh },
      { ...spike(), ...fresh, ...less, template: "*", incident: incidentOf([mixed], true) },
      { ...silence(), startMs: nowMs - 10 * MINUTE },
    ]);
    const shown = await open("overview.json", { bucket: "quiet" });
    const wrong = shown.get("What is wrong")!;
    assert.deepEqual(columnOf(wrong, "title"), ["No lines from proxy.log", "Fresh", spike().title, "Less"]);
    const states = columnOf(wrong, "state").map((state) => String(state).split(" ")[0]);
    assert.deepEqual(states, ["open", "open", "quiet", "open"]);
    assert.deepEqual(columnOf(shown.get("Right now")!, "sentence"), [
      "critical: No lines from proxy.log",
      "critical: Fresh",
    ]);
    assert.deepEqual(columnOf(shown.get("Open anomalies")!, "critical"), [3], "it is open all the same");
    await store.saveTemplates(["once", "still"].map((id) => templateRow(SHOP, id, id)));
    const slotMs = Math.floor(Date.now() / 1000) * 1000;
    const line = { source: SHOP, host: "web", level: "warn", mode: "live", slotMs, count: 1 } as const;
    const points = [{ ...line, template: "still" }, { ...line, template: "once", slotMs: slotMs - 4 * MINUTE }];
    await store.writeCounters({ agent: "a", number: 2, points, templates: [], samples: [] }, slotMs);
    await store.saveAnomalies(["once", "still"].map((template): Anomaly => {
      const member = { ...memberOf({ template, startMs: nowMs - 8 * MINUTE }), kind: "pattern" };
      const words = {
        kind: "pattern",
        title: template,
        text: "",
        severity: "warning",
        startMs: member.startMs,
      } as const;
      return { ...anomalyOf(template, member), ...words, incident: incidentOf([member], true) };
    }));
    const called = (await open("overview.json", { bucket: "quiet" })).get("What is wrong")!;
    const stateOf = (title: string) => String(columnOf(called, "state")[columnOf(called, "title").indexOf(title)]);
    assert.deepEqual(["once", "still"].map((title) => stateOf(title).split(" ")[0]), ["quiet", "open"]);
    const alarm = (template: string) => {
      const member = { ...memberOf({ template, startMs: nowMs - 8 * MINUTE }), kind: "pattern" };
      return alarmOf(member, template);
    };
    const rowOf = async () => {
      return runsOf((await open("overview.json", { bucket: "quiet" })).get("Sources over time")!, SHOP);
    };
    await store.saveAlarms([alarm("once")]);
    assert.deepEqual((await rowOf()).slice(-2), ["pattern", "not watched"]);
    await store.saveAlarms([alarm("still")]);
    assert.equal((await rowOf()).at(-1), "pattern", "for as long as its message is logged");
  },
});

Deno.test({
  name:
    "what is open is in the detector's order everywhere: stops of several sources, a stop, a fatal message, the rest",
  ignore,
  async fn() {
    const bucket = "gravity";
    await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * DAY_MS });
    await store.saveTemplates([SHOP, PROXY].map((source) => templateRow(source, "pay", "Payment <*> failed")));
    for (const source of [SHOP, PROXY]) await writeSigns(store, source);
    const startMs = nowMs - 9 * MINUTE;
    const stopOf = (source: string, minutes: number) => {
      return { ...memberOf({ source, startMs: startMs + minutes * MINUTE, endMs: Date.now() }), kind: "silence" };
    };
    const fatal = { ...memberOf({ template: "pay", startMs, endMs: Date.now() }), kind: "pattern", level: "fatal" };
    const storm = memberOf({ startMs, endMs: Date.now() });
    const told = (title: string, minutes: number, ...members: IncidentMember[]): Anomaly => ({
      ...anomalyOf(title, members[0]),
      ...{ title, text: "", kind: members[0].kind as Anomaly["kind"], severity: "critical" },
      ...{ startMs: nowMs - minutes * MINUTE, endMs: Date.now(), incident: incidentOf(members, true) },
    });
    // The graver, the older: time alone would turn them round.
    await store.saveAnomalies([
      told("Stops", 9, stopOf(SHOP, 0), stopOf(PROXY, 2)),
      told("Stop", 8, stopOf(PROXY, 0)),
      told("Fatal", 7, fatal),
      told("Storm", 5, storm),
    ]);
    await writeHeartbeat(store, { source: "away.log", firstLiveMs: startMs, nowMs: nowMs - MINUTE });
    await writeUngraded(bucket, told("Of an earlier version", 6, storm));
    const order = ["Stops", "Stop", "Fatal", "Storm", "Of an earlier version"];
    const overview = await open("overview.json", { bucket });
    assert.deepEqual(columnOf(overview.get("What is wrong")!, "title"), order);
    assert.deepEqual(columnOf(overview.get("Right now")!, "sentence"), ["critical: Stops", "critical: Stop"]);
    const since = columnOf(overview.get("Right now")!, "since").map((words) => String(words).replace(/\d+ min/, "…"));
    assert.deepEqual(since, ["open …", "open … · and 3 more critical, 1 not watched"], "nobody is to take two for all");
    const anomalies = await walk("anomalies.json", { bucket });
    assert.deepEqual(anomalies.variables.get("incident")?.values, ["-"], "whichever is the gravest");
    assert.deepEqual(columnOf((await open("anomalies.json", { bucket })).get("In words")!, "sentence"), [
      "critical: Stops",
    ]);
  },
});

Deno.test({
  name: "the series of an incident are listed, the first sign first, each with its text, figures and link",
  ignore,
  async fn() {
    const panels = panelsOf(allDashboards().get("anomalies.json")!);
    const frames = (await open("anomalies.json", { incident: "spike-1" })).get("What it is made of")!;
    assert.deepEqual(columnOf(frames, "text"), ["Slow reply of <*>", "Payment <*> failed", `all lines of ${PROXY}`]);
    assert.deepEqual(columnOf(frames, "source"), [SHOP, SHOP, PROXY]);
    assert.deepEqual(columnOf(frames, "actual"), [3, 3, 3]);
    assert.deepEqual(columnOf(frames, "once_s"), [100, 1000, 10].map((days) => days * 86_400));
    assert.deepEqual(columnOf(frames, "dashboard"), ["logiq-template", "logiq-template", "logiq-overview"]);
    const panel = panels.find(({ title }) => title === "What it is made of")!;
    assert.deepEqual(shownColumns(panel, frames), [
      "Message",
      "Since",
      "Kind",
      "Source",
      "Lasted",
      "Seen /s",
      "Expected /s",
      "Once in",
    ]);
  },
});

Deno.test({
  name:
    "an incident is told in words: its severity, what was called and what was seen, a message that was cut as a whole",
  ignore,
  async fn() {
    const said = async (incident: string, bucket = BUCKET) => {
      const frames = (await open("anomalies.json", { incident, bucket })).get("In words")!;
      return [...columnOf(frames, "sentence"), ...columnOf(frames, "since")];
    };
    assert.deepEqual(await said("spike-1"), [
      "critical: 3x the usual in shop.log: Payment <*> failed. 180 lines in 1 min",
      "ended · proxy.log",
    ]);
    assert.equal((await said("silence-1"))[0], "critical: No lines from proxy.log");
    await using store = await openInfluxStore({ ...influx.server(), bucket: "words", retentionMs: 30 * DAY_MS });
    await store.saveTemplates([templateRow(SHOP, "pay", "Payment <*> failed")]);
    const text = `Payment <*> of ${"a long name ".repeat(30)}failed: 9 lines in 1 min`;
    const cut = { title: "New message in shop.log: Payment <*> of a long…", text };
    await store.saveAnomalies([{ ...spike(), ...cut, id: "pattern-1", kind: "pattern", startMs: nowMs - 9 * MINUTE }]);
    assert.equal(
      (await said("pattern-1", "words"))[0],
      `critical: New message in shop.log: ${text}`.slice(0, 260) + "…",
    );
  },
});

Deno.test({
  name: "the incident that is shown at first is the gravest one that is open",
  ignore,
  async fn() {
    const shown = new Map<string, readonly Frame[]>();
    const { variables } = await walk("anomalies.json", {}, ({ title = "" }, frames) => void shown.set(title, frames));
    assert.deepEqual(variables.get("incident")?.values, ["-"], "whichever is the gravest whenever it is asked for");
    assert.deepEqual(columnOf(shown.get("In words")!, "sentence"), ["critical: No lines from proxy.log"]);
    assert.deepEqual(columnOf(shown.get("What it is made of")!, "source"), [PROXY]);
  },
});

Deno.test({
  name: "an incident stands among a template's anomalies when it has an alarm of it, as what it is part of",
  ignore,
  async fn() {
    const title = "Anomalies of this template and of its source";
    const of = async (template: string) =>
      columnOf((await open("template.json", { source: SHOP, template })).get(title)!, "about");
    // What matters most of it is told, which is neither of them.
    for (const template of ["pay", "slow"]) assert.deepEqual(await of(template), ["part of it"], template);
    assert.deepEqual(await of("calm"), []);
  },
});

Deno.test({
  name:
    "a template of several sources is looked at in the one that has its newest anomaly, or in the one that is chosen",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "shared", retentionMs: 30 * DAY_MS });
    await store.saveTemplates(["a.log", PROXY].map((source) => templateRow(source, "calm", "Nothing to do")));
    const member = memberOf({ source: PROXY, template: "calm", startMs: nowMs - 5 * MINUTE });
    const words = { title: "more", text: "", kind: "spike", severity: "info", startMs: member.startMs } as const;
    await store.saveAnomalies([{ ...anomalyOf("more", member), ...words, incident: incidentOf([member], false) }]);
    const sourceOf = async (picked: Record<string, string>) => {
      const frames = await open("template.json", { bucket: "shared", template: "calm", ...picked });
      return columnOf(frames.get("Template")!, "source");
    };
    assert.deepEqual(await sourceOf({}), [PROXY]);
    const its = (await open("template.json", { bucket: "shared", template: "calm" }))
      .get("Anomalies of this template and of its source")!;
    assert.deepEqual(columnOf(its, "about"), ["this template"]);
    assert.deepEqual(await sourceOf({ of: "a.log" }), ["a.log"]);
    assert.deepEqual(await sourceOf({ source: "a.log" }), ["a.log"]);
  },
});

Deno.test({
  name: "how seldom something has to be for an incident to be called is told by kind, the newest one's",
  ignore,
  async fn() {
    const called = (await open("self_monitoring.json")).get("What was called")!;
    assert.deepEqual(columnOf(called, "kind"), ["silence", "spike"]);
    assert.deepEqual(columnOf(called, "incidents"), [1, 1]);
    assert.deepEqual(columnOf(called, "once_s"), [0, 100 * 86_400]);
  },
});

Deno.test({
  name: "the beginnings of anomalies are counted in every point, so that a bar is as wide as one",
  ignore,
  async fn() {
    const bars = (await open("anomalies.json")).get("Anomalies by kind")!;
    assert.deepEqual(bars.map(({ fields }) => fields[1].labels.kind), ["silence", "spike"]);
    for (const { fields: [times, counts] } of bars) {
      assert.equal(times.values.length, 15 * MINUTE / WINDOW_MS);
      assert.equal(counts.values.reduce((sum: number, count) => sum + Number(count), 0), 1);
    }
  },
});

Deno.test({
  name: "how long after its beginning an anomaly was called is told of each",
  ignore,
  async fn() {
    const after = (await open("self_monitoring.json")).get("Called after")!;
    assert.deepEqual(columnOf(after, "Value").sort(), [MINUTE, MINUTE + 1_000]);
  },
});

Deno.test({
  name: "of templates without an anomaly the most frequent one is shown first",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "calm", retentionMs: 30 * DAY_MS });
    await store.saveTemplates(["a", "b", "c"].map((id) => templateRow(SHOP, id, id)));
    const line = { source: SHOP, host: "web", level: "info", mode: "live", slotMs: nowMs - MINUTE } as const;
    const points = [{ ...line, template: "a", count: 1 }, { ...line, template: "b", count: 5 }];
    await store.writeCounters({ agent: "a", number: 1, points, templates: [], samples: [] }, nowMs);
    const { variables } = await walk("template.json", { bucket: "calm" });
    assert.deepEqual(variables.get("template")?.values, ["b"]);
  },
});

Deno.test({
  name: "each source of an incident is anomalous in its row, and what is missing stays so until it is back",
  ignore,
  async fn() {
    const states = (await open("overview.json")).get("Sources over time")!;
    assert.deepEqual(runsOf(states, SHOP).slice(-3), ["normal", "spike", "normal"]);
    const proxy = runsOf(states, PROXY);
    assert.equal(proxy.at(-1), "silence");
    assert.ok(proxy.includes("spike"), proxy.join());
  },
});

Deno.test({
  name:
    "of several anomalies that are on a source's row has the most severe one, and what is too much before what lacks",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "several", retentionMs: 30 * DAY_MS });
    await store.saveTemplates([templateRow(SHOP, "calm", "Nothing to do")]);
    const alike = { source: SHOP, startMs: nowMs - 8 * MINUTE };
    const drop = { ...memberOf({ ...alike, template: "calm" }), kind: "drop" } as const;
    const errors = { ...memberOf({ ...alike, startMs: alike.startMs + MINUTE }), kind: "errors" } as const;
    const words = { title: "errors", text: "", kind: "errors", severity: "critical", startMs: errors.startMs } as const;
    const both = { ...anomalyOf("both", errors), ...words, endMs: errors.endMs };
    const lesser = { ...memberOf({ ...alike, startMs: errors.startMs, template: "calm" }), kind: "spike" } as const;
    const other = { ...anomalyOf("other", lesser), ...words, kind: "spike", severity: "info" } as const;
    await store.saveAnomalies([
      { ...both, incident: incidentOf([drop, errors], false) },
      { ...other, endMs: lesser.endMs, incident: incidentOf([lesser], false) },
    ]);
    const alarmOf = (member: Omit<Alarm, "incident" | "probability" | "scaleMs">, incident: string): Alarm => {
      return { ...member, incident, probability: 1e-6, scaleMs: MINUTE };
    };
    await store.saveAlarms([alarmOf(drop, "both"), alarmOf(errors, "both"), alarmOf(lesser, "other")]);
    const states = (await open("overview.json", { bucket: "several" })).get("Sources over time")!;
    assert.deepEqual(runsOf(states, SHOP), ["drop", "errors", "not watched"]);
    const made = (await open("anomalies.json", { bucket: "several", incident: "both" })).get("What it is made of")!;
    assert.deepEqual(columnOf(made, "text"), ["Nothing to do", `lines of level error and above in ${SHOP}`]);
  },
});

Deno.test({
  name: "what was on when its detector fell silent ends there: of what came after nobody knows",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "died", retentionMs: 30 * DAY_MS });
    await store.saveTemplates([SHOP, PROXY].map((source) => templateRow(source, "calm", "Nothing to do")));
    const diedMs = nowMs - 4 * MINUTE;
    const windows = Array.from({ length: 8 * MINUTE / WINDOW_MS }, (_, i) => diedMs - (i + 1) * WINDOW_MS);
    const band = { template: "*", actual: 5, expected: 5, lower: 0, upper: 20 };
    const startMs = diedMs - 5 * MINUTE;
    const actualOf = (source: string, atMs: number) => source === PROXY && atMs >= startMs ? 0 : 5;
    await store.saveBaselines(
      [SHOP, PROXY].flatMap((source) =>
        windows.map((windowStartMs) => ({ ...band, source, windowStartMs, actual: actualOf(source, windowStartMs) }))
      ),
    );
    const found = memberOf({ startMs, endMs: diedMs - MINUTE / 2 });
    await store.saveAnomalies([
      { ...spike(), startMs, endMs: found.endMs, incident: incidentOf([found], true) },
      { ...silence(), startMs, endMs: startMs + MINUTE },
    ]);
    const stop = { ...memberOf({ source: PROXY, startMs, endMs: startMs + MINUTE }), kind: "silence" };
    await store.saveAlarms([alarmOf(found, "spike-1"), alarmOf(stop, "silence-1")]);
    const states = (await open("overview.json", { bucket: "died" })).get("Sources over time")!;
    assert.deepEqual(runsOf(states, SHOP), ["not watched", "normal", "spike", "not watched"]);
    assert.deepEqual(runsOf(states, PROXY), ["not watched", "normal", "silence", "not watched"]);
  },
});

Deno.test({
  name: "an incident that opens again is on when its alarms are, and not in the time between",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "again", retentionMs: 30 * DAY_MS });
    await store.saveTemplates([templateRow(SHOP, "calm", "Nothing to do")]);
    const windows = Array.from({ length: 10 * MINUTE / WINDOW_MS }, (_, i) => nowMs - 10 * MINUTE + i * WINDOW_MS);
    const band = { source: SHOP, template: "*", actual: 5, expected: 5, lower: 0, upper: 20 };
    await store.saveBaselines(windows.map((windowStartMs) => ({ ...band, windowStartMs })));
    const first = memberOf({ startMs: nowMs - 9 * MINUTE });
    const second = { ...first, endMs: nowMs - 2 * MINUTE, againMs: nowMs - 3 * MINUTE };
    const words = { title: "more", text: "", kind: "spike", severity: "critical", startMs: first.startMs } as const;
    const savedMs = second.againMs + MINUTE;
    await store.saveAnomalies([{
      ...anomalyOf("again", second),
      ...words,
      savedMs,
      endMs: Date.now(),
      incident: incidentOf([second], true),
    }]);
    await store.saveAlarms([first, second].map((member) => alarmOf(member, "again")));
    const states = (await open("overview.json", { bucket: "again" })).get("Sources over time")!;
    assert.deepEqual(runsOf(states, SHOP), ["not watched", "normal", "spike", "normal", "spike", "normal"]);
    await store.writePoints([checkOf(SHOP, Date.now())]);
    const [said] = columnOf((await open("overview.json", { bucket: "again" })).get("Right now")!, "since");
    assert.match(String(said), /^again [3-5] min$/);
    const again = (await open("overview.json", { bucket: "again" })).get("What is wrong")!;
    assert.deepEqual(columnOf(again, "_time").map((time) => Date.parse(String(time))), [second.againMs]);
    const meanwhile = memberOf({ template: "calm", startMs: first.startMs, endMs: nowMs - MINUTE });
    const whole = { ...words, endMs: Date.now(), incident: incidentOf([second, meanwhile], true) };
    await store.saveAnomalies([{ ...anomalyOf("whole", second), ...whole, severity: "critical" }]);
    const both = columnOf((await open("overview.json", { bucket: "again" })).get("What is wrong")!, "state");
    assert.match(both.sort().join(), /^again [3-5] min,open \d+ min$/, "what went on meanwhile has not begun again");
    const after = (await open("self_monitoring.json", { bucket: "again" })).get("Called after")!;
    assert.deepEqual(columnOf(after, "Value"), [MINUTE, MINUTE], "from where it began again, where it did");
    const made = (await open("anomalies.json", { bucket: "again", incident: "again" })).get("What it is made of")!;
    assert.deepEqual(columnOf(made, "duration_ms"), [2 * MINUTE, MINUTE]);
    const gone = ["~vm", "@mx-a"].map((template, at) => {
      return { ...memberOf({ template, startMs: first.startMs + at }), kind: "missing" };
    });
    const facts = { kind: "missing", severity: "warning", startMs: first.startMs, title: "Gone", text: "" } as const;
    await store.saveAnomalies([{ ...anomalyOf("gone", gone[0]!), ...facts, incident: incidentOf(gone, true) }]);
    await store.saveAlarms(gone.map((member) => alarmOf(member, "gone")));
    const named = (await open("anomalies.json", { bucket: "again", incident: "gone" })).get("What it is made of")!;
    assert.deepEqual(columnOf(named, "text"), ["agent on vm", "lines of host mx-a"]);
    assert.deepEqual(columnOf(named, "dashboard"), ["logiq-overview", "logiq-overview"]);
  },
});

Deno.test({
  name:
    "a source's name has room beside the timeline on a phone and in a column; those that differ in the middle alone stay whole",
  ignore,
  async fn() {
    const bucket = "names";
    await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * DAY_MS });
    const long = "recommendation-service-eu-west-1.log";
    const alike = ["payment-service-eu-north-1.log", "payment-service-us-north-1.log"];
    for (const source of [long, ...alike, SHOP]) await writeSigns(store, source);
    await store.saveTemplates([SHOP, long].map((source) => templateRow(source, "t", "t")));
    const listed = (await open("patterns.json", { bucket })).get("Templates")!;
    assert.deepEqual(columnOf(listed, "shown").sort(), ["recommendation-s…west-1.log", SHOP]);
    assert.deepEqual(columnOf(listed, "source").sort(), [long, SHOP], "as a link has it");
    const states = (await open("overview.json", { bucket })).get("Sources over time")!;
    const rows = states.flatMap(({ fields }) => fields).filter(({ type }) => type === "string");
    assert.deepEqual(rows.map(({ labels }) => labels.name), [...alike, "recommend…west-1.log", SHOP]);
    const panel = panelsOf(allDashboards().get("overview.json")!).find(({ title }) => title === "Sources over time")!;
    assert.equal(panel.fieldConfig?.defaults.displayName, "${__field.labels.name}");
  },
});

Deno.test({
  name: "a detector that saves its state every few minutes is watching as long as its windows are new",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: BUCKET, retentionMs: 30 * DAY_MS });
    for (const source of [SHOP, PROXY]) await writeSigns(store, source);
    const health = (await open("overview.json")).get("Sources and their agents")!;
    assert.deepEqual(columnOf(health, "state"), ["silent", "watching"]);
  },
});

Deno.test({
  name: "a source is silent while lines that are expected do not come, whatever else its incident goes on for",
  ignore,
  async fn() {
    const bucket = "stopped";
    await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * DAY_MS });
    const [BACK, DEAD, CALM] = ["back.log", "dead.log", "calm.log"];
    const startMs = nowMs - 5 * MINUTE, sources = [SHOP, PROXY, BACK, DEAD, CALM];
    await store.saveTemplates(sources.map((source) => templateRow(source, "t", "t")));
    const starts = Array.from({ length: 10 * MINUTE / WINDOW_MS }, (_, i) => nowMs - 10 * MINUTE + i * WINDOW_MS);
    const linesOf = (source: string, atMs: number) =>
      source === CALM || atMs < startMs || source === BACK && atMs === startMs + 3 * MINUTE ? 20 : 0;
    const band = { template: "*", expected: 20, lower: 4, upper: 36 };
    await store.saveBaselines(
      sources.flatMap((source) =>
        starts.map((windowStartMs) => ({ ...band, source, windowStartMs, actual: linesOf(source, windowStartMs) }))
      ),
    );
    const evaluatedMs = Date.now();
    for (const source of sources.filter((source) => source !== DEAD)) await writeSigns(store, source, evaluatedMs);
    await writeHeartbeat(store, { source: DEAD, firstLiveMs: startMs, nowMs: nowMs - MINUTE });
    const stops = [SHOP, PROXY, BACK, DEAD].map((source) => {
      const endMs = startMs + (source === BACK ? 3 : 1) * MINUTE;
      return { ...memberOf({ source, startMs, endMs }), kind: "silence" };
    });
    const over = { ...memberOf({ source: CALM, startMs: startMs - MINUTE }), kind: "silence" };
    const told = (id: string, members: IncidentMember[], isOpen: boolean): Anomaly => ({
      // Called by something else, as errors before the stop are.
      ...{ ...silence(), ...anomalyOf(id, members[0]), id, kind: "errors" },
      ...{ startMs: members[0].startMs, incident: incidentOf(members, isOpen) },
    });
    await store.saveAnomalies([told("stops", stops, true), told("over", [over], false)]);
    await store.saveAlarms([...stops.map((stop) => alarmOf(stop, "stops")), alarmOf(over, "over")]);
    const shown = await open("overview.json", { bucket });
    const health = shown.get("Sources and their agents")!;
    const states = columnOf(health, "source").map((source, i) => [source, columnOf(health, "state")[i]]);
    assert.deepEqual(states, [
      [DEAD, "agent silent"],
      [PROXY, "silent"],
      [SHOP, "silent"],
      [BACK, "watching"],
      [CALM, "watching"],
    ]);
    const figures = ["live", "silent", "trouble"].map((name) => columnOf(shown.get("Sources")!, name)[0]);
    assert.deepEqual(figures, [2, 2, 1]);
    const panel = panelsOf(allDashboards().get("overview.json")!).find(({ title }) => title === "Sources")!;
    assert.deepEqual(shownColumns(panel, shown.get("Sources")!), ["Live", "Silent", "Not watched"]);
    const [state] = columnOf(shown.get("What is wrong")!, "state");
    assert.match(String(state), /^open/, "what has stopped is not quiet");
    const rows = shown.get("Sources over time")!;
    for (const source of [SHOP, PROXY]) assert.deepEqual(runsOf(rows, source).slice(-2), ["normal", "silence"], source);
    assert.deepEqual(
      runsOf(rows, BACK).slice(-4),
      ["normal", "silence", "normal", "no lines"],
      "for others it goes on",
    );
    const made = (await open("anomalies.json", { bucket, incident: "stops" })).get("What it is made of")!;
    const minutes = columnOf(made, "source").map((source, i) => [
      source,
      Math.floor(Number(columnOf(made, "duration_ms")[i]) / MINUTE),
    ]);
    const goneOn = Math.floor((evaluatedMs - startMs) / MINUTE);
    assert.deepEqual(Object.fromEntries(minutes), { [SHOP]: goneOn, [PROXY]: goneOn, [BACK]: 3, [DEAD]: 4 });
    assert.deepEqual(columnOf(shown.get("Right now")!, "sentence").map(String), [
      "critical: No lines from proxy.log: 1 of 4 are back",
      "not watched: 1 of 5 sources, agent silent: dead.log",
    ]);
  },
});

Deno.test({
  name: "a stop whose lines are back says so until its detector closes it, and comes after all that goes on",
  ignore,
  async fn() {
    const bucket = "back";
    await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * DAY_MS });
    await store.saveTemplates([SHOP, PROXY].map((source) => templateRow(source, "pay", "Payment <*> failed")));
    for (const source of [SHOP, PROXY]) await writeSigns(store, source);
    const startMs = nowMs - 5 * MINUTE;
    const starts = Array.from({ length: 10 * MINUTE / WINDOW_MS }, (_, i) => nowMs - 10 * MINUTE + i * WINDOW_MS);
    const band = { template: "*", expected: 20, lower: 4, upper: 36 };
    const linesAt = (atMs: number) => atMs < startMs || atMs >= startMs + 3 * MINUTE ? 20 : 0;
    await store.saveBaselines(
      [SHOP, PROXY].flatMap((source) =>
        starts.map((windowStartMs) => ({ ...band, source, windowStartMs, actual: linesAt(windowStartMs) }))
      ),
    );
    const stopOf = (source: string): IncidentMember => {
      return { ...memberOf({ source, startMs, endMs: startMs + 3 * MINUTE }), kind: "silence" };
    };
    const told = (id: string, title: string, members: IncidentMember[]): Anomaly => ({
      ...{ ...silence(), ...anomalyOf(id, members[0]), id, title, startMs, endMs: members[0].endMs },
      incident: incidentOf(members, true),
    });
    const errors = { ...memberOf({ template: "pay", startMs, endMs: Date.now() }), kind: "errors" };
    const both = told(
      "both",
      "No lines from shop.log and proxy.log (other changes in a.log)",
      [SHOP, PROXY].map(stopOf),
    );
    await store.saveAnomalies([
      { ...both, template: "*", source: SHOP },
      { ...told("errors", "Errors", [errors]), kind: "errors", severity: "warning" },
    ]);
    await store.saveAlarms([SHOP, PROXY].map((source) => alarmOf(stopOf(source), "both")));
    const shown = await open("overview.json", { bucket });
    assert.deepEqual(columnOf(shown.get("Right now")!, "sentence"), [
      "warning: Errors",
      "was critical: No lines from shop.log and proxy.log: all are back (other changes in a.log)",
    ]);
    const wrong = shown.get("What is wrong")!;
    assert.deepEqual(columnOf(wrong, "state").map((state) => String(state).split(" ")[0]), ["open", "back"]);
    assert.deepEqual(["live", "silent"].map((name) => columnOf(shown.get("Sources")!, name)[0]), [2, 0]);
    const one = told("one", "No lines from proxy.log (also in a.log)", [{
      ...stopOf(PROXY),
      startMs: startMs + MINUTE,
    }]);
    await store.saveAnomalies([{ ...one, startMs: startMs + MINUTE }]);
    await store.saveAlarms([alarmOf({ ...stopOf(PROXY), startMs: startMs + MINUTE }, "one")]);
    const narrowed = (await open("overview.json", { bucket, source: PROXY })).get("What is wrong")!;
    assert.ok(
      columnOf(narrowed, "title").includes("No lines from proxy.log: it is back (also in a.log)"),
      "whatever is selected",
    );
  },
});

Deno.test({
  name: "a source that the detector still learns is learning, not without a detector",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "young", retentionMs: 30 * DAY_MS });
    const seenMs = Date.now();
    for (const source of ["learned.log", "alone.log"]) {
      await writeHeartbeat(store, { source, firstLiveMs: seenMs - 3 * MINUTE, nowMs: seenMs });
      await store.saveTemplates([templateRow(source, "t", "t")]);
    }
    await store.writePoints([checkOf("learned.log", seenMs)]);
    const health = (await open("overview.json", { bucket: "young" })).get("Sources and their agents")!;
    const states = columnOf(health, "source").map((source, i) => [source, columnOf(health, "state")[i]]);
    assert.deepEqual(Object.fromEntries(states), { "alone.log": "detector silent", "learned.log": "learning" });
  },
});

Deno.test({
  name: "what a log holds from before it was watched is drawn as its past, and no rate of 0 where nobody looked",
  ignore,
  async fn() {
    const overview = await open("overview.json", { shown: SHOP });
    assert.deepEqual(runsOf(overview.get("Sources over time")!, SHOP).slice(0, 2), ["history", "normal"]);
    const traffic = overview.get("Traffic of ${shown}")!;
    assert.deepEqual(columnOf(traffic, "history").filter((rate) => rate !== null), [0.5, 0.5, 0.5, 0.5, 0.5]);
    const rate = (await open("template.json", { source: SHOP, template: "calm" })).get("Rate")!;
    const times = columnOf(rate, "_time").map((time) => Date.parse(String(time)));
    const zeros = columnOf(rate, "actual").flatMap((value, i) => value === null ? [] : [times[i]]);
    assert.equal(zeros[0], nowMs - 10 * MINUTE, "from its source's first window on");
    const bands = columnOf(rate, "upper").filter((value) => value !== null);
    assert.equal(bands.length, zeros.length, "a band holds until the next one");
  },
});

Deno.test({
  name: "large figures stand in the order that is meant",
  ignore,
  async fn() {
    const panel = panelsOf(allDashboards().get("overview.json")!).find(({ title }) => title === "Open anomalies")!;
    const figures = shownColumns(panel, (await open("overview.json")).get("Open anomalies")!);
    assert.deepEqual(figures, ["Critical", "Warning", "Info"]);
  },
});

Deno.test({
  name:
    "an incident begins with its first sign, and is told, drawn and timed by what its sentence is about, with what else it is",
  ignore,
  async fn() {
    const bucket = "told";
    await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * DAY_MS });
    await store.saveTemplates([SHOP, PROXY].map((source) => templateRow(source, "pay", "Payment <*> failed")));
    // Signs of life are new each time, however slow the machine is.
    const now = async () => {
      for (const source of [SHOP, PROXY]) await writeSigns(store, source);
      return await open("overview.json", { bucket });
    };
    const sentences = async () => columnOf((await now()).get("Right now")!, "sentence");
    const errors = { ...memberOf({ template: "pay", startMs: nowMs - 4 * MINUTE, endMs: Date.now() }), kind: "errors" };
    const stop = { ...memberOf({ source: PROXY, startMs: nowMs - 8 * MINUTE, endMs: Date.now() }), kind: "silence" };
    const also = '"errors in shop.log" (9 lines in 1 min)';
    const words = {
      title: "No lines from proxy.log (other changes in shop.log)",
      text: `all lines: no line. Also: ${also}`,
    };
    // What was called at first was found later.
    const called: Anomaly = {
      ...{ ...anomalyOf("stop", errors), ...words, kind: "errors", severity: "critical" },
      ...{ startMs: errors.startMs, endMs: Date.now(), incident: incidentOf([errors, stop], true) },
    };
    await store.saveAnomalies([called]);
    await store.saveAlarms([errors, stop].map((member) => alarmOf(member, "stop")));
    const shown = await now();
    assert.deepEqual(columnOf(shown.get("Right now")!, "sentence"), [`critical: ${words.title}. Also: ${also}`]);
    assert.match(String(columnOf(shown.get("Right now")!, "since")[0]), /^open ([89]|1\d) min$/);
    const wrong = shown.get("What is wrong")!;
    assert.deepEqual(columnOf(wrong, "_time").map((time) => Date.parse(String(time))), [stop.startMs]);
    const { variables } = await walk("overview.json", { bucket });
    assert.deepEqual(variables.get("shown")?.values, [PROXY]);
    const said = (await open("anomalies.json", { bucket })).get("In words")!;
    assert.match(String(columnOf(said, "since")[0]), / · proxy\.log$/);
    const its = (await open("template.json", { bucket, source: SHOP, template: "pay" }))
      .get("Anomalies of this template and of its source")!;
    assert.deepEqual(columnOf(its, "about"), ["part of it"], "it is told of another source");
    const spoken = `New message in shop.log: ${"a long message ".repeat(9)}`;
    await store.saveAnomalies([{ ...called, title: spoken, text: "" }]);
    const [long] = await sentences();
    assert.equal(long, `critical: ${spoken}`.slice(0, 132) + "…", "four lines of a phone");
    const stopped = '"all lines of shop.log" (no line)';
    for (
      const [besides, what] of [
        [stopped, ""],
        [`${stopped}; "the usual messages of a.log" (2 lines)`, ""],
        [
          `${stopped}; "lines of level error and above in a.log" (5 lines); "Disk full" (3 lines)`,
          ' "Disk full" (3 lines)',
        ],
        [
          `"lines of level error and above in a.log" (5 lines); ${stopped}`,
          ' "lines of level error and above in a.log" (5 lines',
        ],
      ]
    ) {
      await store.saveAnomalies([{ ...called, ...words, text: `all lines: no line. Also: ${besides}` }]);
      assert.deepEqual(await sentences(), [`critical: ${words.title}${what && `. Also:${what}`}`]);
    }
    const sign = 'First sign, 3 min before: "Disk full" (3 lines)';
    await store.saveAnomalies([{ ...called, ...words, text: `all lines: no line. ${sign}` }]);
    assert.deepEqual(await sentences(), [`critical: ${words.title}. ${sign}`]);
  },
});

Deno.test({
  name: "every panel that shows incidents has all that it needs of them",
  ignore,
  async fn() {
    for (const [file, dashboard] of allDashboards()) {
      if (file !== "overview.json" && file !== "anomalies.json") continue;
      const visits = [SHOP, PROXY].map((shown): Record<string, string> => file === "overview.json" ? { shown } : {});
      const faults = await faultsInAll(
        dashboard,
        visits.map((picked) => ({
          run: fluxOf(influx.server()),
          range: theRange(),
          picked: { bucket: BUCKET, ...picked },
        })),
      );
      assert.deepEqual(
        faultsOfKinds(faults, ["spike", "silence"], ["critical"]).filter((fault) => !/What changed/.test(fault)),
        [],
        file,
      );
    }
  },
});

/** Ten minutes of two sources, of which one had a past: an incident of both that has ended, and a silence of one that goes on. */
async function writeIncidents(store: Store): Promise<void> {
  const fromMs = nowMs - 10 * MINUTE;
  const starts = Array.from({ length: (10 * MINUTE) / WINDOW_MS }, (_, i) => fromMs + i * WINDOW_MS);
  await store.saveTemplates([
    templateRow(SHOP, "slow", "Slow reply of <*>"),
    templateRow(SHOP, "pay", "Payment <*> failed"),
    templateRow(SHOP, "calm", "Nothing to do"),
    templateRow(PROXY, "get", "GET <*>"),
  ]);
  const common = { source: SHOP, host: "web", level: "info", template: "calm" };
  const counted = { ...common, mode: "history" as const };
  const past = [5, 4, 3, 2, 1].map((minutes) => ({ ...counted, slotMs: fromMs - minutes * MINUTE, count: 30 }));
  // The log was first watched 10 s after a minute's beginning.
  past.push({ ...counted, slotMs: fromMs, count: 5 });
  const live = [{ ...common, mode: "live" as const, slotMs: fromMs + MINUTE, count: 1 }];
  await store.writeCounters({ agent: "a", number: 1, points: [...past, ...live], templates: [], samples: [] }, nowMs);
  const band = { actual: 20, expected: 20, lower: 4, upper: 36 };
  await store.saveBaselines([
    ...[SHOP, PROXY].flatMap((source) =>
      starts.map((windowStartMs) => {
        const isSilent = source === PROXY && windowStartMs >= silence().startMs;
        return { ...band, source, template: "*", windowStartMs, ...(isSilent && { actual: 0 }) };
      })
    ),
    { ...band, source: SHOP, template: "calm", windowStartMs: fromMs },
  ]);
  for (const source of [SHOP, PROXY]) {
    await writeSigns(store, source);
    // The state is saved every five minutes.
    const state = { source, template: "*", known: true, baseline: "{}", savedMs: fromMs };
    await store.saveDetectorState([{ ...state, lastWindowMs: nowMs - 4 * MINUTE }]);
  }
  await store.saveAnomalies([spike(), silence()]);
  await store.saveAlarms([spike(), silence()].flatMap(({ id, incident }) =>
    incident!.members.map((member) => ({
      ...member,
      incident: id,
      probability: member.perDay * member.spanMs / DAY_MS,
      scaleMs: member.spanMs,
    }))
  ));
}

/** What a living agent and a living detector say now. */
async function writeSigns(store: Store, source: string, atMs = Date.now()): Promise<void> {
  await writeHeartbeat(store, { source, firstLiveMs: nowMs - 10 * MINUTE, nowMs: atMs });
  await store.writePoints([checkOf(source, atMs)]);
}

/** Writes an anomaly as it was written before its gravity was. */
async function writeUngraded(bucket: string, { id, kind, title, severity, startMs, endMs }: Anomaly): Promise<void> {
  const texts = `id="${id}",title="${title}",text="",severity="${severity}",parent="",open="open"`;
  const figures = `actual=1,expected=1,time_end=${endMs}i,window=${WINDOW_MS}i,saved=${endMs}i,series=1i,per_day=0.1`;
  const line = `annotations,kind=${kind},source=${SHOP},template=* ${texts},${figures} ${startMs}`;
  await writeLines(influx.server(), { bucket: factsBucket(bucket), lines: [line] });
}

function spike(): Anomaly {
  const startMs = nowMs - 8 * MINUTE;
  const first = memberOf({ template: "slow", startMs, perDay: 0.01 });
  const leading = {
    ...memberOf({ template: "pay", startMs: startMs + 1_000, perDay: 0.001 }),
    mostPerDay: 0.01,
    text: "Payment <*> failed",
    sample: "Payment 7 failed",
  };
  // Of a whole source, and ten times the usual: what matters most.
  const other = memberOf({ source: PROXY, template: "*", startMs: startMs + 2_000, perDay: 0.1, expected: 18 });
  const words = { title: "3x the usual in shop.log: Payment <*> failed", text: "180 lines in 1 min" };
  const members = [first, leading, other];
  return {
    ...anomalyOf("spike-1", leading),
    ...words,
    kind: "spike",
    severity: "critical",
    startMs,
    incident: incidentOf(members, false),
  };
}

function silence(): Anomaly {
  const startMs = nowMs - 5 * MINUTE;
  const member = {
    ...memberOf({ source: PROXY, template: "*", startMs, perDay: 0.0001 }),
    kind: "silence",
    words: "no line",
  };
  const words = { title: "No lines from proxy.log", text: "" };
  const endMs = startMs + MINUTE;
  return {
    ...anomalyOf("silence-1", member),
    ...words,
    kind: "silence",
    severity: "critical",
    startMs,
    endMs,
    incident: incidentOf([member], true),
  };
}

function memberOf(own: Partial<IncidentMember> & { readonly startMs: number }): IncidentMember {
  const figures = { actual: 180, expected: 60, lower: 40, upper: 90, perDay: 0.1, spanMs: MINUTE };
  return { kind: "spike", source: SHOP, template: "*", endMs: own.startMs + 2 * MINUTE, ...figures, ...own };
}

function incidentOf(members: readonly IncidentMember[], isOpen: boolean) {
  return { members, more: 0, adopted: false, isOpen };
}

function anomalyOf(id: string, { source, template, startMs, endMs, actual, expected }: IncidentMember) {
  const rest = {
    windowMs: WINDOW_MS,
    threshold: 90,
    score: 30,
    sample: "",
    savedMs: startMs + MINUTE,
    parent: null,
    label: null,
  };
  return { id, source, template, endMs: Math.min(endMs, nowMs - 6 * MINUTE), actual, expected, ...rest };
}

function templateRow(source: string, id: string, text: string) {
  const firstSeenMs = nowMs - 20 * MINUTE;
  return { source, id, text, sample: text, firstSeenMs, initial: true, updatedMs: firstSeenMs };
}

function checkOf(source: string, atMs: number) {
  const fields = new Map([["delay_ms", { kind: "integer", value: 100n } as const]]);
  return {
    measurement: "logiq_checks",
    tags: new Map([["source", source]]),
    fields,
    timeNs: BigInt(atMs) * 1_000_000n,
  };
}

function theRange() {
  return { fromMs: nowMs - 15 * MINUTE, toMs: nowMs, intervalMs: WINDOW_MS };
}

function walk(
  file: string,
  picked: Record<string, string> = {},
  onPanel?: (panel: Panel, frames: readonly Frame[]) => void,
) {
  const dashboard = allDashboards().get(file)!;
  return walkDashboard(dashboard, {
    run: fluxOf(influx.server()),
    range: theRange(),
    picked: { bucket: BUCKET, ...picked },
    onPanel,
  });
}

async function open(file: string, picked: Record<string, string> = {}) {
  const frames = new Map<string, readonly Frame[]>();
  await walk(file, picked, ({ title = "" }, shown) => void frames.set(title, shown));
  return frames;
}

function columnOf(frames: readonly Frame[], name: string): unknown[] {
  return frames.flatMap(({ fields }) => fields.filter((field) => field.name === name).flatMap(({ values }) => values));
}

/** What a source was in, one after another. */
function runsOf(frames: readonly Frame[], source: string): unknown[] {
  const states = frames.flatMap(({ fields }) => fields)
    .filter(({ labels, type }) => labels.source === source && type === "string").flatMap(({ values }) => values);
  return states.filter((state, i) => state !== states[i - 1]);
}
