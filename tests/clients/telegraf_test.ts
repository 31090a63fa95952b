import assert from "node:assert/strict";
import { join } from "node:path";
import { Telegraf } from "../../bench/chaos/telegraf.ts";
import type { CounterStore } from "../../store/ports/counters.ts";
import { until } from "../whole_stack/health.ts";
import { temporaryFolder } from "../whole_stack/temporary_folder.ts";
import { startApi, TOKEN } from "./api_server.ts";
import { needsClient } from "./needs_client.ts";

Deno.test({
  name: "Telegraf tails a file into the api, and its lines are templates",
  ignore: !await needsClient("telegraf"),
  async fn() {
    await using api = startApi();
    await using folder = await temporaryFolder();
    const log = join(folder.path, "shop.log");
    await Deno.writeTextFile(log, lines(0, 40));
    const sending = { url: api.url, token: TOKEN, source: "shop", encoding: "gzip" } as const;
    await using telegraf = new Telegraf({ folder: folder.path, logs: [log], ...sending });
    telegraf.start();
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
  },
});

function lines(from: number, to: number): string {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  return numbers.map((n) => `user ${n} paid "${n}.50 EUR", path=C:\\shop ok\n`).join("");
}

/** Telegraf has no way to say that it has sent all. */
async function untilCounted(store: CounterStore, wanted: number): Promise<void> {
  let counted = 0;
  await until(async () => {
    counted = (await store.templateCounts()).reduce((sum, { count }) => sum + count, 0);
    return counted >= wanted;
  }, () => `${wanted} lines, got ${counted}`);
}
