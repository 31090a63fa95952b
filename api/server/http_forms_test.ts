import assert from "node:assert/strict";
import fc from "fast-check";
import { type HttpServer, serveHttp } from "./http_server.ts";
import { talk } from "./testing/talk.ts";

const CLOSE = "GET /end HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

Deno.test("serveHttp() reads requests alike, in whatever pieces they come", async () => {
  await using server = serve();
  const requests = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n" +
    "POST /b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab\r\nc" +
    "POST /c HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nde\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n" +
    CLOSE;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: requests.length - 1 }), { maxLength: 6 }), async (cuts) => {
      const ends = [...new Set(cuts)].sort((a, b) => a - b);
      const pieces = [...ends, requests.length].map((end, i) => requests.slice(ends[i - 1] ?? 0, end));
      const text = await talk(server.port, pieces);
      assert.deepEqual([...text.matchAll(/[A-Z]+ \/\w+ \d+/g)].map(([found]) => found), [
        "GET /a 0",
        "POST /b 5",
        "POST /c 12",
        "GET /end 0",
      ]);
    }),
    { numRuns: 40 },
  );
});

Deno.test("serveHttp() refuses chunks that are none, and takes nothing that follows for a request", async () => {
  await using server = serve();
  const head = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const chunks of ["x\r\n", "-1\r\n", "2\r\nabc\r\n0\r\n\r\n", "3\nabc\n0\n\n", "1\r", `${"0".repeat(5000)}1`]) {
    const text = await talk(server.port, [head + chunks + CLOSE], { ends: true });
    assert.match(text, /^HTTP\/1\.1 400 .*Connection: close/s, chunks);
    assert.doesNotMatch(text, /\/end/, chunks);
  }
});

Deno.test("serveHttp() closes after what asks for it, after HTTP/1.0, and after what it can't read", async () => {
  await using server = serve();
  const first = ["GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "no\r\n\r\n"];
  for (const text of first) {
    const answer = await talk(server.port, [text + CLOSE]);
    assert.match(answer, /Connection: close/);
    assert.doesNotMatch(answer, /\/end/);
  }
});

Deno.test("serveHttp() says that a body may come once it is asked for, and not where it is refused", async () => {
  await using server = serve();
  const head = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n`;
  const taken = await talk(server.port, [head("/a"), "abc" + CLOSE]);
  assert.match(taken, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 .*POST \/a 3/s);
  assert.match(await talk(server.port, [head("/unread")], { ends: true }), /^HTTP\/1\.1 200 .*unread$/s);
});

Deno.test("serveHttp() answers HEAD, and what has no content, without a body", async () => {
  await using server = serve();
  const requests = "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\n";
  const text = await talk(server.port, [requests + CLOSE]);
  const [head, nothing, end] = text.split("\r\n\r\n");
  assert.match(head!, /^HTTP\/1\.1 200 OK\r\n.*Content-Length: 9/s);
  assert.match(nothing!, /^HTTP\/1\.1 204 No Content/);
  assert.doesNotMatch(nothing!, /Content-Length/);
  assert.match(end!, /^HTTP\/1\.1 200 OK/);
});

Deno.test("serveHttp() sends events in chunks as they come, and ends them when the client goes", async () => {
  await using server = serve();
  using connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await connection.write(new TextEncoder().encode("GET /events HTTP/1.1\r\nHost: a\r\n\r\n"));
  const buffer = new Uint8Array(10_000);
  let text = "";
  while (!text.includes("data: 2")) {
    text += new TextDecoder().decode(buffer.subarray(0, (await connection.read(buffer))!));
  }
  assert.match(text, /Transfer-Encoding: chunked\r\n.*\r\n\r\n9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n$/s);
  assert.equal(cancelled, 0);
  connection.close();
  for (let left = 100; cancelled === 0 && left > 0; left--) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(cancelled, 1);
});

let cancelled = 0;

function serve(): HttpServer & AsyncDisposable {
  const server = serveHttp({ hostname: "127.0.0.1", port: 0, handler });
  const close = async () => {
    const closed = server.close();
    server.cut();
    await closed;
  };
  return { ...server, [Symbol.asyncDispose]: close };
}

async function handler(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/unread") return new Response("unread");
  if (pathname === "/nothing") return new Response(null, { status: 204 });
  if (pathname === "/events") return new Response(events(), { headers: { "Content-Type": "text/event-stream" } });
  try {
    return new Response(`${request.method} ${pathname} ${(await request.arrayBuffer()).byteLength}`);
  } catch {
    return new Response("broken", { status: 400 });
  }
}

function events(): ReadableStream<Uint8Array> {
  const of = (text: string) => new TextEncoder().encode(`data: ${text}\n\n`);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(of("1"));
      controller.enqueue(of("2"));
    },
    cancel: () => void cancelled++,
  });
}
