/** A piece of a body: an element of a JSON array, or a line. */
export interface BodyPiece {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Signs in it that begin or divide values: what it becomes in memory. */
  readonly values: number;
}

const [QUOTE, BACKSLASH, COMMA, LINE_FEED] = [...'"\\,\n'].map((sign) => sign.charCodeAt(0));
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [..."[]{}"].map((sign) => sign.charCodeAt(0));
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The elements of a JSON array, one after another, each looked at once and none built. Null for what is no array, or no JSON as far as brackets and
 * commas tell; whether an element is JSON is its reader's to find out.
 */
export function* arrayElements(bytes: Uint8Array): Generator<BodyPiece | null> {
  let at = skipBlanks(bytes, 0);
  if (bytes[at] !== OPEN_LIST) return yield null;
  at = skipBlanks(bytes, at + 1);
  if (bytes[at] === CLOSE_LIST) return yield* ending(bytes, at);
  for (;;) {
    const piece = elementAt(bytes, at);
    const isDivided = bytes[piece.end] === COMMA;
    if (piece.end === piece.start || !isDivided && bytes[piece.end] !== CLOSE_LIST) return yield null;
    yield piece;
    if (!isDivided) return yield* ending(bytes, piece.end);
    at = skipBlanks(bytes, piece.end + 1);
  }
}

/** Nothing but blanks may follow the array's end. */
function* ending(bytes: Uint8Array, close: number): Generator<null> {
  if (skipBlanks(bytes, close + 1) < bytes.length) yield null;
}

/** Up to the comma or bracket that ends it, or the body's end. */
function elementAt(bytes: Uint8Array, start: number): BodyPiece {
  let depth = 0, values = 0;
  let isText = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isText = !isText;
    else if (isText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++, values++;
    else if (byte === COMMA && depth > 0) values++;
    else if (byte === COMMA || depth === 0 && byte === CLOSE_LIST) return { start, end: at, values };
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return { start, end: bytes.length, values };
}

/** The lines of a body that are not blank, and their numbers from 1. */
export function* filledLines(bytes: Uint8Array): Generator<BodyPiece & { readonly line: number }> {
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED!, start);
    const end = feed === -1 ? bytes.length : feed;
    if (skipBlanks(bytes, start) < end) yield { start, end, values: valuesIn(bytes, start, end), line };
    start = end + 1;
  }
}

/** Signs in `bytes[start, end)` that begin or divide values. */
export function valuesIn(bytes: Uint8Array, start: number, end: number): number {
  let values = 0;
  let isText = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isText = !isText;
    else if (isText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_OBJECT) values++;
  }
  return values;
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && BLANKS.has(bytes[at]!)) at++;
  return at;
}
