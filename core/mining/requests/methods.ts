import { isAt } from "../../bytes.ts";

const METHODS = ["GET", "POST", "PUT", "HEAD", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"]
  .map((method) => new TextEncoder().encode(method));

const LENGTHS = METHODS.map((method) => method.length);
const SHORTEST = Math.min(...LENGTHS), LONGEST = Math.max(...LENGTHS);

/** Whether `[start, end)` is a method of HTTP. */
export function isMethod(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < SHORTEST || length > LONGEST) return false;
  return METHODS.some((method) => method.length === length && isAt(bytes, start, method));
}
