import assert from "node:assert/strict";
import { StoreRefusedError } from "../store/store_errors.ts";
import { createRouter } from "./router.ts";
import { openTestApi } from "./testing/test_api.ts";

const ANOMALY = "/api/anomalies/0123456789abcdef";

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

Deno.test("with a token, writing and labelling need it, reading does not", async () => {
  await using api = openTestApi({ apiToken: "s3cret" });
  const right = [{ Authorization: "Bearer s3cret" }, { Authorization: "Token s3cret" }, {
    Authorization: "bearer  s3cret",
  }];
  const wrong = [{}, { Authorization: "Bearer s3cre" }, { Authorization: "Bearer s3cret2" }, {
    Authorization: "s3cret",
  }, {
    Authorization: "Basic s3cret",
  }];
  for (const headers of right) {
    assert.equal((await api.post("/ingest", "a b", headers as Record<string, string>)).status, 200);
    assert.equal((await api.send("PATCH", ANOMALY, { label: true }, headers as Record<string, string>)).status, 404);
  }
  for (const headers of wrong) {
    const { status, headers: answered, body } = await api.post("/ingest", "a b", headers as Record<string, string>);
    assert.equal(status, 401);
    assert.match(answered.get("WWW-Authenticate") ?? "", /^Bearer/);
    assert.match(body.error.message, /expected the header Authorization/);
    assert.equal((await api.send("PATCH", ANOMALY, { label: true }, headers as Record<string, string>)).status, 401);
  }
  assert.equal((await api.get("/api/templates")).status, 200);
  assert.equal(await api.lines(), right.length);
});

Deno.test("a browser that another site drives may not write", async () => {
  await using api = openTestApi();
  for (
    const [site, status] of [["cross-site", 403], ["same-site", 403], ["same-origin", 200], ["none", 200]] as const
  ) {
    assert.equal((await api.post("/ingest", "a b", { "Sec-Fetch-Site": site })).status, status, site);
  }
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
