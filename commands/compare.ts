import { Command, Option } from "commander";
import { SystemClock } from "../clock/system_clock.ts";
import { compareTemplates } from "../core/compare/compare_templates.ts";
import type { Settings } from "../settings/settings_table.ts";
import { UsageError } from "../settings/usage_error.ts";
import { userPath } from "../settings/user_path.ts";
import { paletteFor } from "../terminal/palette.ts";
import { print, printJson } from "../terminal/print.ts";
import { terminalColumns } from "../terminal/terminal_columns.ts";
import type { Comparison } from "./compare/compared_template.ts";
import { FAIL_ON, type FailOn } from "./compare/fail_on.ts";
import { mineSides } from "./compare/mine_sides.ts";
import { readRanges } from "./compare/read_ranges.ts";
import { comparisonSummary, type Row, rowJson, rowLines, shownRows } from "./compare/show_comparison.ts";
import { readTimeRange } from "./time_range.ts";
import { ExitError } from "./until_interrupted.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task compare BEFORE AFTER`: which messages are new, gone, more or fewer than chance allows. */
export function compareCommand(): Command {
  const command = new Command("compare")
    .description("say which messages are new, gone, more or fewer than chance allows, the most telling first")
    .argument(
      "<before>",
      'a log file, plain or .gz ("-": standard input), or a time range of the store such as -2h..-1h',
    )
    .argument("<after>", "another one of the same sort")
    .allowUnknownOption()
    .allowExcessArguments()
    .addOption(
      new Option("--fail-on <WHAT>", "end with exit code 1 where there is such a change").choices(Object.keys(FAIL_ON)),
    );
  return withSettings(command, ["store", "api", "source", "json", "quiet"])
    .action(async (before: string, after: string, { failOn }: { failOn?: FailOn }) => {
      refuseUnknown(command.args);
      const settings = settingsOf(command);
      const comparison = await readBoth(before, after, settings);
      if (comparison.before + comparison.after === 0) {
        throw new Error(`Cannot compare "${before}" with "${after}": expected lines in one of them at least`);
      }
      const rows = compareTemplates(comparison.templates, comparison.totals);
      show(comparison, rows, settings);
      if (failOn !== undefined && rows.some(FAIL_ON[failOn])) throw new ExitError(1);
    });
}

/** A range begins with a dash as an option does, so it is here that options which there are none of are told from it. */
function refuseUnknown(given: readonly string[]): void {
  const option = given.find((each) => each.startsWith("-") && each !== "-" && readTimeRange(each, 0) === undefined);
  if (option !== undefined) throw new UsageError(`error: unknown option '${option}'`);
  if (given.length > 2) throw new UsageError(`Cannot compare ${given.length} logs: expected one before and one after`);
}

async function readBoth(before: string, after: string, settings: Settings): Promise<Comparison> {
  const nowMs = new SystemClock().now();
  const [earlier, later] = [readTimeRange(before, nowMs), readTimeRange(after, nowMs)];
  if (earlier === undefined && later === undefined) return await mineSides([userPath(before)], [userPath(after)]);
  if (earlier === undefined || later === undefined) {
    throw new UsageError(`Cannot compare "${before}" with "${after}": expected two files, or two time ranges`);
  }
  await using viewer = await openViewer(settings);
  return await readRanges(viewer, { source: settings.source, before: earlier, after: later });
}

function show(comparison: Comparison, rows: readonly Row[], { json, quiet }: Settings): void {
  if (json) { for (const row of rows) printJson(rowJson(row)); }
  else {
    const options = { palette: paletteFor(Deno.stdout), columns: terminalColumns() };
    const { shown, more } = shownRows(rows);
    for (const line of shown.flatMap((row) => rowLines(row, options))) print(line);
    if (more > 0) print(`and ${more} more new ones that may be chance; --json has all`);
    if (!quiet) print(comparisonSummary(comparison, rows));
  }
}
