import assert from "node:assert/strict";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";

const CHILD = new URL("./testing/serve_child.ts", import.meta.url).pathname;
const CLIENTS = 4;
const REQUESTS = 60;

for (const apis of [1, 2]) {
  const what = apis === 1
    ? "the api's process is"
    : "two apis share a store, and a client asks the other one again; both are";
  Deno.test(`requests with a key count once each, though ${what} killed over and over`, async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/store.db`;
    const urls: string[] = [];
    const sent = Promise.all(Array.from({ length: CLIENTS }, (_, client) => send(client, urls, apis)));
    const kills = await Promise.all(Array.from({ length: apis }, (_, api) => liveAndDie(path, sent, urls, api)));
    const lines = await sent;
    await using store = openSqliteStore(path, { retentionMs: Infinity });
    const counted = (await store.templateCounts()).reduce((sum, { count }) => sum + count, 0);
    assert.ok(Math.min(...kills) >= 2, `only ${kills} kills while requests were under way`);
    assert.equal(counted, lines.reduce((sum, count) => sum + count, 0));
    await Deno.remove(folder, { recursive: true });
  });
}

/** Starts an api and kills it, again and again until all is sent; resolves with the number of kills. */
async function liveAndDie(path: string, sent: Promise<unknown>, urls: string[], api: number): Promise<number> {
  let isDone = false;
  void sent.finally(() => isDone = true);
  let kills = 0;
  while (!isDone) {
    const child = new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--quiet", CHILD, path], stdout: "piped" })
      .spawn();
    const output = child.stdout.pipeThrough(new TextDecoderStream());
    urls[api] = (await firstChunk(output)).trim();
    await firstOf(sent, 25 * 1.6 ** kills);
    child.kill("SIGKILL");
    await child.status;
    if (!isDone) kills++;
  }
  return kills;
}

/** Waits for `done`, at most `ms`: longer from life to life, so that the test ends on a slow machine too. */
async function firstOf(done: Promise<unknown>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([done, new Promise((resolve) => timer = setTimeout(resolve, ms))]);
  clearTimeout(timer);
}

/** Sends requests one after another, each until one of the apis has answered it; resolves with the lines sent. */
async function send(client: number, urls: readonly string[], apis: number): Promise<number> {
  let lines = 0;
  let api = client;
  for (let n = 0; n < REQUESTS; n++) {
    const body = Array.from({ length: 1 + n % 5 }, (_, line) => `client ${client} did "${"abcdefg"[line]}" in ${n} ms`);
    while (
      !await isAccepted(`${urls[api % apis]}/ingest?source=s${client % 2}`, body.join("\n"), `key-${client}-${n}`)
    ) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      api++;
    }
    lines += body.length;
  }
  return lines;
}

async function isAccepted(url: string, body: string, key: string): Promise<boolean> {
  try {
    const response = await fetch(url, { method: "POST", body, headers: { "Idempotency-Key": key } });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

async function firstChunk(output: ReadableStream<string>): Promise<string> {
  const reader = output.getReader();
  const { value = "" } = await reader.read();
  await reader.cancel();
  return value;
}
