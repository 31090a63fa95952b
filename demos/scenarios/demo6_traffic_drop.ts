import type { Scenario } from "../scenario.ts";
import { NORMAL_TRAFFIC } from "./normal_traffic.ts";

export const demo6: Scenario = {
  name: "demo6_traffic_drop",
  summary: "Traffic that falls to a tenth for twenty seconds and comes back",
  baseRate: 100,
  phases: [
    { name: "normal", lines: 2_400, rate: 1, messages: NORMAL_TRAFFIC },
    { name: "outage", lines: 200, rate: 0.1, messages: NORMAL_TRAFFIC },
    { name: "recovered", lines: 1_000, rate: 1, messages: NORMAL_TRAFFIC },
  ],
  expected: [{ kind: "drop", from: "outage" }],
};
