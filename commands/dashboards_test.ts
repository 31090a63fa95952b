import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { outdatedDashboards, writeDashboards } from "./dashboards.ts";

Deno.test("the committed dashboards are what their TypeScript says", async () => {
  assert.deepEqual(await outdatedDashboards(), []);
});

Deno.test("outdatedDashboards() names files that differ, that are missing, and that no dashboard stands for", async () => {
  const path = await Deno.makeTempDir();
  const folder = pathToFileURL(`${path}/`);
  try {
    assert.equal((await outdatedDashboards(folder)).length, 5);
    await writeDashboards(folder);
    assert.deepEqual(await outdatedDashboards(folder), []);
    await Deno.writeTextFile(new URL("overview.json", folder), "{}\n");
    await Deno.writeTextFile(new URL("stray.json", folder), "{}\n");
    assert.deepEqual(await outdatedDashboards(folder), ["overview.json", "stray.json"]);
    await writeDashboards(folder);
    assert.deepEqual(await outdatedDashboards(folder), []);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
});
