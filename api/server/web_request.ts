import type { IncomingMessage } from "node:http";

const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * A request of Node.js' HTTP server as the web's `Request`. A path is taken from the request line, the host from the header of that name
 * alone.
 *
 * @throws {TypeError} for a host or path that makes no URL, and for a method that no page may use.
 */
export function webRequest(
  incoming: IncomingMessage,
  { host, scheme, signal }: { readonly host: string; readonly scheme: "http" | "https"; readonly signal: AbortSignal },
): Request {
  const { method = "GET", url: target = "/", rawHeaders } = incoming;
  const { pathname, search } = new URL(target, `${scheme}://${host}`);
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  const url = new URL(`${scheme}://${headers.get("Host") ?? host}`);
  url.pathname = pathname;
  url.search = search;
  const body = BODILESS.has(method) ? undefined : bodyOf(incoming);
  return new Request(url, { method, headers, body, signal });
}

/** Reads nothing before it is asked to. Unlike `Readable.toWeb()` it leaves the connection open once the body is read. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      incoming.on("data", (chunk: Uint8Array) => {
        incoming.pause();
        controller.enqueue(new Uint8Array(chunk));
      });
      incoming.once("end", () => controller.close());
      incoming.once("close", () => {
        if (!incoming.complete) controller.error(new TypeError("the connection ended before the body did"));
      });
      incoming.pause();
    },
    pull: () => void incoming.resume(),
    cancel: () =>
      void incoming.pause().removeAllListeners("data").removeAllListeners("end").removeAllListeners("close"),
  }, { highWaterMark: 0 });
}
