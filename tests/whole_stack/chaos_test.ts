import assert from "node:assert/strict";
import { chaosRow, faultsOf, isExact } from "../../bench/chaos/chaos_table.ts";
import type { ChaosStore } from "../../bench/chaos/database.ts";
import { runChaos } from "../../bench/chaos/run_chaos.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const RUNS: readonly { readonly store: ChaosStore; readonly ignore: boolean }[] = [
  { store: "sqlite", ignore: false },
  { store: "influx", ignore: !await needsInflux("tests/whole_stack") },
];

for (const { store, ignore } of RUNS) {
  Deno.test(
    { name: `lines written = counted + rejected + lost, whatever goes wrong, on ${store}`, ignore },
    async () => {
      await using folder = await temporaryFolder();
      const { signal } = new AbortController();
      const outcome = await runChaos({ store, seed: 20, seconds: 12, folder: folder.path, signal });
      assert.ok(isExact(outcome), [chaosRow(outcome), ...faultsOf(outcome)].join("\n"));
      assert.ok(outcome.kills > 0 && outcome.rotations > 5);
    },
  );
}
