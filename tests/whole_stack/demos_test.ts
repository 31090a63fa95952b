import assert from "node:assert/strict";
import { SCENARIOS } from "../../demos/scenarios/scenarios.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

for (const { name, expected } of SCENARIOS) {
  Deno.test(`demo ${name} agrees with its expectations on the embedded store`, async () => {
    await using folder = await temporaryFolder();
    await using demo = startProgram(["demo", name, "--speed", "10", "--json"], { folder: folder.path });
    const { code } = await demo.status;
    const verdict = JSON.parse(demo.lines.findLast((line) => line.includes('"part":"demo"')) ?? "null");
    assert.deepEqual(demo.errors, []);
    assert.equal(verdict?.findings.length, expected.length);
    assert.ok(verdict.findings.every(({ fault }: { fault: string | null }) => fault === null));
    assert.equal(code, 0);
  });
}

Deno.test("demo ends with 1 and says so when it does not agree", async () => {
  await using folder = await temporaryFolder();
  const args = ["demo", "demo4", "--speed", "20", "--sigma", "100", "--json"];
  await using demo = startProgram(args, { folder: folder.path });
  assert.equal((await demo.status).code, 1);
  const verdict = JSON.parse(demo.lines.findLast((line) => line.includes('"part":"demo"'))!);
  assert.match(verdict.findings[0].fault, /not detected|after the first complete window/);
  assert.match(demo.errors.join("\n"), /^Demo demo4_gradual_escalation did not agree/);
});
