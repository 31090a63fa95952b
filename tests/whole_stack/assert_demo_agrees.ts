import assert from "node:assert/strict";
import type { Finding, Verdict } from "../../demos/judge_run.ts";
import type { Scenario } from "../../demos/scenario.ts";
import { startProgram } from "./program.ts";

/** Runs a demo as a process of its own and holds its verdict, what it counted, its exit code and its silence on stderr against what they must be. */
export async function assertDemoAgrees(
  { name, expected, phases }: Scenario,
  { speed, folder, env }: { speed: number; folder: string; env?: Record<string, string> },
): Promise<void> {
  await using demo = startProgram(["demo", name, "--speed", String(speed), "--json"], { folder, env });
  const { code } = await demo.status;
  const told = demo.lines.findLast((line) => line.includes('"part":"demo"'));
  assert.ok(told, `no verdict:\n${demo.errors.join("\n")}`);
  const { findings }: Verdict = JSON.parse(told);
  assert.deepEqual(findings.map(faultOf), expected.map(() => null));
  const written = phases.reduce((sum, { lines }) => sum + lines, 0);
  const stopped = demo.lines.findLast((line) => line.includes('"kind":"stopped"'));
  const { counted, held, lost } = JSON.parse(stopped ?? "{}").summary;
  assert.deepEqual({ counted, held, lost }, { counted: written, held: 0, lost: 0 });
  assert.deepEqual(demo.errors, []);
  assert.equal(code, 0);
}

/** What was to be called, or was, and why the two do not agree; null: they do. */
function faultOf({ expectation, episode, fault }: Finding): string | null {
  return fault === null
    ? null
    : `${expectation?.kind ?? "nothing"} expected, ${episode?.title ?? "nothing"} called: ${fault}`;
}
