import assert from "node:assert/strict";
import { RENEWED_CERTIFICATE, TEST_CERTIFICATE } from "../testing/test_certificate.ts";
import { type HttpServer, type HttpServerOptions, serveHttp } from "./http_server.ts";
import type { Patience } from "./open_connections.ts";
import { UnsentAnswers } from "./unsent_answers.ts";

const PATIENCE: Patience = { firstRequestMs: 500, idleMs: 500, bodyMs: 500, bytesPerSecond: 1000, writeMs: 500 };
const GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

Deno.test("serveHttp() closes connections that say nothing, or too slowly, and goes on serving", async () => {
  await using server = serve({ patience: PATIENCE });
  const talks = [
    talk(server.port, ""),
    talk(server.port, "GET / HTTP/1.1\r\n", "X: y\r\n"),
    talk(server.port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", "a"),
    talk(server.port, GET),
  ];
  const answers = await Promise.all(talks);
  assert.deepEqual(answers.map((text) => text.slice(0, 12)), ["", "", "", "HTTP/1.1 200"]);
  assert.equal(await ask(server.port), "GET / 0");
});

Deno.test("serveHttp() closes a connection whose client takes nothing of a long answer", async () => {
  await using server = serve({
    patience: PATIENCE,
    handler: () => Promise.resolve(new Response(new Uint8Array(50_000_000))),
  });
  using connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await connection.write(new TextEncoder().encode(GET));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await assert.rejects(async () => {
    for (;;) await connection.write(new TextEncoder().encode(GET.repeat(100)));
  });
});

Deno.test("serveHttp() serves newcomers however many connections wait for nothing", async () => {
  await using server = serve({ mostConnections: 10 });
  using idle = new DisposableStack();
  for (let each = 0; each < 100; each++) {
    idle.use(await Deno.connect({ hostname: "127.0.0.1", port: server.port }));
    if (each % 10 === 0) assert.equal(await ask(server.port), "GET / 0");
  }
});

Deno.test("serveHttp() lets newcomers wait while all its connections are at work", async () => {
  const work = Promise.withResolvers<void>();
  const handler = async () => {
    await work.promise;
    return new Response("done");
  };
  await using server = serve({ mostConnections: 3, handler });
  const answers = Array.from({ length: 6 }, () => ask(server.port));
  await new Promise((resolve) => setTimeout(resolve, 200));
  work.resolve();
  assert.deepEqual(await Promise.all(answers), new Array(6).fill("done"));
});

Deno.test("serveHttp() serves newcomers soon where all its connections stall", async () => {
  const handler = async (request: Request) => new Response(String((await request.text()).length));
  await using server = serve({ mostConnections: 3, handler });
  using stalled = new DisposableStack();
  for (let each = 0; each < 6; each++) {
    const connection = stalled.use(await Deno.connect({ hostname: "127.0.0.1", port: server.port }));
    await connection.write(
      new TextEncoder().encode("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na"),
    );
  }
  const startMs = performance.now();
  assert.equal(await ask(server.port), "0");
  assert.ok(performance.now() - startMs < 10_000);
});

Deno.test("serveHttp() keeps so much of answers that nobody takes, and sends small ones all the same", async () => {
  const size = (request: Request) => new URL(request.url).pathname === "/" ? 10 : 30_000_000;
  const handler = (request: Request) => Promise.resolve(new Response("a".repeat(size(request))));
  await using server = serve({ unsent: new UnsentAnswers(50_000_000), handler });
  using unread = new DisposableStack();
  const connection = unread.use(await Deno.connect({ hostname: "127.0.0.1", port: server.port }));
  await connection.write(new TextEncoder().encode("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const refused = await fetch(`http://127.0.0.1:${server.port}/large`);
  assert.deepEqual([refused.status, refused.headers.get("Retry-After")], [503, "1"]);
  await refused.body?.cancel();
  assert.equal((await ask(server.port)).length, 10);
  unread.dispose();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const taken = await fetch(`http://127.0.0.1:${server.port}/large`);
  assert.equal((await taken.text()).length, 30_000_000);
});

Deno.test("serveHttp() answers requests that are sent ahead one after another, and closes the connection where they are many", async () => {
  let [under, most, asked] = [0, 0, 0];
  // More than a system keeps of a connection for itself.
  let size = 20_000_000;
  const handler = async () => {
    asked++;
    most = Math.max(most, ++under);
    await new Promise((resolve) => setTimeout(resolve, 5));
    under--;
    return new Response(new Uint8Array(size));
  };
  await using server = serve({ handler });
  using few = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await few.write(new TextEncoder().encode(GET.repeat(5)));
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.ok(asked < 5, `${asked} were answered though none was taken`);
  for (let bytes = 0; bytes < 5 * size;) bytes += await few.read(new Uint8Array(1_000_000)) ?? Infinity;
  assert.deepEqual([asked, most], [5, 1]);
  size = 1_000_000;
  const text = await talk(server.port, GET.repeat(1_000));
  assert.ok(text.length < 20_000_000, `${text.length} bytes`);
  assert.ok(asked < 25);
});

Deno.test("serveHttp() keeps connections, answers several requests of one in their order, and reads bodies", async () => {
  await using server = serve();
  const posted = "POST /b HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  const last = "GET /c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const text = await talk(server.port, GET + posted + last);
  assert.deepEqual([...text.matchAll(/(GET|POST) \S+ \d/g)].map(([found]) => found), [
    "GET / 0",
    "POST /b 3",
    "GET /c 0",
  ]);
});

Deno.test("serveHttp() leaves a connection open after a body", async () => {
  await using server = serve();
  using connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  for (const body of ["abc", "", "abcd"]) {
    const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n`;
    await connection.write(new TextEncoder().encode(head + body));
    const buffer = new Uint8Array(1000);
    const size = await connection.read(buffer);
    assert.match(new TextDecoder().decode(buffer.subarray(0, size ?? 0)), new RegExp(`POST / ${body.length}$`));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

Deno.test("serveHttp() answers what is no HTTP, no URL or no method with a 400", async () => {
  await using server = serve({ patience: PATIENCE });
  for (
    const text of [
      "nonsense\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"y".repeat(100_000)}\r\n\r\n`,
    ]
  ) {
    assert.match(await talk(server.port, text), /^HTTP\/1\.1 (400|431) /, text.slice(0, 40));
  }
  assert.equal(await ask(server.port), "GET / 0");
});

Deno.test("serveHttp() takes the host from its header alone", async () => {
  await using server = serve({ handler: ({ url }) => Promise.resolve(new Response(url)) });
  const text = await talk(
    server.port,
    "GET http://evil.example/a?b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  );
  assert.match(text, /http:\/\/localhost\/a\?b$/);
});

Deno.test("serveHttp() speaks TLS with a certificate", async () => {
  await using server = serve({ certificate: () => TEST_CERTIFICATE });
  using client = Deno.createHttpClient({ caCerts: [TEST_CERTIFICATE.cert] });
  const response = await fetch(`https://localhost:${server.port}/a`, { client, method: "POST", body: "abc" });
  assert.equal(await response.text(), "POST /a 3");
  assert.doesNotMatch(await talk(server.port, GET), /HTTP/);
});

function serve(options: Partial<HttpServerOptions> = {}): HttpServer & AsyncDisposable {
  const server = serveHttp({ hostname: "127.0.0.1", port: 0, handler: echo, ...options });
  const close = async () => {
    const closed = server.close();
    server.cut();
    await closed;
  };
  return { ...server, [Symbol.asyncDispose]: close };
}

async function echo(request: Request): Promise<Response> {
  const { byteLength } = await request.arrayBuffer();
  return new Response(`${request.method} ${new URL(request.url).pathname} ${byteLength}`);
}

async function ask(port: number): Promise<string> {
  return await (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5000) })).text();
}

