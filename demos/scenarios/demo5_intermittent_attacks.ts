import type { Phase, Scenario } from "../scenario.ts";
import { NORMAL_TRAFFIC } from "./normal_traffic.ts";

function calm(name: string, lines: number): Phase {
  return { name, lines, rate: 1, messages: NORMAL_TRAFFIC };
}

function burst(name: string): Phase {
  return { name, lines: 4_000, rate: 10, messages: NORMAL_TRAFFIC };
}

export const demo5: Scenario = {
  name: "demo5_intermittent_attacks",
  summary: "Three short bursts at ten times the rate, with calm between them",
  baseRate: 100,
  phases: [
    calm("normal", 2_400),
    burst("burst 1"),
    calm("calm 1", 1_000),
    burst("burst 2"),
    calm("calm 2", 1_000),
    burst("burst 3"),
    calm("calm 3", 1_000),
  ],
  expected: [
    { kind: "frequency", from: "burst 1" },
    { kind: "frequency", from: "burst 2" },
    { kind: "frequency", from: "burst 3" },
  ],
};
