import assert from "node:assert/strict";
import { StoreRefusedError } from "../store/store_errors.ts";
import { tokenBook } from "./access/token_book.ts";
import { RequestError } from "./request_error.ts";
import type { Route } from "./route.ts";
import { createRouter } from "./router.ts";
import { openTestApi, type TestApi } from "./testing/test_api.ts";

const ANOMALY = "/api/anomalies/0123456789abcdef";
const READING = [
  "/api/templates",
  "/api/anomalies",
  "/api/incidents",
  "/api/heartbeats",
  "/api/baselines?source=a",
  "/metrics",
];

/** What ingesting, labelling and each of {@linkcode READING} are answered with. */
async function statuses(api: TestApi, token: string | undefined): Promise<number[]> {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: token };
  const written = [
    await api.post("/ingest", "a b", headers),
    await api.send("PATCH", ANOMALY, { label: true }, headers),
  ];
  const read = await Promise.all(READING.map((path) => get(api, path, headers)));
  return [...written, ...read].map(({ status }) => status);
}

async function get({ api }: TestApi, path: string, headers: Record<string, string>): Promise<Response> {
  const response = await api.fetch(new Request(`http://127.0.0.1:8000${path}`, { headers }));
  await response.body?.cancel();
  return response;
}

Deno.test("an unknown path is a 404 in JSON", async () => {
  await using api = openTestApi();
  const { status, body } = await api.get("/api/nothing");
  assert.equal(status, 404);
  assert.match(body.error.message, /^Cannot find "\/api\/nothing": expected one of /);
});

Deno.test("a known path with another method is a 405 that names those allowed", async () => {
  await using api = openTestApi();
  for (const [method, path, allow] of [["GET", "/ingest", "POST"], ["DELETE", "/", "GET"], ["PUT", ANOMALY, "PATCH"]]) {
    const response = await api.api.fetch(new Request(`http://127.0.0.1${path}`, { method }));
    assert.equal(response.status, 405, path);
    assert.equal(response.headers.get("Allow"), allow);
    assert.match((await response.json()).error.message, new RegExp(`^Cannot ${method} `));
  }
});

Deno.test("HEAD answers as GET does, without a body", async () => {
  await using api = openTestApi();
  const response = await api.api.fetch(new Request("http://127.0.0.1/", { method: "HEAD" }));
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "");
});

Deno.test("with a token, reading, writing and labelling need it", async () => {
  await using api = openTestApi({ apiToken: "s3cret" });
  const right = ["Bearer s3cret", "Token s3cret", "bearer  s3cret"];
  const wrong = [undefined, "Bearer s3cre", "Bearer s3cret2", "s3cret", "Basic s3cret"];
  for (const token of right) {
    assert.deepEqual(await statuses(api, token), [200, 404, ...READING.map(() => 200)]);
  }
  for (const token of wrong) {
    assert.deepEqual(await statuses(api, token), [401, 401, ...READING.map(() => 401)], token);
  }
  const { headers, body } = await api.get("/api/templates");
  assert.match(headers.get("WWW-Authenticate") ?? "", /^Bearer/);
  assert.match(body.error.message, /expected the header Authorization/);
  assert.equal(await api.lines(), right.length);
});

Deno.test("each role may do its own, and no more", async () => {
  const tokens = tokenBook([{ token: "in", role: "ingest" }, { token: "out", role: "read" }]);
  await using api = openTestApi({ tokens });
  assert.deepEqual(await statuses(api, "Bearer in"), [200, 403, ...READING.map(() => 403)]);
  assert.deepEqual(await statuses(api, "Bearer out"), [403, 403, ...READING.map(() => 200)]);
});

Deno.test("without its token an api says that it lives, and nothing of its store", async () => {
  await using api = openTestApi({ apiToken: "s3cret" });
  assert.deepEqual((await api.get("/")).body.store, { reachable: true });
  api.fail("health", "before", 2);
  assert.equal((await api.get("/health")).body.message, "the store does not answer; the api's log says why");
});

Deno.test("a name that is made to mean this machine is not served, whatever is asked for", async () => {
  await using api = openTestApi();
  for (const host of ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example"]) {
    for (const path of ["/", "/api/templates", "/metrics", "/nothing"]) {
      assert.equal((await get(api, path, { host })).status, 421, `${host} ${path}`);
    }
    assert.equal((await api.post("/ingest", "a b", { host })).status, 421);
  }
  for (const host of ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.9.9.9:1", "[::1]:8000"]) {
    assert.equal((await get(api, "/", { host })).status, 200, host);
  }
  assert.equal(await api.lines(), 0);
});

Deno.test("names of API_HOSTS are served, and with a token addresses too", async () => {
  await using named = openTestApi({ hosts: ["logs.example"] });
  await using guarded = openTestApi({ apiToken: "s3cret" });
  const hosts = ["logs.example:443", "10.0.0.7:8000", "[fe80::1]", "test-host", "evil.example"];
  const statusesOf = async (api: TestApi) =>
    await Promise.all(hosts.map(async (host) => (await get(api, "/", { host })).status));
  assert.deepEqual(await statusesOf(named), [200, 421, 421, 421, 421]);
  assert.deepEqual(await statusesOf(guarded), [421, 200, 200, 200, 421]);
});

