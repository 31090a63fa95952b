import assert from "node:assert/strict";
import { SystemClock } from "../clock/system_clock.ts";
import { TEST_CERTIFICATE } from "../api/testing/test_certificate.ts";
import { readSettings } from "../settings/read_settings.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import { createDisplay } from "../terminal/display.ts";
import { runApi } from "./run_api.ts";

Deno.test("runApi() speaks HTTPS with the files that the settings name", async () => {
  const folder = await Deno.makeTempDir();
  const [API_CERT_FILE, API_KEY_FILE] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  await Deno.writeTextFile(API_CERT_FILE, TEST_CERTIFICATE.cert);
  await Deno.writeTextFile(API_KEY_FILE, TEST_CERTIFICATE.key);
  using client = Deno.createHttpClient({ caCerts: [TEST_CERTIFICATE.cert] });
  const said = await run({ API_CERT_FILE, API_KEY_FILE }, async (url) => {
    assert.match(url, /^https:\/\/127\.0\.0\.1:/);
    assert.equal((await (await fetch(url, { client })).json()).status, "ok");
  });
  assert.deepEqual(said, []);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("runApi() says when tokens travel unencrypted", async () => {
  const said = await run({ API_HOST: "0.0.0.0", API_TOKEN: "secret of the test" }, async (url) => {
    assert.equal((await (await fetch(url.replace("0.0.0.0", "127.0.0.1"))).json()).status, "ok");
  });
  assert.match(said.join("\n"), /tokens reach http:\/\/0\.0\.0\.0:\d+ unencrypted/);
  assert.doesNotMatch(said.join("\n"), /secret/);
});

Deno.test("runApi() takes roles from the file of tokens", async () => {
  const file = await Deno.makeTempFile();
  await Deno.writeTextFile(file, "read reader-0123456789\n");
  await run({ API_TOKENS_FILE: file }, async (url) => {
    const headers = { Authorization: "Bearer reader-0123456789" };
    const statuses = await Promise.all([
      statusOf(`${url}/api/templates`, { headers }),
      statusOf(`${url}/api/templates`),
      statusOf(`${url}/ingest`, { method: "POST", body: "a b", headers }),
    ]);
    assert.deepEqual(statuses, [200, 401, 403]);
  });
  await Deno.remove(file);
});

Deno.test("readSettings() refuses a certificate without its key", () => {
  assert.throws(() => readSettings({}, { API_CERT_FILE: "a" }), /API_CERT_FILE and API_KEY_FILE alone/);
});

async function statusOf(url: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(url, init);
  await response.body?.cancel();
  return response.status;
}

/** Runs an api on a free port for as long as `work` takes; resolves with what it has said. */
async function run(environment: Record<string, string>, work: (url: string) => Promise<void>): Promise<string[]> {
  const said: string[] = [];
  const stop = new AbortController();
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const settings = readSettings({}, { PORT: "0", ...environment });
  const display = createDisplay({ json: false, quiet: true, write: (line) => said.push(line) });
  const api = runApi({ store, settings, clock: new SystemClock(), display, signal: stop.signal });
  try {
    await work(api.url);
  } finally {
    stop.abort();
    await api.finished;
  }
  return said;
}
