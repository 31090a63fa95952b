import { Command } from "commander";
import { acceptCommand } from "./commands/accept.ts";
import { agentCommand } from "./commands/agent.ts";
import { anomaliesCommand } from "./commands/anomalies.ts";
import { apiCommand } from "./commands/api.ts";
import { backtestCommand } from "./commands/backtest.ts";
import { compareCommand } from "./commands/compare.ts";
import { dashboardsCommand } from "./commands/dashboards.ts";
import { demoCommand } from "./commands/demo.ts";
import { detectorCommand } from "./commands/detector.ts";
import { evalCommand } from "./commands/eval.ts";
import { failureOf } from "./commands/failure.ts";
import { labelCommand } from "./commands/label.ts";
import { ledgerCommand } from "./commands/ledger.ts";
import { muteCommand } from "./commands/mute.ts";
import { resendCommand } from "./commands/resend.ts";
import { servicesCommand } from "./commands/services.ts";
import { settingsCommand } from "./commands/settings.ts";
import { setupCommand } from "./commands/setup.ts";
import { templatesCommand } from "./commands/templates.ts";
import { upCommand } from "./commands/up.ts";
import { printError } from "./terminal/print.ts";

/** Runs the command that `argv` name and resolves with the exit code: 0, 1 for a failure, 2 for wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("logiq")
    .description("Learns which messages your logs speak and how often, and says within one window when that changes")
    .showHelpAfterError(false);
  const commands = [
    upCommand,
    demoCommand,
    agentCommand,
    apiCommand,
    detectorCommand,
    templatesCommand,
    backtestCommand,
    compareCommand,
    anomaliesCommand,
    labelCommand,
    acceptCommand,
    muteCommand,
    ledgerCommand,
    evalCommand,
    resendCommand,
    servicesCommand,
    setupCommand,
    dashboardsCommand,
    settingsCommand,
  ];
  for (const make of commands) program.addCommand(make().exitOverride());
  try {
    await program.exitOverride().parseAsync([...argv], { from: "user" });
    return 0;
  } catch (error) {
    const { code, line } = failureOf(error);
    if (line) printError(line);
    return code;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
