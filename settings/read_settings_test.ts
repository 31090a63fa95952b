import assert from "node:assert/strict";
import { readSettings } from "./read_settings.ts";
import { UsageError } from "./usage_error.ts";

Deno.test("readSettings() takes the flag before the environment before the default", () => {
  assert.equal(readSettings({}, {}).window, 2000);
  assert.equal(readSettings({}, { WINDOW: "4s" }).window, 4000);
  assert.equal(readSettings({ window: "6s" }, { WINDOW: "4s" }).window, 6000);
});

Deno.test("readSettings() knows the second name of a variable and says what was given", () => {
  const settings = readSettings({ json: true }, { CHECK_INTERVAL: "10" });
  assert.equal(settings.window, 10_000);
  assert.deepEqual([...settings.given].sort(), ["json", "window"]);
});

const refused: [string, Record<string, string>, Record<string, string>, RegExp][] = [
  ["a flag out of range", { port: "70000" }, {}, /--port "70000": expected a whole number from 0 to 65535/],
  ["a variable out of range", {}, { SIGMA_MULTIPLIER: "lots" }, /SIGMA_MULTIPLIER "lots": expected a number/],
  ["a duration without sense", { window: "90x" }, {}, /--window "90x": expected a duration/],
  [
    "a duration that is no whole number of milliseconds",
    { slot: "33.3ms" },
    {},
    /--slot "33.3ms": expected a duration/,
  ],
  ["a window that the slot does not divide", { window: "3s", slot: "2s" }, {}, /multiple of the slot/],
  ["a baseline shorter than learning", { learningWindows: "40" }, {}, /at least LEARNING_WINDOWS, 40/],
  [
    "a store that is no name and place",
    { store: "x" },
    {},
    /--store "x": expected a kind and its place, such as "sqlite:\.logiq/,
  ],
];
for (const [what, flags, environment, message] of refused) {
  Deno.test(`readSettings() refuses ${what}`, () => {
    assert.throws(
      () => readSettings(flags, environment),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  });
}

Deno.test("readSettings() reads durations with units", () => {
  for (
    const [text, ms] of [["500ms", 500], ["2s", 2000], ["1m", 60_000], ["2h", 7_200_000], ["3", 3000], [
      "0.07s",
      70,
    ]] as const
  ) {
    assert.equal(readSettings({ window: text, slot: "10ms" }, {}).window, ms);
  }
});

Deno.test("readSettings() repeats no secret, mistyped or not", () => {
  const secret = "hunter2";
  const given: Record<string, string>[] = [
    { API_TOKEN: `${secret}\n` },
    { INFLUX_TOKEN: `${secret}\n` },
    { WEBHOOK_URL: `hooks.slack.com/services/${secret}` },
    { NOTIFY: `webhook ${secret}` },
    { API_URL: `ftp://user:${secret}@host` },
    { INFLUX_URL: `htp:/user:${secret}@host` },
    { INFLUX_URL: `user:${secret}@host` },
    { STORE: `://user:${secret}@host` },
  ];
  for (const environment of given) {
    assert.throws(() => readSettings({}, environment), (error) => {
      assert.ok(error instanceof UsageError);
      return error.message.includes(Object.keys(environment)[0]!) && !error.message.includes(secret);
    });
  }
});
