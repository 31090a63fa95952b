import { BYTE } from "../bytes.ts";
import { levelOf } from "./header/levels.ts";
import { isStatusAt, loneStatusAt } from "./requests/status_place.ts";

const { DIGIT_5 } = BYTE;

/** The level of what a server failed at, as an index into LEVELS. */
export const FAILURE = levelOf("error");

/**
 * Level of a text that holds a status of HTTP, as an access log's lines do, as an index into LEVELS: `error` where the server failed
 * (`HTTP/1.1" 503`), else 0. A status of 4xx is the client's doing, of which many a log is full; OpenTelemetry draws the line at
 * the same place for a server's spans.
 */
export function statusLevel(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) if (bytes[at] === DIGIT_5 && isStatusAt(bytes, at, end)) return FAILURE;
  return bytes[loneStatusAt(bytes, start, end)] === DIGIT_5 ? FAILURE : 0;
}
