import assert from "node:assert/strict";
import { createRouter } from "../router.ts";
import { serveHttp } from "./http_server.ts";
import { UnsentAnswers } from "./unsent_answers.ts";

/** More than a system keeps of a connection for itself. */
const LIST_BYTES = 20_000_000;

Deno.test("hundreds of lists that nobody takes are refused before they are put together, and others are served", async () => {
  await using api = listApi();
  using unread = new DisposableStack();
  for (let each = 0; each < 300; each++) {
    const connection = unread.use(await Deno.connect({ hostname: "127.0.0.1", port: api.port }));
    await connection.write(requestOf("attacker"));
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.ok(api.built() < 25, `${api.built()} were put together`);
  const startMs = performance.now();
  assert.equal((await api.ask("/")).status, 200);
  const taken = await api.ask("/list", "viewer");
  assert.equal(taken.size, LIST_BYTES);
  assert.ok(performance.now() - startMs < 1000);
});

Deno.test("a list for which there is no room gets it from a client that has taken nothing for 2 s", async () => {
  await using api = listApi();
  using unread = new DisposableStack();
  for (let each = 0; each < 3; each++) {
    await unread.use(await Deno.connect({ hostname: "127.0.0.1", port: api.port })).write(requestOf("viewer"));
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  const refused = await api.ask("/list", "viewer");
  assert.deepEqual([refused.status, refused.retryAfter], [503, "1"]);
  const built = api.built();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  assert.equal((await api.ask("/list", "viewer")).status, 503);
  assert.equal(api.built(), built);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal((await api.ask("/list", "viewer")).size, LIST_BYTES);
});

function requestOf(token: string): Uint8Array {
  return new TextEncoder().encode(`GET /list HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`);
}

function listApi() {
  let built = 0;
  const unsent = new UnsentAnswers();
  const handler = createRouter([
    { method: "GET", path: "/", access: "open", handle: () => Promise.resolve(new Response("well")) },
    {
      method: "GET",
      path: "/list",
      access: "reading",
      handle: () => {
        built++;
        return Promise.resolve(new Response(new Uint8Array(LIST_BYTES)));
      },
    },
  ], { unsent });
  const server = serveHttp({ hostname: "127.0.0.1", port: 0, handler, unsent });
  return {
    port: server.port,
    built: () => built,
    async ask(path: string, token = "") {
      const headers = { Authorization: `Bearer ${token}` };
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
      const { byteLength: size } = await response.arrayBuffer();
      return { status: response.status, size, retryAfter: response.headers.get("Retry-After") };
    },
    async [Symbol.asyncDispose]() {
      const closed = server.close();
      server.cut();
      await closed;
    },
  };
}
