import { Command } from "commander";
import { messageOf } from "../core/message_of.ts";
import { judgeRun } from "../demos/judge_run.ts";
import type { Scenario } from "../demos/scenario.ts";
import { SCENARIOS } from "../demos/scenarios/scenarios.ts";
import { selectScenarios } from "../demos/select_scenarios.ts";
import { verdictTable } from "../demos/verdict_table.ts";
import { writeScenarioAtOnce } from "../demos/write_scenario.ts";
import type { Settings } from "../settings/settings_table.ts";
import { UsageError } from "../settings/usage_error.ts";
import { userPath } from "../settings/user_path.ts";
import { paletteFor } from "../terminal/palette.ts";
import { print, printJson } from "../terminal/print.ts";
import { terminalColumns } from "../terminal/terminal_columns.ts";
import { runDemo } from "./demo/run_demo.ts";
import { ExitError, untilInterrupted } from "./until_interrupted.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task demo`: runs attack scenarios end to end, and says whether what must be detected was. */
export function demoCommand(): Command {
  const command = new Command("demo")
    .description("run attack scenarios end to end: a writer, a real agent, a real api and a real detector")
    .argument("[names...]", 'scenarios by name or unambiguous prefix, "all", or "list"', ["list"])
    .option("--write <FILE>", "only write the scenario's log to FILE, at once");
  return withSettings(command, ["speed", "store", "window", "slot", "sigma", "json", "quiet"])
    .action(async (names: string[], options: { write?: string }) => {
      const settings = settingsOf(command);
      if (names.includes("list")) return list(settings);
      const scenarios = select(names);
      if (options.write !== undefined) return await writeOnly(scenarios, userPath(options.write));
      await untilInterrupted((signal) => runAll(scenarios, settings, signal));
    });
}

function select(names: readonly string[]): Scenario[] {
  try {
    return selectScenarios(names, SCENARIOS);
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function list(settings: Settings): void {
  for (const { name, summary, phases } of SCENARIOS) {
    if (settings.json) printJson({ name, summary, phases: phases.map((phase) => phase.name) });
    else print(`${name.padEnd(28)} ${summary}`);
  }
}

async function writeOnly(scenarios: readonly Scenario[], path: string): Promise<void> {
  const [scenario] = scenarios;
  if (scenario === undefined || scenarios.length > 1) {
    throw new UsageError(`Cannot write ${scenarios.length} demos to "${path}": expected one`);
  }
  const lines = await writeScenarioAtOnce(scenario, { path, random: Math.random, startMs: Date.now() })
    .catch((error: Error) => {
      throw new Error(`Cannot write "${path}": ${error.message}; name a file in a folder that you may write to`);
    });
  print(`${lines} lines of ${scenario.name} written to ${path}`);
}

async function runAll(scenarios: readonly Scenario[], settings: Settings, signal: AbortSignal): Promise<void> {
  const failed: string[] = [];
  for (const scenario of scenarios) {
    const run = await runDemo(scenario, settings, signal);
    if (signal.aborted || !run) return;
    const verdict = judgeRun(run);
    if (settings.json) printJson({ part: "demo", name: scenario.name, ...verdict });
    else {print(
        verdictTable(verdict, run, { palette: paletteFor(Deno.stdout), columns: terminalColumns() ?? undefined }),
      );}
    if (!verdict.agrees) failed.push(scenario.name);
  }
  if (failed.length) {
    throw new ExitError(1, `Demo ${failed.join(", ")} did not agree with what was expected, see the table`);
  }
}
