import { RequestError } from "./request_error.ts";

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, OPEN_OBJECT, LINE_FEED, EQUALS] = [...'"\\,[{\n='].map((sign) =>
  sign.charCodeAt(0)
);

/** About 125,000 points of an agent: parsing this many values takes half a second at worst, and 150 MB. */
const MOST_VALUES = 1_000_000;

/**
 * Refuses JSON, or lines of it, that would become far larger in memory than it is: 16 MB of `[0,0,…]` are 8 million values, which take
 * minutes to be checked. Looks at the bytes once and builds nothing.
 *
 * @throws {RequestError} 413 beyond a million values.
 */
export function assertFewValues(bytes: Uint8Array): void {
  let values = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    // No text in JSON spans lines, so that a line which is none costs the others nothing.
    if (byte === LINE_FEED) isText = false;
    else if (byte === QUOTE) isText = !isText;
    else if (byte === BACKSLASH) at += isText ? 1 : 0;
    else if (!isText && (byte === COMMA || byte === OPEN_LIST || byte === OPEN_OBJECT)) values++;
  }
  if (values > MOST_VALUES) throw tooMany("values", MOST_VALUES);
}

/** @throws {RequestError} 413 beyond `most` lines, the last one's end left out. */
export function assertFewLines(bytes: Uint8Array, most: number): void {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED!); at !== -1; at = bytes.indexOf(LINE_FEED!, at + 1)) lines++;
  if (lines > most) throw tooMany("lines", most);
}

/** Fields and tags of a body in line protocol: parsing and storing this many takes a second. */
const MOST_FIELDS = 250_000;

/** Refuses line protocol that would become far larger in memory than it is. @throws {RequestError} 413 beyond a quarter of a million fields and tags. */
export function assertFewFields(bytes: Uint8Array): void {
  let fields = 0;
  for (let at = bytes.indexOf(EQUALS!); at !== -1; at = bytes.indexOf(EQUALS!, at + 1)) fields++;
  if (fields > MOST_FIELDS) throw tooMany("fields and tags", MOST_FIELDS);
}

/** @throws {RequestError} 413 beyond `most` entries. */
export function assertFewEntries(entries: number, most: number): void {
  if (entries > most) throw tooMany("entries", most);
}

function tooMany(what: string, most: number): RequestError {
  return new RequestError(413, `Cannot take this body: expected at most ${most} ${what}, send it in parts`);
}
