import { BYTE } from "../../bytes.ts";
import { CLASS, SPACE } from "../byte_classes.ts";
import { beginsWithPair } from "./logfmt_fields.ts";

const { CLOSE_BRACE, OPEN_BRACE } = BYTE;

/** Whether the line `[start, end)` may have the form of one with fields: most have not, and a look at both ends says so. */
export function mayHaveFields(bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end) return false;
  const first = bytes[start];
  return first === OPEN_BRACE || bytes[end - 1] === CLOSE_BRACE || (CLASS[first] & SPACE) !== 0 ||
    beginsWithPair(bytes, start, end);
}
