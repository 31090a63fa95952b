import assert from "node:assert/strict";
import type { Scenario } from "../../demos/scenario.ts";
import { startProgram } from "./program.ts";

/** Runs a demo as a process of its own and holds its verdict, its exit code and its silence on stderr against what they must be. */
export async function assertDemoAgrees(
  { name, expected }: Scenario,
  { speed, folder, env }: { speed: number; folder: string; env?: Record<string, string> },
): Promise<void> {
  await using demo = startProgram(["demo", name, "--speed", String(speed), "--json"], { folder, env });
  const { code } = await demo.status;
  const verdict = JSON.parse(demo.lines.findLast((line) => line.includes('"part":"demo"')) ?? "null");
  assert.deepEqual(demo.errors, []);
  assert.deepEqual(
    verdict?.findings.map(({ fault }: { fault: string | null }) => fault),
    expected.map(() => null),
  );
  assert.equal(code, 0);
}
