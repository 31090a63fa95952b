import assert from "node:assert/strict";
import { join } from "node:path";
import type { CounterStore } from "../../store/ports/counters.ts";
import { startApi, TOKEN } from "./api_server.ts";
import { clientProgram } from "./client_programs.ts";
import { needsClient } from "./needs_client.ts";

Deno.test({
  name: "Telegraf tails a file into the api, and its lines are templates",
  ignore: !await needsClient("telegraf"),
  async fn() {
    await using api = startApi();
    const folder = await Deno.makeTempDir();
    const log = join(folder, "shop.log");
    await Deno.writeTextFile(log, lines(0, 40));
    await Deno.writeTextFile(join(folder, "telegraf.conf"), configuration(log, api.url));
    const [program] = clientProgram("telegraf");
    const telegraf = new Deno.Command(program, {
      args: [join(folder, "telegraf.conf")],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      await untilCounted(api.store, 40);
      await Deno.writeTextFile(log, lines(40, 100), { append: true });
      await untilCounted(api.store, 100);
      const counts = await api.store.templateCounts();
      assert.deepEqual(counts.map(({ source, count }) => [source, count]), [["shop", 100]]);
      const templates = await api.store.templates();
      assert.equal(templates.length, 1);
      assert.match(templates[0].text, /^user <\*> paid "<\*> EUR"/);
      const [{ line }] = await api.store.samples();
      assert.match(line, /^user \d+ paid "\d+\.50 EUR", path=C:\\shop ok$/);
    } finally {
      telegraf.kill("SIGTERM");
      await telegraf.status;
      await Deno.remove(folder, { recursive: true });
    }
  },
});

function lines(from: number, to: number): string {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  return numbers.map((n) => `user ${n} paid "${n}.50 EUR", path=C:\\shop ok\n`).join("");
}

function configuration(log: string, url: string): string {
  return `
[agent]
  interval = "200ms"
  flush_interval = "200ms"
[[inputs.tail]]
  files = [${JSON.stringify(log)}]
  initial_read_offset = "beginning"
  data_format = "value"
  data_type = "string"
  value_field_name = "message"
  [inputs.tail.tags]
    source = "shop"
[[outputs.influxdb_v2]]
  urls = [${JSON.stringify(url)}]
  token = ${JSON.stringify(TOKEN)}
  organization = "any"
  bucket = "any"
`;
}

/** Telegraf has no way to say that it has sent all. */
async function untilCounted(store: CounterStore, wanted: number): Promise<void> {
  const endMs = performance.now() + 20_000;
  let counted = -1;
  while (counted < wanted) {
    assert.ok(performance.now() < endMs, `expected ${wanted} lines within 20 s, got ${counted}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    counted = (await store.templateCounts()).reduce((sum, { count }) => sum + count, 0);
  }
}
