import { z } from "zod";
import type { AgentMessage } from "../../core/agent_message.ts";
import { MODES } from "../../core/mode.ts";
import { shownText } from "../../core/shown_text.ts";
import { RequestError } from "../request_error.ts";

/** Names are shown everywhere, so that one with what is never shown is another name from here on. */
const name = z.string().min(1).max(4096).transform(shownText);
const text = z.string().max(262_144).transform((given) => given.toWellFormed());
const timeMs = z.int().min(0).max(8.64e15);
const lines = z.int().min(0);

const point = z.object({
  source: name,
  host: name,
  level: name,
  template: name,
  mode: z.enum(MODES),
  slotMs: timeMs,
  count: z.int().min(1),
});

const template = z.object({
  source: name,
  id: name,
  text,
  sample: text,
  firstSeenMs: timeMs,
  initial: z.boolean(),
  replacedBy: name.optional(),
  ancestor: name.optional(),
});

const sample = z.object({ source: name, template: name, line: text, atMs: timeMs });

const batch = z.object({
  agent: name,
  number: z.int().min(0).max(999_999_999),
  points: z.array(point),
  templates: z.array(template),
  samples: z.array(sample),
});

const heartbeat = z.object({
  agent: name,
  source: name,
  host: name,
  read: lines,
  counted: lines,
  rejected: lines,
  lost: z.partialRecord(z.enum(["truncated", "gone", "spool"]), lines).optional(),
  lagBytes: z.number().min(0),
  lagMs: z.number().min(0),
  watermarkMs: timeMs,
  sinceMs: timeMs,
  firstLiveMs: timeMs.nullable(),
  spoolBytes: z.number().min(0),
});

const message = z.object({
  agent: name,
  batch: batch.nullable(),
  heartbeats: z.array(heartbeat),
  clockMs: z.number(),
}).refine(
  ({ agent, batch, heartbeats }) =>
    (batch === null || batch.agent === agent) && heartbeats.every((heartbeat) => heartbeat.agent === agent),
  { message: "expected the same agent in the batch and in every heartbeat", path: ["agent"] },
);

/**
 * Checks an agent's message.
 *
 * @throws {RequestError} 400 that names the first member that is wrong, such as `batch.points.3.count`.
 */
export function agentMessage(value: unknown): AgentMessage {
  const parsed = message.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new RequestError(400, `Cannot read the agent's message at "${issue.path.join(".")}": ${issue.message}`);
}
