import type { Scenario } from "../scenario.ts";
import { NORMAL_TRAFFIC } from "./normal_traffic.ts";

export const demo1: Scenario = {
  name: "demo1_frequency_spike",
  summary: "The same messages as ever, suddenly at ten times the rate",
  baseRate: 100,
  phases: [
    { name: "normal", lines: 5_000, rate: 1, messages: NORMAL_TRAFFIC },
    { name: "spike", lines: 2_000, rate: 10, messages: NORMAL_TRAFFIC },
  ],
  expected: [{ kind: "frequency", from: "spike" }],
};
