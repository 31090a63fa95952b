import { z } from "zod";
import { ANOMALY_KINDS } from "../../core/detection/anomaly.ts";
import { durationMs } from "../../core/duration.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import { parseTime } from "../../core/parse_time.ts";
import { RequestError } from "../request_error.ts";

const LONGEST_TEXT = 1_000;
const name = z.string().min(1).max(LONGEST_TEXT).optional();

const body = z.strictObject({
  kind: z.enum(["mute", "accept"]),
  incident: name,
  source: name,
  template: name,
  anomaly_kind: z.string().optional(),
  until: z.union([z.string(), z.number(), z.null()]).optional(),
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
      `Cannot note ${where}: expected {"kind": "mute" or "accept"} with "incident", or with "source", "template", "anomaly_kind"; ${issue?.message}`,
    );
  }
  const { kind, incident, source, template, anomaly_kind, until = null, author, comment } = parsed.data;
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
