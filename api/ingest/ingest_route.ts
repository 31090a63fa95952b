import { AGENT_PATH } from "../../core/agent_message.ts";
import { assertFewLines, assertFewValues } from "../body_bounds.ts";
import { parseJson } from "../json_body.ts";
import type { LineIngestion } from "../lines/line_ingestion.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import { RequestError } from "../request_error.ts";
import type { Call, Route } from "../route.ts";
import { checkedArray, type CheckedEntries, checkedLines, MOST_ENTRIES } from "./entries.ts";
import { lineDefaults } from "./line_defaults.ts";
import { bodyFormat } from "./media_type.ts";
import { checkEntry } from "./raw_entry.ts";
import { requestKey } from "./request_key.ts";
import { takeEntries, takeText } from "./take_raw_lines.ts";

/** Lines of a plain text: mining the shortest takes half a second then. */
const MOST_TEXT_LINES = 1_000_000;

/** What `POST /ingest` works with. */
export interface IngestOptions {
  readonly lines: LineIngestion;
  readonly metrics: ApiMetrics;
  readonly maxBodyBytes: number;
}

/** `POST /ingest`: other tools' lines as a JSON array, NDJSON or plain text, optionally compressed with gzip. */
export function ingestRoute(options: IngestOptions): Route {
  return { method: "POST", path: "/ingest", access: "ingesting", handle: (call) => ingest(call, options) };
}

async function ingest({ request, query, body }: Call, options: IngestOptions): Promise<Response> {
  const format = bodyFormat(request.headers.get("Content-Type"));
  const take = { ingestion: options.lines, defaults: lineDefaults(query) };
  const bytes = await body(options.maxBodyBytes);
  if (format === "text") assertFewLines(bytes, MOST_TEXT_LINES);
  else if (format === "ndjson") assertFewLines(bytes, MOST_ENTRIES);
  if (format !== "text") assertFewValues(bytes);
  const key = requestKey(request, bytes);
  if (format === "text") return await takeText(bytes, { ...take, key });
  const checked = format === "ndjson" ? await checkedLines(bytes) : await checkedArray(bytes) ?? oneEntry(bytes);
  options.metrics.entriesRejected(checked.rejected.length);
  return await takeEntries(checked, { ...take, key });
}

/** What is no array is an entry by itself. */
function oneEntry(bytes: Uint8Array): CheckedEntries {
  const value = parseJson(new TextDecoder().decode(bytes));
  if (typeof value !== "object" || value === null) {
    throw new RequestError(400, "Cannot read the body: expected an array of entries, or one entry");
  }
  if ("heartbeats" in value && "clockMs" in value && !("content" in value)) throw outdatedAgent();
  const outcome = checkEntry(value);
  if ("entry" in outcome) return { entries: [outcome.entry], rejected: [] };
  return { entries: [], rejected: [{ index: 0, reason: outcome.reason }] };
}

/** An agent of before it had a path of its own: unlike with a 400, it keeps its batches and sends them again. */
function outdatedAgent(): RequestError {
  return new RequestError(426, `Cannot take an agent's message here: update the agent, which sends to ${AGENT_PATH}`);
}
