import { Counter, Gauge, type Registry } from "prom-client";
import type { SeenHeartbeat } from "../../core/heartbeat.ts";
import { lostLines } from "../../core/loss.ts";
import { letOthersIn } from "../let_others_in.ts";
import { rejectedLines } from "../../core/rejection.ts";

interface HeartbeatMetric {
  readonly name: string;
  readonly help: string;
  readonly value: (heartbeat: SeenHeartbeat) => number;
}

const LABELS = ["agent", "source"] as const;

const TOTALS: readonly HeartbeatMetric[] = [
  { name: "logiq_agent_lines_read_total", help: "Lines that the agent read.", value: ({ read }) => read },
  { name: "logiq_agent_lines_counted_total", help: "Lines that the agent counted.", value: ({ counted }) => counted },
];

const LEVELS: readonly HeartbeatMetric[] = [
  {
    name: "logiq_agent_conservation_difference_lines",
    help: "Lines read, less those counted, rejected or lost; anything but 0 is a fault.",
    value: ({ read, counted, rejected, lost }) => read - counted - rejected - lostLines(lost),
  },
  { name: "logiq_agent_lag_bytes", help: "Bytes that the agent has not read yet.", value: ({ lagBytes }) => lagBytes },
  {
    name: "logiq_agent_lag_seconds",
    help: "How long the oldest unread byte has waited.",
    value: ({ lagMs }) => lagMs / 1000,
  },
  {
    name: "logiq_agent_spool_bytes",
    help: "Bytes in the agent's spool that wait for an acknowledgement.",
    value: ({ spoolBytes }) => spoolBytes,
  },
  {
    name: "logiq_agent_watermark_seconds",
    help: "Everything that arrived before this Unix time is stored.",
    value: ({ watermarkMs }) => watermarkMs / 1000,
  },
  {
    name: "logiq_agent_seen_seconds",
    help: "Unix time of the agent's last heartbeat.",
    value: ({ seenMs }) => seenMs / 1000,
  },
];

/** Adds what agents say of themselves to `registry`, by agent and source; others are served in between. */
export async function describeHeartbeats(registry: Registry, heartbeats: readonly SeenHeartbeat[]): Promise<void> {
  for (const { name, help, value } of TOTALS) {
    const total = new Counter({ name, help, labelNames: LABELS, registers: [registry] });
    for (const heartbeat of heartbeats) total.inc(labels(heartbeat), Math.max(0, value(heartbeat)));
    await letOthersIn();
  }
  describeRejected(registry, heartbeats);
  describeLost(registry, heartbeats);
  for (const { name, help, value } of LEVELS) {
    const level = new Gauge({ name, help, labelNames: LABELS, registers: [registry] });
    for (const heartbeat of heartbeats) level.set(labels(heartbeat), value(heartbeat));
    await letOthersIn();
  }
}

function describeRejected(registry: Registry, heartbeats: readonly SeenHeartbeat[]): void {
  const rejected = new Counter({
    name: "logiq_agent_lines_rejected_total",
    help:
      "Lines that were refused for good: older than the store keeps (retention), with a count or time that can't be " +
      "(bounds), in a batch that the api refused as a whole (refused), or for what an older agent does not say (unknown).",
    labelNames: [...LABELS, "reason"],
    registers: [registry],
  });
  for (const heartbeat of heartbeats) {
    const { rejected: all, rejectedBy = {} } = heartbeat;
    const reasons = { ...rejectedBy, unknown: all - rejectedLines(rejectedBy) };
    for (const [reason, lines] of Object.entries(reasons)) {
      rejected.inc({ ...labels(heartbeat), reason }, Math.max(0, lines));
    }
  }
}

function describeLost(registry: Registry, heartbeats: readonly SeenHeartbeat[]): void {
  const lost = new Counter({
    name: "logiq_agent_lines_lost_total",
    help: "Lines that are in no counter: truncated before they were read, gone with their file, or in a damaged batch.",
    labelNames: [...LABELS, "reason"],
    registers: [registry],
  });
  for (const heartbeat of heartbeats) {
    for (const [reason, lines] of Object.entries(heartbeat.lost ?? {})) {
      lost.inc({ ...labels(heartbeat), reason }, lines);
    }
  }
}

function labels({ agent, source }: SeenHeartbeat): Record<typeof LABELS[number], string> {
  return { agent, source };
}
