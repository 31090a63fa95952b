import { API_NAME, REFUSED_BY } from "../core/agent_message.ts";
import { StoreRefusedError, StoreUnavailableError } from "../store/store_errors.ts";
import { RequestError } from "./request_error.ts";

/**
 * The one place that maps an error's class to an answer: `{ error: { message, line?, column? } }`, signed as the api's own.
 *
 * `RequestError` has its own status, `StoreUnavailableError` is a 503 with `Retry-After` (whole seconds, at least 1),
 * `StoreRefusedError` a 422; whatever else is a fault of ours, a 500 that tells nothing of its inside.
 */
export function errorResponse(error: unknown): Response {
  if (error instanceof RequestError) {
    return signed(
      { ...error.details, error: { message: error.message, ...error.position } },
      error.status,
      error.headers,
    );
  }
  if (error instanceof StoreUnavailableError) {
    const retryAfterSeconds = Math.max(1, Math.ceil(error.retryAfterMs / 1000));
    return failure(503, error.message, { "Retry-After": String(retryAfterSeconds) });
  }
  if (error instanceof StoreRefusedError) return failure(422, error.message);
  return failure(500, "Cannot serve this request: the api met a fault of its own, its log has the details");
}

function failure(status: number, message: string, headers: Record<string, string> = {}): Response {
  return signed({ error: { message } }, status, headers);
}

function signed(body: unknown, status: number, headers?: HeadersInit): Response {
  const response = Response.json(body, { status, headers });
  response.headers.set(REFUSED_BY, API_NAME);
  return response;
}
