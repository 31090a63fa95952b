import assert from "node:assert/strict";
import { DailyRange } from "./daily_range.ts";
import { NoiseFloor } from "./noise_floor.ts";

Deno.test("DailyRange.step() knows a value by the last three days, half an hour either way", () => {
  const cases: [string, number, boolean][] = [
    ["one day later", 48, true],
    ["half an hour before", 47, true],
    ["half an hour after", 49, true],
    ["an hour after", 50, false],
    ["three days later", 144, true],
    ["half an hour more than three days later", 145, true],
    ["four days later", 192, false],
    ["a year later", 48 * 365, false],
    ["the same time", 0, false],
  ];
  for (const [name, slot, seen] of cases) {
    const range = new DailyRange(new NoiseFloor());
    range.step(1_000, 500.5);
    assert.equal(range.step(1_000 + slot, 500.5), seen, name);
  }
});

Deno.test("DailyRange.step() knows what lies between a day's least and greatest, and a noise's width around", () => {
  const range = new DailyRange(new NoiseFloor());
  [100, 200].forEach((value) => range.step(0, value));
  const cases: [number, boolean][] = [[150, true], [205, true], [90, true], [300, false], [20, false]];
  for (const [value, seen] of cases) assert.equal(range.step(48, value), seen, `${value}`);
});
