import assert from "node:assert/strict";
import { demo2 } from "../../demos/scenarios/demo2_pattern_anomaly.ts";
import { SCENARIOS } from "../../demos/scenarios/scenarios.ts";
import { readSettings } from "../../settings/read_settings.ts";
import { demoSettings } from "./demo_settings.ts";

function settingsOf(flags: Record<string, string> = {}, environment: Record<string, string> = {}) {
  return demoSettings(demo2, readSettings(flags, environment));
}

Deno.test("demoSettings() never names the database that the user's own data is in", () => {
  assert.match(settingsOf().store, /^sqlite:.*\.logiq\/demo\/demo2_pattern_anomaly\/logiq\.db$/);
  assert.equal(
    settingsOf({ store: "sqlite:/data/logs.v1/own.db" }).store,
    "sqlite:/data/logs.v1/own_demo2_pattern_anomaly.db",
  );
  assert.equal(settingsOf({}, { STORE: "sqlite:/data/own" }).store, "sqlite:/data/own_demo2_pattern_anomaly");
  assert.equal(settingsOf({ store: "sqlite::memory:" }).store, "sqlite::memory:");
  const influx = settingsOf({}, { INFLUX_URL: "http://127.0.0.1:8086", INFLUX_BUCKET: "own" });
  assert.equal(influx.influxBucket, "own_demo2_pattern_anomaly");
});

Deno.test("demoSettings() keeps slot and window whole milliseconds at every speed", () => {
  for (const speed of ["1", "1.5", "3", "7", "13.7", "20"]) {
    const { slot, window } = settingsOf({ speed });
    assert.ok(Number.isInteger(slot) && slot >= 10, `slot ${slot} at ${speed}`);
    assert.equal(window, 2 * slot);
  }
  assert.equal(settingsOf({ speed: "20" }).slot, 50);
  assert.equal(settingsOf({ speed: "20", slot: "10ms", window: "20ms" }).slot, 10);
});

Deno.test("demoSettings() learns as the scenarios expect it, and tells no webhook", () => {
  const { learningWindows, baselineWindows, webhook, notify } = settingsOf({}, {
    LEARNING_WINDOWS: "100",
    BASELINE_WINDOWS: "200",
    NOTIFY: "webhook:http://127.0.0.1:9/on-call",
    WEBHOOK_URL: "http://127.0.0.1:9/on-call",
  });
  assert.deepEqual({ learningWindows, baselineWindows, webhook, notify }, {
    learningWindows: 5,
    baselineWindows: 30,
    webhook: "",
    notify: "",
  });
});

Deno.test("demoSettings() gives each demo a bucket or a file of its own, so that one deletes nothing that another has left", () => {
  const influx = readSettings({}, { INFLUX_URL: "http://127.0.0.1:8086", INFLUX_BUCKET: "own" });
  const sqlite = readSettings({ store: "sqlite:own.db" }, {});
  const placesOf = (given: typeof influx) =>
    SCENARIOS.map((scenario) => demoSettings(scenario, given)).map(({ store, influxBucket }) =>
      `${store} ${influxBucket}`
    );
  for (const given of [influx, sqlite]) assert.equal(new Set(placesOf(given)).size, SCENARIOS.length);
});
