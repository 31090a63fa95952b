import assert from "node:assert/strict";
import { openTestApi } from "./testing/test_api.ts";

Deno.test("lists come in pages: the next one is named, until there is none", async () => {
  await using api = openTestApi();
  const kinds = ["alpha", "beta", "gamma", "delta", "epsilon"];
  await api.post("/ingest", kinds.map((kind) => ({ content: `${kind} has happened`, source: kind })));
  const seen: string[] = [];
  let path: string | undefined = "/api/templates?limit=2";
  while (path !== undefined) {
    const { body, headers } = await api.get(path);
    assert.equal(headers.get("X-Total-Count"), "5");
    assert.ok(body.length <= 2);
    for (const { source, samples } of body) {
      seen.push(source);
      assert.equal(samples.length, 1);
    }
    path = /^<([^>]+)>; rel="next"$/.exec(headers.get("Link") ?? "")?.[1];
  }
  assert.deepEqual(seen.sort(), kinds.toSorted());
  for (const list of ["anomalies", "heartbeats", "ledger", "muted", "templates"]) {
    assert.equal((await api.get(`/api/${list}?limit=1&offset=3`)).status, 200, list);
    assert.equal((await api.get(`/api/${list}?limit=0`)).status, 400, list);
    assert.equal((await api.get(`/api/${list}?limit=1000000`)).status, 400, list);
  }
  assert.equal((await api.get("/api/baselines?source=a&limit=0")).status, 400);
});
