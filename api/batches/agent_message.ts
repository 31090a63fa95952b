import { z } from "zod";
import type { AgentMessage } from "../../core/agent_message.ts";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { MODES } from "../../core/mode.ts";
import { type PackedSlot, unpackPoints } from "../../core/packed_points.ts";
import { REJECT_REASONS } from "../../core/rejection.ts";
import { shownText } from "../../core/shown_text.ts";
import { RequestError } from "../request_error.ts";

/** Names are shown everywhere, so that one with what is never shown is another name from here on. */
const name = z.string().min(1).max(4096).transform(shownText);
const text = z.string().max(262_144).transform((given) => given.toWellFormed());
const LATEST_MS = 8.64e15;
const timeMs = z.int().min(0).max(LATEST_MS);
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

/** A slot's start, then places in the table of series and counts. */
const slot = z.custom<PackedSlot>(
  (value) =>
    Array.isArray(value) && value.length % 2 === 1 && value.length > 1 && value.every(isWhole) && isSlot(value),
  "expected a time in milliseconds, then places in the list of series and counts of at least 1",
);

const packedPoints = z.object({
  series: z.array(z.tuple([name, name, name, name, z.enum(MODES)])),
  slots: z.array(slot),
}).refine(
  ({ series, slots }) => slots.every((slot) => slot.every((value, at) => at % 2 === 0 || value < series.length)),
  { message: "expected places in the list of series", path: ["slots"] },
).transform(unpackPoints);

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

const heartbeat = z.object({
  agent: name,
  source: name,
  host: name,
  read: lines,
  counted: lines,
  rejected: lines,
  rejectedBy: z.partialRecord(z.enum(REJECT_REASONS), lines).optional(),
  lost: z.partialRecord(z.enum(["truncated", "gone", "spool"]), lines).optional(),
  lagBytes: z.number().min(0),
  lagMs: z.number().min(0),
  watermarkMs: timeMs,
  sinceMs: timeMs,
  firstLiveMs: timeMs.nullable(),
  pastBytes: z.number().min(0).optional(),
  spoolBytes: z.number().min(0),
});

/** A message whose batch has its points in this form. */
function messageOf<Points extends z.ZodType<CounterPoint[]>>(points: Points) {
  const batch = z.object({
    agent: name,
    number: z.int().min(0).max(999_999_999),
    points,
    templates: z.array(template),
    samples: z.array(sample),
  });
  return z.object({
    agent: name,
    run: name.optional(),
    batch: batch.nullable(),
    heartbeats: z.array(heartbeat),
    clockMs: z.number(),
  }).refine(
    ({ agent, batch, heartbeats }) =>
      (batch === null || batch.agent === agent) && heartbeats.every((heartbeat) => heartbeat.agent === agent),
    { message: "expected the same agent in the batch and in every heartbeat", path: ["agent"] },
  );
}

const message = messageOf(packedPoints);
/** Of an agent that is older. */
const listedMessage = messageOf(z.array(point));

/**
 * Checks an agent's message.
 *
 * @throws {RequestError} 400 that names the first member that is wrong, such as `batch.points.slots.3`.
 */
export function agentMessage(value: unknown): AgentMessage {
  const parsed = (hasList(value) ? listedMessage : message).safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new RequestError(400, `Cannot read the agent's message at "${issue.path.join(".")}": ${issue.message}`);
}

function hasList(value: unknown): boolean {
  const { points } = (value as { readonly batch?: { readonly points?: unknown } } | null)?.batch ?? {};
  return Array.isArray(points);
}

function isSlot([startMs, ...rest]: readonly number[]): boolean {
  return startMs! <= LATEST_MS && rest.every((value, at) => at % 2 === 0 || value >= 1);
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
