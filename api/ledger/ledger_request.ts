import { z } from "zod";
import { ANOMALY_KINDS } from "../../core/detection/anomaly.ts";
import { durationMs } from "../../core/duration.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import { parseTime } from "../../core/parse_time.ts";
import { RequestError } from "../request_error.ts";

const LONGEST_TEXT = 1_000;
const name = z.string().min(1).max(LONGEST_TEXT).optional();

const time = z.union([z.string(), z.number(), z.null()]);

const body = z.strictObject({
  kind: z.enum(["mute", "accept", "missed"]),
  from: time.optional(),
  to: time.optional(),
  incident: name,
  source: name,
  template: name,
  anomaly_kind: z.string().optional(),
  until: time.optional(),
  author: z.string().max(LONGEST_TEXT).default(""),
  comment: z.string().max(LONGEST_TEXT).default(""),
});

/** What an operator wants to be noted. */
export interface LedgerRequest extends Omit<LedgerEntry, "id" | "createdMs" | "revokedMs"> {
  /** All that takes part in this incident is meant, else what the entry's source, template and kind say together. */
  readonly incident?: string;
}

/** Reads the body of `POST /api/ledger`. @throws {RequestError} 400 that says what is wrong. */
export function ledgerRequest(value: unknown, nowMs: number): LedgerRequest {
  const parsed = body.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") || "the entry";
    throw new RequestError(
      400,
      `Cannot note ${where}: expected {"kind": "mute" or "accept"} with "incident", or with "source", "template", "anomaly_kind"; or {"kind": "missed"} with "from"; ${issue?.message}`,
    );
  }
  const { kind, incident, source, template, anomaly_kind, until = null, author, comment } = parsed.data;
  if (kind === "missed") return missedOf(parsed.data, nowMs);
  if (parsed.data.from !== undefined || parsed.data.to !== undefined) {
    throw new RequestError(400, `Cannot ${kind} from a time to another: expected "until", or nothing`);
  }
  if ([incident, source, template, anomaly_kind].every((each) => each === undefined)) {
    throw new RequestError(
      400,
      `Cannot ${kind} everything: expected "incident", "source", "template" or "anomaly_kind"`,
    );
  }
  if (incident !== undefined && [source, template, anomaly_kind].some((each) => each !== undefined)) {
    throw new RequestError(
      400,
      `Cannot ${kind} both: expected either "incident", or "source", "template", "anomaly_kind"`,
    );
  }
  const untilMs = until === null ? null : endOf(until, nowMs);
  if (kind === "accept" && untilMs !== null) {
    throw new RequestError(
      400,
      'Cannot accept until a time: expected no "until"; what is accepted is normal from now on',
    );
  }
  return {
    ...{ kind, untilMs, author, comment },
    ...(incident === undefined ? {} : { incident }),
    ...(source === undefined ? {} : { source }),
    ...(template === undefined ? {} : { template }),
    ...(anomaly_kind === undefined ? {} : { anomalyKind: known(anomaly_kind) }),
  };
}

/** Something from one time to another, of a source and a template where these are named. */
function missedOf(
  { kind, from = null, to = null, source, template, author, comment, ...others }: z.infer<typeof body>,
  nowMs: number,
): LedgerRequest {
  const odd = Object.entries(others).find(([, value]) => value !== undefined);
  if (odd !== undefined) {
    throw new RequestError(
      400,
      `Cannot note what was missed with "${odd[0]}": expected "from", "to", "source", "template"`,
    );
  }
  const fromMs = pastTime(from, nowMs), untilMs = to === null ? fromMs : pastTime(to, nowMs);
  if (untilMs < fromMs) {
    throw new RequestError(400, `Cannot note what was missed to "${to}": expected no time before "${from}"`);
  }
  const named = { ...(source === undefined ? {} : { source }), ...(template === undefined ? {} : { template }) };
  return { kind, fromMs, untilMs, author, comment, ...named };
}

function pastTime(given: string | number | null, nowMs: number): number {
  const timeMs = given === null ? null : parseTime(String(given), nowMs);
  if (timeMs !== null && timeMs <= nowMs) return Math.round(timeMs);
  throw new RequestError(
    400,
    `Cannot note what was missed at "${given}": expected a time that has passed, as ISO 8601, epoch milliseconds or such as "-1h"`,
  );
}

function known(kind: string): string {
  if (ANOMALY_KINDS.some((each) => each === kind)) return kind;
  throw new RequestError(400, `Cannot mute the kind "${kind}": expected one of ${ANOMALY_KINDS.join(", ")}`);
}

/** A time, or a duration from now on. */
function endOf(until: string | number, nowMs: number): number {
  const lastingMs = typeof until === "string" ? durationMs(until) : null;
  const endMs = lastingMs === null ? parseTime(String(until), nowMs) : nowMs + lastingMs;
  if (endMs !== null && endMs > nowMs) return Math.round(endMs);
  throw new RequestError(
    400,
    `Cannot mute until "${until}": expected a duration such as "2h", or a time to come, as ISO 8601 or epoch milliseconds`,
  );
}
