import { BYTE } from "../bytes.ts";
import { levelOf } from "./header/levels.ts";
import { isStatusAt, loneStatusAt, mayBeStatusAt } from "./requests/status_place.ts";

const { DIGIT_5 } = BYTE;

/** The level of what a server failed at, as an index into LEVELS. */
export const FAILURE = levelOf("error");

/**
 * Level of a text that holds a status of HTTP, as an access log's lines do, as an index into LEVELS: `error` where the server failed
 * (`HTTP/1.1" 503`), else 0. A status of 4xx is the client's doing, of which many a log is full; OpenTelemetry draws the line at
 * the same place for a server's spans.
 */
export function statusLevel(bytes: Uint8Array, start: number, end: number): number {
  let mayBeLone = bytes[start] === DIGIT_5;
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] !== DIGIT_5 || !mayBeStatusAt(bytes, at, end)) continue;
    if (isStatusAt(bytes, at, end)) return FAILURE;
    mayBeLone = true;
  }
  return mayBeLone && bytes[loneStatusAt(bytes, start, end)] === DIGIT_5 ? FAILURE : 0;
}
