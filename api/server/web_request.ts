import { ArrivedRequest } from "../arrived_request.ts";
import type { RequestBody } from "./request_body.ts";
import { malformed, type RequestHead } from "./request_head.ts";

const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD"]);
/** A name or an address, and a port: nothing with which a URL goes on. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/**
 * A request as the web's `Request`. A path is taken from the request line, the host from the header of that name alone.
 *
 * @throws {RequestError} 400 for a host or path that makes no URL.
 * @throws {TypeError} for a method that no page may use, and for headers that are none.
 */
export function webRequest(
  { method, target, headers, host: asked, isModern }: RequestHead,
  body: RequestBody,
  { host, scheme }: { readonly host: string; readonly scheme: "http" | "https" },
): Request {
  const named = asked ?? (isModern ? "" : host);
  if (!HOST.test(named)) throw malformed("a host");
  const url = `${scheme}://${named}${pathOf(target)}`;
  const init = { method, headers: headers as [string, string][] };
  const content = BODILESS.has(method) ? null : body.init();
  return content instanceof Uint8Array
    ? new ArrivedRequest(url, { ...init, body: content })
    : new Request(url, { ...init, body: content });
}

function pathOf(target: string): string {
  if (target.startsWith("/")) return target;
  if (target === "*") return "/*";
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) throw malformed("a path");
  const { pathname, search } = new URL(target);
  return pathname + search;
}
