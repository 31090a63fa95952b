import { CLASS, DIGIT } from "../byte_classes.ts";
import { levelOfBytes, SYSLOG_LEVELS } from "../header/levels.ts";
import { OTEL_SCALE, SYSLOG_SCALE } from "./field_roles.ts";

/** Levels of pino's and bunyan's 10 (trace) to 60 (fatal), by tens. */
const TENS = [0, 1, 2, 3, 5, 6, 7];
/** Levels of OpenTelemetry's 1 (trace) to 24 (fatal), by fours. */
const FOURS = [1, 2, 3, 5, 6, 7];

/** Index into LEVELS of a level's word or number, 0 when it is none. */
export function fieldLevel(bytes: Uint8Array, start: number, end: number, scale: number): number {
  if (end === start) return 0;
  return CLASS[bytes[start]] & DIGIT ? ofNumber(bytes, start, end, scale) : levelOfBytes(bytes, start, end);
}

function ofNumber(bytes: Uint8Array, start: number, end: number, scale: number): number {
  let number = 0;
  for (let i = start; i < end; i++) {
    if (!(CLASS[bytes[i]] & DIGIT) || i - start > 2) return 0;
    number = number * 10 + bytes[i] - 48;
  }
  if (scale === OTEL_SCALE) return number > 0 ? FOURS[(number - 1) >> 2] ?? 0 : 0;
  if (number < SYSLOG_LEVELS.length) return SYSLOG_LEVELS[number];
  return scale === SYSLOG_SCALE ? 0 : TENS[Math.floor(number / 10)] ?? 0;
}
