import { RequestError } from "../request_error.ts";

/** What a request says before its body. */
export interface RequestHead {
  readonly method: string;
  /** Path and query, as they were sent; with a host before them where the client takes this for a proxy. */
  readonly target: string;
  /** Names and values, which are not looked into here. */
  readonly headers: readonly (readonly [string, string])[];
  /** Of which host it is asked; undefined where it does not say. */
  readonly host: string | undefined;
  /** How the body's end is known: its bytes, 0 for none, or by chunks. */
  readonly length: number | "chunked";
  /** Whether another request may follow. */
  readonly keepsAlive: boolean;
  /** Whether the client speaks HTTP/1.1, and takes chunks. */
  readonly isModern: boolean;
  /** Whether it waits for a word before it sends the body. */
  readonly waits: boolean;
}

const REQUEST_LINE = /^(\S+) (\S+) HTTP\/1\.([01])$/;
/** Headers that are obeyed here; of the others a `Request` takes care. */
const OBEYED = /^(host|connection|content-length|transfer-encoding|expect)$/i;

/**
 * Reads a head of HTTP/1.1 or 1.0 (RFC 9112), without the empty line at its end. What could be read in two ways, such as two lengths or a folded
 * line, is refused.
 *
 * @throws {RequestError} 400 for what is none.
 */
export function requestHead(text: string): RequestHead {
  const [first, ...lines] = text.split("\r\n");
  const [, method, target, minor] = REQUEST_LINE.exec(first!) ?? [];
  if (method === undefined || target === undefined) throw malformed("a request line of HTTP/1.1");
  const headers = lines.map(headerOf);
  const obeyed = obeyedOf(headers);
  const isModern = minor === "1";
  const keepsAlive = isModern && !/\bclose\b/i.test(obeyed.get("connection") ?? "");
  const length = lengthOf(obeyed, isModern);
  const waits = isModern && obeyed.get("expect")?.toLowerCase() === "100-continue";
  return { method, target, headers, host: obeyed.get("host"), length, keepsAlive, isModern, waits };
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(":");
  if (colon <= 0) throw malformed("headers as NAME: VALUE");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

/** By their names in lower case; values of one that is there twice are joined, as in `Headers`. */
function obeyedOf(headers: readonly (readonly [string, string])[]): Map<string, string> {
  const obeyed = new Map<string, string>();
  for (const [name, value] of headers) {
    if (!OBEYED.test(name)) continue;
    const key = name.toLowerCase(), before = obeyed.get(key);
    obeyed.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return obeyed;
}

function lengthOf(obeyed: ReadonlyMap<string, string>, isModern: boolean): number | "chunked" {
  const length = obeyed.get("content-length"), coding = obeyed.get("transfer-encoding");
  if (coding !== undefined) {
    if (coding.toLowerCase() !== "chunked" || length !== undefined || !isModern) {
      throw malformed("a body of one length");
    }
    return "chunked";
  }
  if (length === undefined) return 0;
  if (!/^\d{1,15}$/.test(length)) throw malformed("a body of one length");
  return Number(length);
}

/** A 400 for what is no HTTP. */
export function malformed(expected: string): RequestError {
  return new RequestError(400, `Cannot read the request: expected ${expected}`);
}
