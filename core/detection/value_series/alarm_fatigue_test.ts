import assert from "node:assert/strict";
import { AlarmFatigue } from "./alarm_fatigue.ts";

const HOUR = 3_600;

Deno.test("AlarmFatigue.step() lets one alarm through in four hours, and another where evidence grows", () => {
  const cases: [number, number, boolean][] = [
    [0, 0.9, false],
    [1, 1.2, true],
    [2, 1.3, false],
    [3, 1.9, true],
    [6, 2, false],
    [7.5, 1.2, true],
  ];
  const fatigue = new AlarmFatigue();
  for (const [hour, evidence, alarm] of cases) {
    assert.equal(fatigue.step(hour * HOUR, evidence) >= 1, alarm, `hour ${hour}`);
  }
});

Deno.test("AlarmFatigue.step() asks more of a series that cries every five hours, and forgets it in months", () => {
  const fatigue = new AlarmFatigue();
  const week = Array.from({ length: 34 }, (_, i) => fatigue.step(5 * i * HOUR, 1.3) >= 1);
  assert.deepEqual(week.slice(0, 9), Array(9).fill(true));
  assert.ok(week.filter((alarm) => alarm).length < 20);
  assert.ok(fatigue.step(90 * 24 * HOUR, 1.05) >= 1);
});

Deno.test("AlarmFatigue.step() is not stopped by a clock that was ahead", () => {
  const fatigue = new AlarmFatigue();
  assert.ok(fatigue.step(1e9, 2) >= 1 && fatigue.step(0, 2) >= 1);
});
