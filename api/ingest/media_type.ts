import { RequestError } from "../request_error.ts";

/** How the body of `POST /ingest` is written. */
export type BodyFormat = "json" | "ndjson" | "text";

const FORMATS: Readonly<Record<string, BodyFormat>> = {
  "application/json": "json",
  "text/json": "json",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
  "application/x-jsonlines": "ndjson",
  "text/plain": "text",
};

/**
 * The format that a `Content-Type` header names. It has to be named: guessed wrongly, a JSON array would be counted as
 * lines of text.
 *
 * @throws {RequestError} 415 for another type, none, or another charset than UTF-8.
 */
export function bodyFormat(contentType: string | null): BodyFormat {
  const [type = "", ...parameters] = (contentType ?? "").split(";").map((part) => part.trim().toLowerCase());
  const format = Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined;
  if (format === undefined) {
    throw new RequestError(
      415,
      `Cannot read content type "${type}": expected application/json, application/x-ndjson or text/plain`,
    );
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice(8).replaceAll('"', "");
  if (charset !== undefined && !["utf-8", "utf8", "us-ascii"].includes(charset)) {
    throw new RequestError(415, `Cannot read charset "${charset}": expected utf-8`);
  }
  return format;
}