/** Sends `first`, then `again` now and then, and reads until the server closes the connection. */
async function talk(port: number, first: string, again = ""): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const write = (text: string) => connection.write(new TextEncoder().encode(text)).catch(() => {});
  await write(first);
  const timer = setInterval(() => again && write(again), 100);
  try {
    return await readAll(connection);
  } finally {
    clearInterval(timer);
  }
}

async function readAll(connection: Deno.Conn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  try {
    for (let size; (size = await connection.read(buffer)) !== null;) {
      text += decoder.decode(buffer.subarray(0, size), { stream: true });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}

Deno.test("serveHttp() answers JSON with nothing in it that a terminal would obey", async () => {
  const value = { text: "a\u001b[2J\u009b2K\u202eb\u007f" };
  await using server = serve({ handler: () => Promise.resolve(Response.json(value)) });
  const response = await fetch(`http://127.0.0.1:${server.port}/`);
  const text = await response.text();
  assert.equal(text, '{"text":"a\\u001b[2J\\u009b2K\\u202eb\\u007f"}');
  assert.deepEqual(JSON.parse(text), value);
});

Deno.test("serveHttp() takes a renewed certificate without a restart, and keeps the old one while the new one is none", async () => {
  let present = TEST_CERTIFICATE;
  const problems: unknown[] = [];
  const onProblem = (problem: unknown) => problems.push(problem);
  await using server = serve({ certificate: () => present, renewEveryMs: 20, onProblem });
  const isServed = async ({ cert }: { readonly cert: string }) => {
    using client = Deno.createHttpClient({ caCerts: [cert] });
    return await fetch(`https://localhost:${server.port}/`, { client }).then(
      (answer) => answer.text().then(() => true),
      () => false,
    );
  };
  assert.deepEqual([await isServed(TEST_CERTIFICATE), await isServed(RENEWED_CERTIFICATE)], [true, false]);
  present = { cert: "half a certifi", key: TEST_CERTIFICATE.key };
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual([await isServed(TEST_CERTIFICATE), problems.length], [true, 1]);
  present = RENEWED_CERTIFICATE;
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual([await isServed(TEST_CERTIFICATE), await isServed(RENEWED_CERTIFICATE)], [false, true]);
});

Deno.test("serveHttp() answers on a connection that stays at once: no packet waits for another to be acknowledged", async () => {
  await using server = serve({});
  await ask(server.port);
  const startedMs = performance.now();
  for (let times = 0; times < 25; times++) await ask(server.port);
  assert.ok(performance.now() - startedMs < 25 * 35, `${performance.now() - startedMs} ms`);
});
