import type { Clock } from "../../core/clock.ts";
import type { Store } from "../../store/store.ts";
import type { BatchIngestion } from "../batches/batch_ingestion.ts";
import { readBody } from "../bounded_body.ts";
import { parseJson } from "../json_body.ts";
import type { LineIngestion } from "../lines/line_ingestion.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import { RequestError } from "../request_error.ts";
import type { Call, Route } from "../route.ts";
import { agentMessage } from "./agent_message.ts";
import { checkedArray, type CheckedEntries, checkedLines } from "./entries.ts";
import { lineDefaults } from "./line_defaults.ts";
import { bodyFormat } from "./media_type.ts";
import { requestKey } from "./request_key.ts";
import { takeAgentMessage } from "./take_agent_message.ts";
import { takeEntries, takeText } from "./take_raw_lines.ts";

/** What `POST /ingest` works with. */
export interface IngestOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly batches: BatchIngestion;
  readonly lines: LineIngestion;
  readonly metrics: ApiMetrics;
  readonly maxBodyBytes: number;
}

/**
 * `POST /ingest`: an agent's message (a JSON object with a member `agent`), or other tools' lines as a JSON array, NDJSON or
 * plain text, optionally compressed with gzip.
 */
export function ingestRoute(options: IngestOptions): Route {
  return { method: "POST", path: "/ingest", access: "writing", handle: (call) => ingest(call, options) };
}

async function ingest({ request, query }: Call, options: IngestOptions): Promise<Response> {
  const format = bodyFormat(request.headers.get("Content-Type"));
  const take = { ingestion: options.lines, defaults: lineDefaults(query) };
  const bytes = await readBody(request, options.maxBodyBytes);
  const key = requestKey(request, bytes);
  if (format === "text") return await takeText(bytes, { ...take, key });
  const text = new TextDecoder().decode(bytes);
  if (format === "json") {
    const value = parseJson(text);
    if (isAgentMessage(value)) return await takeAgentMessage(agentMessage(value), options);
    return await takeChecked(checkedArray(entriesOf(value)));
  }
  return await takeChecked(checkedLines(text));

  function takeChecked(checked: CheckedEntries): Promise<Response> {
    options.metrics.entriesRejected(checked.rejected.length);
    return takeEntries(checked, { ...take, key });
  }
}

function isAgentMessage(value: unknown): boolean {
  return isObject(value) && "agent" in value;
}

function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return [value];
  throw new RequestError(400, "Cannot read the body: expected an array of entries, one entry, or an agent's message");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
