import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { outdatedDashboards, writeDashboards } from "./dashboards.ts";

Deno.test("the committed dashboards are what their TypeScript says", async () => {
  assert.deepEqual(await outdatedDashboards(), []);
});

Deno.test("outdatedDashboards() names files that differ, that are missing, and that nothing stands for", async () => {
  const path = await Deno.makeTempDir();
  const folder = pathToFileURL(`${path}/`);
  try {
    assert.equal((await outdatedDashboards(folder)).length, 7);
    await writeDashboards(folder);
    assert.deepEqual(await outdatedDashboards(folder), []);
    await Deno.writeTextFile(new URL("dashboards/overview.json", folder), "{}\n");
    await Deno.writeTextFile(new URL("alerting/stray.yaml", folder), "{}\n");
    assert.deepEqual(await outdatedDashboards(folder), ["alerting/stray.yaml", "dashboards/overview.json"]);
    await writeDashboards(folder);
    assert.deepEqual(await outdatedDashboards(folder), []);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
});
