import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, UPPER } from "../byte_classes.ts";

const { COLON, DASH, DIGIT_0, PERCENT, UNDERSCORE } = BYTE;
const LONGEST = 80;
/** Levels of syslog, numbered from 0. */
const LEVELS = 8;

/** End of what a router calls a message, `%LINK-3-UPDOWN`: a facility in capitals, syslog's number of a level and a name, which dashes part; 0 without. */
export function mnemonicEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== PERCENT || !(CLASS[bytes[at + 1]] & UPPER)) return 0;
  const last = Math.min(end, at + LONGEST);
  let stop = at + 1, dash = 0;
  for (; stop < last; stop++) {
    const byte = bytes[stop];
    if (byte === DASH) dash = stop;
    else if (!(CLASS[byte] & (UPPER | DIGIT)) && byte !== UNDERSCORE) break;
  }
  const level = bytes[dash - 1] - DIGIT_0;
  const isNumbered = dash > at + 3 && bytes[dash - 2] === DASH && level >= 0 && level < LEVELS;
  return isNumbered && bytes[stop] === COLON && stop > dash + 1 ? stop : 0;
}
