import { RequestError } from "../request_error.ts";
import type { Connection } from "./connection.ts";
import { type RequestHead, requestHead } from "./request_head.ts";

const MOST_BYTES = 16_384;
const CR = 13;
const LF = 10;
const DECODER = new TextDecoder();

/**
 * The next request's head; null where the client sends none.
 *
 * @throws {RequestError} 400 for what is no HTTP, 431 for more than 16 KB.
 */
export async function readHead(connection: Connection): Promise<RequestHead | null> {
  for (let from = 0;;) {
    skipEmptyLines(connection);
    const end = endOf(connection.left, from);
    if (end > MOST_BYTES || (end === -1 && connection.left.length > MOST_BYTES)) {
      throw new RequestError(431, `Cannot read the request: expected headers of at most ${MOST_BYTES} bytes`);
    }
    if (end !== -1) return requestHead(latin1(connection.take(end + 4).subarray(0, end)));
    from = Math.max(0, connection.left.length - 3);
    if (!await connection.more()) return null;
  }
}

/** Clients of old send a line's end after a body. */
function skipEmptyLines(connection: Connection): void {
  while (connection.left[0] === CR && connection.left[1] === LF) connection.take(2);
}

/** Where the empty line begins that ends a head; -1 where there is none from `from` on. */
function endOf(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(CR, from); at !== -1; at = bytes.indexOf(CR, at + 1)) {
    if (bytes[at + 1] === LF && bytes[at + 2] === CR && bytes[at + 3] === LF) return at;
  }
  return -1;
}

/** Far faster than one sign after another, which others than those of ASCII take. */
function latin1(bytes: Uint8Array): string {
  const text = DECODER.decode(bytes);
  return /^[\0-\x7f]*$/.test(text) ? text : String.fromCharCode(...bytes);
}
