import { z } from "zod";
import type { AgentMessage } from "../../core/agent_message.ts";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { MODES } from "../../core/mode.ts";
import { type PackedSlot, unpackPoints } from "../../core/packed_points.ts";
import { REJECT_REASONS } from "../../core/rejection.ts";
import { shownText } from "../../core/shown_text.ts";
import { RequestError } from "../request_error.ts";
import { WorkTime } from "../work_time.ts";

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

/** As many files are named of a source. */
const MOST_FILES = 10_000;

/** Names of a series. */
const series = z.tuple([name, name, name, name, z.enum(MODES)]);

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
  files: z.array(z.string().min(1).max(64)).max(MOST_FILES).optional(),
});

const batch = z.object({
  agent: name,
  number: z.int().min(0).max(999_999_999),
  points: z.union([z.object({ series: z.array(series), slots: z.array(slot) }), z.array(point)]),
  templates: z.array(template),
  samples: z.array(sample),
});

/** A message, its lists left empty: these are checked one element after another. */
const shell = z.object({
  agent: name,
  run: name.optional(),
  batch: batch.nullable(),
  heartbeats: z.array(heartbeat),
  clockMs: z.number(),
}).refine(
  ({ agent, batch }) => batch === null || batch.agent === agent,
  { message: "expected the same agent in the batch", path: ["agent"] },
);

/** How long a message may be checked; others are served in between. */
const CHECK_WITHIN_MS = 5_000;

/**
 * Checks an agent's message, others being served in between.
 *
 * @throws {RequestError} 400 that names the first member that is wrong, such as `batch.points.slots.3`; 413 where it takes too long.
 */
export async function agentMessage(value: unknown): Promise<AgentMessage> {
  const lists = new MessageLists(value);
  const { agent, batch, ...rest } = valid(shell, lists.emptied, "");
  const heartbeats = await lists.checked(heartbeat, "heartbeats");
  const stranger = heartbeats.findIndex((each) => each.agent !== agent);
  if (stranger !== -1) throw unreadable(`heartbeats.${stranger}.agent`, "expected the agent of the message");
  if (batch === null) return { ...rest, agent, batch, heartbeats };
  const points = await checkedPoints(lists, !Array.isArray(batch.points));
  const templates = await lists.checked(template, "batch.templates");
  const samples = await lists.checked(sample, "batch.samples");
  return { ...rest, agent, batch: { ...batch, points, templates, samples }, heartbeats };
}

async function checkedPoints(lists: MessageLists, isPacked: boolean): Promise<CounterPoint[]> {
  if (!isPacked) return await lists.checked(point, "batch.points");
  const names = await lists.checked(series, "batch.points.series");
  const known = slot.refine(
    (values) => values.every((value, at) => at % 2 === 0 || value < names.length),
    "expected places in the list of series",
  );
  return unpackPoints({ series: names, slots: await lists.checked(known, "batch.points.slots") });
}

/** The long lists of a message that nobody has checked. */
class MessageLists {
  /** The message without what is in them. */
  readonly emptied: unknown;
  readonly #lists = new Map<string, readonly unknown[]>();
  readonly #time = new WorkTime(CHECK_WITHIN_MS);

  constructor(message: unknown) {
    this.emptied = this.#without(message, "");
  }

  /** A list's elements. */
  async checked<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>[]> {
    const elements: z.output<Schema>[] = [];
    for (const [at, element] of (this.#lists.get(path) ?? []).entries()) {
      if (this.#time.step()) await this.#time.rest();
      elements.push(valid(schema, element, `${path}.${at}`));
    }
    return elements;
  }

  #without(value: unknown, path: string): unknown {
    if (Array.isArray(value)) {
      this.#lists.set(path, value);
      return [];
    }
    if (typeof value !== "object" || value === null) return value;
    const isOuter = path === "" || path === "batch" || path === "batch.points";
    const within = (name: string) => path === "" ? name : `${path}.${name}`;
    return isOuter
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#without(each, within(name))]))
      : value;
  }
}

function valid<Schema extends z.ZodType>(schema: Schema, value: unknown, path: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw unreadable([path, ...issue.path].filter((part) => part !== "").join("."), issue.message);
}

function unreadable(path: string, problem: string): RequestError {
  return new RequestError(400, `Cannot read the agent's message at "${path}": ${problem}`);
}

function isSlot([startMs, ...rest]: readonly number[]): boolean {
  return startMs! <= LATEST_MS && rest.every((value, at) => at % 2 === 0 || value >= 1);
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
