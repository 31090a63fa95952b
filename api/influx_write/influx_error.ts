import { StoreRefusedError, StoreUnavailableError } from "../../store/store_errors.ts";
import { errorResponse } from "../error_response.ts";
import { RequestError } from "../request_error.ts";

/** InfluxDB's word for each status; its clients show it and some decide by it. */
const CODES: ReadonlyMap<number, string> = new Map([
  [400, "invalid"],
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not found"],
  [405, "method not allowed"],
  [413, "request too large"],
  [415, "invalid"],
  [421, "invalid"],
  [422, "unprocessable entity"],
  [503, "unavailable"],
]);

/**
 * Answers an error as InfluxDB 2 does: `{ code, message, line? }`, the code also in a header. Status and headers are those of
 * `errorResponse()`.
 */
export function influxErrorResponse(error: unknown): Response {
  const { status, headers } = errorResponse(error);
  const code = CODES.get(status) ?? "internal error";
  const body = error instanceof RequestError
    ? { code, message: error.message, ...error.details, ...(error.position && { line: error.position.line }) }
    : { code, message: messageOf(error) };
  headers.delete("Content-Length");
  headers.set("X-Platform-Error-Code", code);
  return Response.json(body, { status, headers });
}

function messageOf(error: unknown): string {
  const isTold = error instanceof StoreUnavailableError || error instanceof StoreRefusedError;
  return isTold ? error.message : "Cannot serve this request: the api met a fault of its own, its log has the details";
}
