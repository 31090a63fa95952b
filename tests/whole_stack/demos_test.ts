import assert from "node:assert/strict";
import { demo4 } from "../../demos/scenarios/demo4_gradual_escalation.ts";
import { SCENARIOS } from "../../demos/scenarios/scenarios.ts";
import { assertDemoAgrees } from "./assert_demo_agrees.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

for (const scenario of SCENARIOS) {
  Deno.test(`demo ${scenario.name} agrees with its expectations on the embedded store`, async () => {
    await using folder = await temporaryFolder();
    await assertDemoAgrees(scenario, { speed: 10, folder: folder.path });
  });
}

Deno.test("demo at its highest speed counts the last line, too", async () => {
  await using folder = await temporaryFolder();
  await assertDemoAgrees(demo4, { speed: 20, folder: folder.path });
});

Deno.test("demo ends with 1 and says so when it does not agree", async () => {
  await using folder = await temporaryFolder();
  const args = ["demo", "demo4", "--speed", "20", "--sigma", "100", "--json"];
  await using demo = startProgram(args, { folder: folder.path });
  assert.equal((await demo.status).code, 1);
  const verdict = JSON.parse(demo.lines.findLast((line) => line.includes('"part":"demo"'))!);
  assert.match(verdict.findings[0].fault, /not detected|after the first complete window/);
  assert.match(demo.errors.join("\n"), /^Demo demo4_gradual_escalation did not agree/);
});

Deno.test("demo refuses to run twice at once in one folder", async () => {
  await using folder = await temporaryFolder();
  await using first = startProgram(["demo", "demo1", "--speed", "20", "--json"], { folder: folder.path });
  await first.line(/"kind":"started"/);
  await using second = startProgram(["demo", "demo1", "--speed", "20", "--json"], { folder: folder.path });
  assert.equal((await second.status).code, 1);
  assert.match(second.errors.join("\n"), /^Cannot run demo "demo1_frequency_spike" in .*: it runs there already/);
  assert.equal((await first.status).code, 0);
});
