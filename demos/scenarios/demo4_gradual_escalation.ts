import type { Scenario } from "../scenario.ts";
import { NORMAL_TRAFFIC } from "./normal_traffic.ts";

const SECONDS_PER_STEP = 8;

function step(rate: number) {
  return { name: `${rate}x`, lines: 100 * rate * SECONDS_PER_STEP, rate, messages: NORMAL_TRAFFIC };
}

export const demo4: Scenario = {
  name: "demo4_gradual_escalation",
  summary: "Traffic that climbs step by step to twenty times the normal rate",
  baseRate: 100,
  phases: [
    { name: "normal", lines: 2_400, rate: 1, messages: NORMAL_TRAFFIC },
    step(2),
    step(5),
    step(10),
    step(20),
  ],
  expected: [{ kind: "frequency", from: "2x", until: "20x", rising: true }],
};
