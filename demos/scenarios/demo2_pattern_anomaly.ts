import type { Message, Scenario } from "../scenario.ts";
import { NORMAL_TRAFFIC } from "./normal_traffic.ts";

const NEW_ERRORS: readonly Message[] = [
  { level: "ERROR", text: "Connection to database replica {node} lost after {milliseconds}ms" },
  { level: "ERROR", text: "Disk quota exceeded on volume {number}" },
  { level: "ERROR", text: "Payment gateway answered with status {status} for order {number}" },
  { level: "ERROR", text: "Certificate of upstream {address} has expired" },
  { level: "ERROR", text: "Out of memory: killed worker process {process}" },
];

export const demo2: Scenario = {
  name: "demo2_pattern_anomaly",
  summary: "Five error messages that nobody has seen before, at an unchanged rate",
  baseRate: 100,
  phases: [
    { name: "normal", lines: 5_000, rate: 1, messages: NORMAL_TRAFFIC },
    { name: "new errors", lines: 2_000, rate: 1, messages: [...NORMAL_TRAFFIC, ...NEW_ERRORS] },
  ],
  expected: NEW_ERRORS.map((message) => ({ kind: "pattern", from: "new errors", message })),
};
