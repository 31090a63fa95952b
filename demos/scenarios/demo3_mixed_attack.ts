import type { Message, Scenario } from "../scenario.ts";
import { NORMAL_TRAFFIC } from "./normal_traffic.ts";

const ATTACK: readonly Message[] = [
  { level: "WARN", text: "Failed password for root from {address} port {number}" },
  { level: "WARN", text: "SQL injection attempt blocked in parameter id from {address}" },
  { level: "ERROR", text: "Privilege escalation denied for process {process}" },
  { level: "ERROR", text: "Firewall dropped packet from {address} to closed port {number}" },
];

export const demo3: Scenario = {
  name: "demo3_mixed_attack",
  summary: "An attack of new messages that also floods the log",
  baseRate: 100,
  phases: [
    { name: "normal", lines: 5_000, rate: 1, messages: NORMAL_TRAFFIC },
    { name: "attack", lines: 2_000, rate: 10, messages: ATTACK },
  ],
  expected: [
    { kind: "frequency", from: "attack" },
    ...ATTACK.map((message) => ({ kind: "pattern", from: "attack", message }) as const),
  ],
};
