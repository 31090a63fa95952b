import { BYTE } from "../../bytes.ts";
import { WordLengths } from "../../word_lengths.ts";

const { LOWER_A, LOWER_Z, SPACE_BYTE, UPPER_A, UPPER_Z } = BYTE;

/** Normalised levels of a log line, least severe first; `"-"` means that the line names none. */
export const LEVELS = ["-", "trace", "debug", "info", "notice", "warn", "error", "fatal"] as const;

/** One of {@linkcode LEVELS}. */
export type Level = typeof LEVELS[number];

/** By syslog's number, 0 (emergency) to 7 (debug), the index into {@linkcode LEVELS}. */
export const SYSLOG_LEVELS: readonly number[] = [7, 7, 7, 6, 5, 4, 3, 2];

const WORDS: Record<string, number> = {
  trace: 1,
  finest: 1,
  finer: 1,
  verbose: 1,
  v: 1,
  debug: 2,
  dbg: 2,
  fine: 2,
  d: 2,
  info: 3,
  information: 3,
  informational: 3,
  inf: 3,
  i: 3,
  log: 3,
  config: 3,
  notice: 4,
  note: 4,
  n: 4,
  warn: 5,
  warning: 5,
  wrn: 5,
  w: 5,
  error: 6,
  err: 6,
  e: 6,
  severe: 6,
  failure: 6,
  fatal: 7,
  critical: 7,
  crit: 7,
  alert: 7,
  emerg: 7,
  emergency: 7,
  panic: 7,
  f: 7,
};

const LENGTHS = new WordLengths(Object.keys(WORDS));

/** Index into {@linkcode LEVELS} of a level's word in any case (`WARNING`, `Err`, `I`), or 0 when it is none. */
export function levelOf(word: string): number {
  const lower = word.toLowerCase();
  return Object.hasOwn(WORDS, lower) ? WORDS[lower] : 0;
}

/**
 * Like {@linkcode levelOf} for the bytes `[start, end)`. One letter counts only in upper case, a longer word in upper,
 * lower or title case. Spaces around it, with which columns are padded, do not count: `[INFO ]`.
 */
export function levelOfBytes(bytes: Uint8Array, start: number, end: number): number {
  while (start < end && bytes[start] === SPACE_BYTE) start++;
  while (start < end && bytes[end - 1] === SPACE_BYTE) end--;
  const length = end - start;
  if (length < 1 || !LENGTHS.mayHave(bytes[start], length)) return 0;
  let word = "";
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    const isUpper = byte >= UPPER_A && byte <= UPPER_Z;
    if (!isUpper && !(byte >= LOWER_A && byte <= LOWER_Z)) return 0;
    if (length === 1 && !isUpper) return 0;
    word += String.fromCharCode(byte);
  }
  return levelOf(word);
}
