import { isAt } from "../../bytes.ts";

const METHODS = ["GET", "POST", "PUT", "HEAD", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"]
  .map((method) => new TextEncoder().encode(method));

/** Whether `[start, end)` is a method of HTTP. */
export function isMethod(bytes: Uint8Array, start: number, end: number): boolean {
  return METHODS.some((method) => method.length === end - start && isAt(bytes, start, method));
}
