import { isAt } from "../../bytes.ts";
import { WordLengths } from "../../word_lengths.ts";

const NAMES = ["GET", "POST", "PUT", "HEAD", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];
const METHODS = NAMES.map((name) => new TextEncoder().encode(name));
const LENGTHS = new WordLengths(NAMES);

/** Whether `[start, end)` is a method of HTTP. */
export function isMethod(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 1 || !LENGTHS.mayHave(bytes[start], length)) return false;
  return METHODS.some((method) => method.length === length && isAt(bytes, start, method));
}
