import { BYTE, isAt } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER } from "../byte_classes.ts";
import { levelOf } from "./levels.ts";

const { COLON, DOLLAR, DOT, LOWER_E, LOWER_N, LOWER_R, UNDERSCORE } = BYTE;
const LONGEST_NAME = 160;
const ERROR = levelOf("error"), FATAL = levelOf("fatal");
const ENCODER = new TextEncoder();
/** How what ends a program begins, and what ends a part of it. */
const ENDS = texts("Unhandled exception|Unhandled Exception|Kernel panic - |A fatal error has been detected by ");
const FAILS = texts('Exception in thread "|panic serving |Out of memory: Kill|BUG: |Segmentation fault');
const THREAD = ENCODER.encode("thread '"), PANICKED = ENCODER.encode("' panicked at ");
/** By byte, 1 for those that these begin with. */
const BEGINNINGS = new Uint8Array(256);
for (const [first] of [...ENDS, ...FAILS, THREAD]) BEGINNINGS[first] = 1;
const NAMES = texts("Exception|Error|Throwable");

/**
 * Level of a message that is the first line of a crash, as languages write it without a level, as an index into LEVELS: `Unhandled exception. …` of .NET,
 * `thread 'main' panicked at …` of Rust, `panic serving …` of Go's server, what the Linux kernel (`Kernel panic - …`, `Out of memory: Killed …`, `BUG: …`) and a Java machine say of their own end, `Exception in thread "main" …`, and the name of an exception, `ValueError: …`. 0 without.
 */
export function crashLevel(bytes: Uint8Array, at: number, end: number): number {
  if (BEGINNINGS[bytes[at]] === 1) {
    if (ENDS.some((text) => isAt(bytes, at, text))) return FATAL;
    if (FAILS.some((text) => isAt(bytes, at, text)) || isThreadPanic(bytes, at, end)) return ERROR;
  }
  return isException(bytes, at, end) ? ERROR : 0;
}

function isThreadPanic(bytes: Uint8Array, at: number, end: number): boolean {
  if (!isAt(bytes, at, THREAD)) return false;
  const last = Math.min(end, at + LONGEST_NAME);
  for (let i = at + THREAD.length; i < last; i++) if (isAt(bytes, i, PANICKED)) return true;
  return false;
}

/** Whether a name that ends as those of exceptions do is all of the message, or a colon follows it. */
export function isException(bytes: Uint8Array, at: number, end: number): boolean {
  if (!(CLASS[bytes[at]] & LETTER)) return false;
  const last = Math.min(end, at + LONGEST_NAME);
  let i = at;
  while (i < last && isNameByte(bytes[i])) i++;
  if (i < end && bytes[i] !== COLON) return false;
  const letter = bytes[i - 1];
  if (letter !== LOWER_E && letter !== LOWER_N && letter !== LOWER_R) return false;
  return NAMES.some((name) => i - at > name.length && isAt(bytes, i - name.length, name));
}

function isNameByte(byte: number): boolean {
  return (CLASS[byte] & (LETTER | DIGIT)) !== 0 || byte === DOT || byte === DOLLAR || byte === UNDERSCORE;
}

function texts(words: string): readonly Uint8Array[] {
  return words.split("|").map((word) => ENCODER.encode(word));
}
