import assert from "node:assert/strict";
import { serveApi } from "./serve_api.ts";
import { openTestApi } from "./testing/test_api.ts";

Deno.test("serveApi() takes a free port, answers, and ends when its signal aborts", async () => {
  await using api = openTestApi();
  const served = serveApi(api.api, { port: 0 });
  assert.ok(served.port > 0);
  assert.equal(served.url, `http://127.0.0.1:${served.port}`);
  const response = await fetch(`${served.url}/ingest`, { method: "POST", body: "a b\nc d" });
  assert.deepEqual(await response.json(), { accepted: 2, rejected: [], rejectedCount: 0 });
  assert.equal(await api.lines(), 2);
  await served.stop();
  await served.finished;
  await assert.rejects(fetch(`${served.url}/`));
});

Deno.test("serveApi() refuses a large body while it is sent, and serves the next request", async () => {
  await using api = openTestApi();
  const served = serveApi(api.api, { port: 0 });
  const refused = await fetch(`${served.url}/ingest`, { method: "POST", body: "x".repeat(150_000) });
  assert.equal(refused.status, 413);
  await refused.body?.cancel();
  assert.equal((await (await fetch(`${served.url}/`)).json()).status, "ok");
  await served.stop();
});

Deno.test("serveApi() ends with its signal, also one that is aborted already", async () => {
  await using api = openTestApi();
  const controller = new AbortController();
  const served = serveApi(api.api, { port: 0, signal: controller.signal });
  controller.abort();
  await served.finished;
  await serveApi(api.api, { port: 0, signal: AbortSignal.abort() }).finished;
});

Deno.test("serveApi() answers with a 503 what does not end within the grace", async () => {
  await using api = openTestApi();
  const served = serveApi(api.api, { port: 0 });
  const release = api.hold("writeCounters");
  const hanging = fetch(`${served.url}/ingest`, { method: "POST", body: "a b" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const startedMs = performance.now();
  await served.stop();
  assert.ok(performance.now() - startedMs < 1900);
  const answer = await hanging;
  assert.equal(answer.status, 503);
  assert.match((await answer.json()).error.message, /the api is stopping/);
  release();
});

Deno.test("serveApi() names a port in use and the remedy", async () => {
  await using api = openTestApi();
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr as Deno.NetAddr;
  assert.throws(
    () => serveApi(api.api, { port }),
    {
      message:
        `Cannot listen on "127.0.0.1:${port}": the port is in use, choose another with --port or end what uses it`,
    },
  );
});

Deno.test("serveApi() serves loopback alone without a token, any address with one", async () => {
  await using open = openTestApi();
  await using guarded = openTestApi({ apiToken: "s3cret" });
  for (const hostname of ["0.0.0.0", "::", "example.org", "127.0.0.1.example.org"]) {
    assert.throws(
      () => serveApi(open.api, { hostname, port: 0 }),
      /without a token: set API_TOKEN, or listen on the loopback/,
    );
  }
  await serveApi(open.api, { hostname: "localhost", port: 0 }).stop();
  await serveApi(guarded.api, { hostname: "0.0.0.0", port: 0 }).stop();
});