Deno.test("a browser that another site drives may neither write nor read", async () => {
  await using api = openTestApi();
  for (
    const [headers, written, read] of [
      [{ "Sec-Fetch-Site": "cross-site" }, 403, 403],
      [{ "Sec-Fetch-Site": "same-site" }, 403, 403],
      [{ "Sec-Fetch-Site": "same-origin" }, 200, 200],
      [{ "Sec-Fetch-Site": "none" }, 200, 200],
      [{ "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" }, 403, 200],
      [{ Origin: "https://evil.example" }, 403, 200],
      [{ Origin: "null" }, 403, 200],
      [{ Origin: "http://127.0.0.1:9000" }, 403, 200],
      [{ Origin: "http://127.0.0.1:8000" }, 200, 200],
    ] as const
  ) {
    const shown = JSON.stringify(headers);
    assert.equal((await api.post("/ingest", "a b", headers)).status, written, shown);
    const answer = await get(api, "/api/templates", headers);
    assert.equal(answer.status, read, shown);
    assert.equal(answer.headers.get("Access-Control-Allow-Origin"), null);
    assert.equal(answer.headers.get("Cross-Origin-Resource-Policy"), "same-origin");
  }
});

Deno.test("a page of API_ORIGINS may, and its browser is told so when it asks", async () => {
  const Origin = "https://status.example";
  await using api = openTestApi({ origins: [Origin] });
  const asked = { "Access-Control-Request-Method": "POST", "Sec-Fetch-Site": "cross-site" };
  const options = (origin: string) =>
    api.api.fetch(
      new Request("http://127.0.0.1:8000/ingest", { method: "OPTIONS", headers: { ...asked, Origin: origin } }),
    );
  const allowed = await options(Origin);
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get("Access-Control-Allow-Origin"), Origin);
  assert.match(allowed.headers.get("Access-Control-Allow-Headers")!, /Authorization/);
  assert.equal((await options("https://evil.example")).status, 403);
  const written = await api.post("/ingest", "a b", { Origin, "Sec-Fetch-Site": "cross-site" });
  assert.equal(written.status, 200);
  assert.equal(written.headers.get("Access-Control-Allow-Origin"), Origin);
});

Deno.test("nothing of a body is read before the token", async () => {
  await using api = openTestApi({ apiToken: "s3cret" });
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(10));
    },
  }, { highWaterMark: 0 });
  const request = new Request("http://127.0.0.1:8000/ingest", { method: "POST", body });
  assert.equal((await api.api.fetch(request)).status, 401);
  assert.equal(pulled, 0);
});

Deno.test("a fault of a handler is a 500 that keeps its secrets, and is reported", async () => {
  const faults: unknown[] = [];
  const fetch = createRouter([{
    method: "GET",
    path: "/",
    access: "reading",
    handle() {
      throw new TypeError("secret path /x");
    },
  }], { onFault: (fault) => faults.push(fault) });
  const response = await fetch(new Request("http://127.0.0.1/"));
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /secret/);
  assert.equal(faults.length, 1);
});

Deno.test("what the store refuses for good is a 422", async () => {
  const fetch = createRouter([{
    method: "GET",
    path: "/",
    access: "reading",
    handle: () => Promise.reject(new StoreRefusedError("Cannot store it")),
  }]);
  const response = await fetch(new Request("http://127.0.0.1/"));
  assert.equal(response.status, 422);
  assert.deepEqual(await response.json(), { error: { message: "Cannot store it" } });
});

Deno.test("whatever is refused is signed, as no proxy signs its own answers", async () => {
  const refuse = (error: Error): Route => ({
    method: "GET",
    path: "/",
    access: "reading",
    handle: () => Promise.reject(error),
  });
  for (const error of [new RequestError(400, "no"), new StoreRefusedError("no"), new TypeError("no")]) {
    const fetch = createRouter([refuse(error)], { onFault: () => {} });
    assert.equal((await fetch(new Request("http://127.0.0.1/"))).headers.get("x-refused-by"), "logiq");
  }
});

Deno.test("a token that may send hears of one source's templates, without lines, counts and other sources", async () => {
  await using api = openTestApi({ tokens: tokenBook([{ token: "in", role: "ingest" }]) });
  const as = { Authorization: "Bearer in" };
  await api.post("/ingest?source=web", "user 17 logged in\nuser 18 logged in", as);
  const read = async (path: string) => {
    const answer = await api.api.fetch(new Request(`http://127.0.0.1:8000${path}`, { headers: as }));
    return { status: answer.status, text: await answer.text() };
  };
  const { status, text } = await read("/api/templates?source=web");
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(text).map((row: Record<string, unknown>) => Object.keys(row)), [[
    "id",
    "text",
    "source",
  ]]);
  assert.equal(JSON.parse(text)[0].text, "user <*> logged in");
  assert.equal((await read("/api/templates")).status, 403);
});

Deno.test("createRouter() puts few lists of a caller together at once, and serves what is open beside them", async () => {
  const work = Promise.withResolvers<void>();
  let under = 0, most = 0;
  const list = async () => {
    most = Math.max(most, ++under);
    await work.promise;
    under--;
    return new Response("list");
  };
  const router = createRouter([
    { method: "GET", path: "/list", access: "reading", handle: list },
    { method: "GET", path: "/", access: "open", handle: () => Promise.resolve(new Response("well")) },
  ]);
  const ask = (path: string) => router(new Request(`http://127.0.0.1:8000${path}`)).then((response) => response.text());
  const lists = Array.from({ length: 10 }, () => ask("/list"));
  assert.equal(await ask("/"), "well");
  await new Promise((resolve) => setTimeout(resolve, 50));
  work.resolve();
  assert.deepEqual(new Set(await Promise.all(lists)), new Set(["list"]));
  assert.equal(most, 2);
});
