import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { openTestApi, type TestApi } from "../api/testing/test_api.ts";
import type { AgentOptions } from "../agent/agent_options.ts";
import { runAgent } from "../agent/run_agent.ts";
import { withFolder } from "../agent/testing/with_folder.ts";
import { SystemClock } from "../clock/system_clock.ts";
import { mineFiles } from "../commands/templates/mine_files.ts";
import { Miner } from "../core/mining/miner.ts";
import { Lineage } from "../core/registry/lineage.ts";

/** What lines came to in a store, by surviving template. */
interface Counted {
  /** Records by template and level. */
  readonly counts: Record<string, number>;
  /** The line that each template was made from, replaced ones included. */
  readonly made: Record<string, string>;
  /** The lines that show what each template is about. */
  readonly shown: readonly string[];
}

const line = fc.oneof(
  fc.constantFrom("", " ", "\t", "a\0b", "job done", "job done\r", "\ufeffjob done", "\x1b[31mERROR\x1b[0m job failed"),
  fc.tuple(fc.constantFrom("INFO", "WARN", "ERROR", "2026-01-01T00:00:00Z"), fc.nat(9)).map(([head, n]) =>
    `${head} user ${n} logged in from 10.0.0.${n}`
  ),
  fc.constantFrom("root", "cyrus", "news", "mail").map((user) => `session opened\tfor user ${user}`),
  fc.constantFrom("x", "é", "日本 ", "\x1b[32mok\x1b[0m ").map((part) => part.repeat(300)),
  fc.constantFrom(65_535, 65_536, 65_537, 200_000).map((length) => "y".repeat(length)),
);
const structured = fc.tuple(fc.constantFrom("info", "error"), fc.constantFrom("paid", "refused"), fc.nat(9)).chain(
  ([level, state, n]) =>
    fc.constantFrom(
      JSON.stringify({ level, time: "2026-01-01T00:00:00Z", msg: `order ${n} ${state}`, by: { user: n } }),
      JSON.stringify({ level, event: "order", state, n }),
      `level=${level} msg="order ${n} ${state}" user=${n}`,
      `{"log":"${level.toUpperCase()} order ${n} ${state}\\n","stream":"stdout","time":"2026-01-01T00:00:00Z"}`,
      `2026-01-01T00:00:00.000000000Z stdout P ${level.toUpperCase()} order ${n}`,
      `2026-01-01T00:00:00.000000000Z stdout F  ${state}`,
    ),
);
const trace = fc.constantFrom(
  "ERROR order failed\njava.lang.IllegalStateException: no stock\n\tat shop.Order.pay(Order.java:7)\nCaused by: java.io.IOException",
  'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    pay()\nValueError: no stock',
  "panic: no stock\n\ngoroutine 1 [running]:\nmain.pay(0x1)\n\t/src/main.go:7 +0x1d",
  "INFO cart\n  apples: 3\n\n  pears: 5",
);
const log = fc.record({
  lines: fc.array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 2, arbitrary: structured }, trace), {
    minLength: 1,
    maxLength: 40,
  }),
  newline: fc.constantFrom("\n", "\r\n"),
  tail: fc.constantFrom([], [108, 97, 115, 116], [97, 13], [0xff], [0xef, 0xbb, 0xbf]),
}).map(({ lines, newline, tail }) => {
  return Uint8Array.from([...new TextEncoder().encode(lines.map((each) => each + newline).join("")), ...tail]);
});
const sizes = fc.array(fc.oneof(fc.nat(12), fc.nat(5_000)), { maxLength: 30 });

Deno.test("law: the same bytes in any chunking give the same records, samples and counts through agent, api and templates", async () => {
  await fc.assert(
    fc.asyncProperty(log, sizes, (bytes, sizes) =>
      withFolder(async (folder) => {
        const path = join(folder, "app.log");
        await Deno.writeFile(path, bytes);
        const [file, stdin, body] = await Promise.all([
          stored((api) => throughAgent(api, { files: [path], stateFolder: join(folder, "file") })),
          stored((api) =>
            throughAgent(api, { files: ["-"], stdin: pieces(bytes, sizes), stateFolder: join(folder, "stdin") })
          ),
          stored((api) => throughApi(api, pieces(bytes, sizes))),
        ]);
        assert.deepEqual(stdin.counted, file.counted);
        assert.deepEqual(body.counted, file.counted);
        await assertTemplatesAgree(pieces(bytes, sizes), body);
      })),
    { numRuns: 25 },
  );
});

/** Has lines counted through an api on a store of its own. */
async function stored(count: (api: TestApi) => Promise<void>): Promise<{ counted: Counted; lineage: Lineage }> {
  await using api = openTestApi({ clock: new SystemClock(), maxBodyBytes: 100_000_000 });
  await count(api);
  const rows = await api.store.templates();
  const lineage = Lineage.from(rows);
  const counts: Record<string, number> = {};
  for (const { template, level, count } of await api.store.templateCounts()) {
    add(counts, `${lineage.resolve("app", template)} ${level}`, count);
  }
  const samples = await api.store.samples();
  const shown = samples.map(({ template, line }) => `${lineage.resolve("app", template)} ${line}`).sort();
  return { counted: { counts, made: Object.fromEntries(rows.map(({ id, sample }) => [id, sample])), shown }, lineage };
}

async function throughAgent(api: TestApi, options: Pick<AgentOptions, "files" | "stdin" | "stateFolder">) {
  const { read, counted, rejected } = await runAgent({
    ...options,
    apiUrl: "http://127.0.0.1:8000",
    source: "app",
    host: "h",
    transport: (request) => api.api.fetch(request),
    clock: new SystemClock(),
    slotMs: 20,
    windowMs: 40,
    untilEof: true,
  });
  assert.deepEqual([read, rejected], [counted, 0]);
  assert.ok(await api.lines() <= counted, "a record of several lines counts once");
}

async function throughApi(api: TestApi, body: ReadableStream<Uint8Array>) {
  const url = "http://127.0.0.1:8000/ingest?source=app&host=h";
  const answer = await api.api.fetch(
    new Request(url, { method: "POST", headers: { "Content-Type": "text/plain" }, body }),
  );
  const { accepted } = await answer.json();
  assert.ok(await api.lines() <= accepted);
}

async function assertTemplatesAgree(
  stdin: ReadableStream<Uint8Array>,
  { counted, lineage }: { counted: Counted; lineage: Lineage },
) {
  const miner = new Miner();
  const { counts } = await mineFiles(miner, ["-"], { stdin });
  const [mined, inStore]: Record<string, number>[] = [{}, {}];
  for (const [handle, count] of counts.entries()) {
    if (count === undefined) continue;
    const { id, sample } = miner.template(handle);
    assert.equal(counted.made[id], sample);
    const [survivor, message] = [lineage.resolve("app", id), sample.replace(/…$/, "")];
    assert.ok(counted.shown.some((line) => line.startsWith(`${survivor} `) && line.includes(message)));
    add(mined, lineage.resolve("app", id), count);
  }
  for (const [key, count] of Object.entries(counted.counts)) add(inStore, key.split(" ")[0], count);
  assert.deepEqual(mined, inStore);
}

function add(counts: Record<string, number>, key: string, count: number): void {
  counts[key] = (counts[key] ?? 0) + count;
}

function pieces(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from(piecesOf(new Uint8Array(bytes), sizes));
}

function* piecesOf(bytes: Uint8Array<ArrayBuffer>, sizes: readonly number[]): Generator<Uint8Array<ArrayBuffer>> {
  let at = 0;
  for (const size of sizes) yield bytes.subarray(at, at += size);
  yield bytes.subarray(at);
}
