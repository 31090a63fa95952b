import { Command } from "commander";
import { commandsOf } from "./commands/commands.ts";
import { failureOf } from "./commands/failure.ts";
import { printError } from "./terminal/print.ts";

/** Runs the command that `argv` name and resolves with the exit code: 0, 1 for a failure, 2 for wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("logiq")
    .description("Learns which messages your logs speak and how often, and says within one window when that changes")
    .showHelpAfterError(false);
  for (const load of commandsOf(argv)) program.addCommand((await load())().exitOverride());
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
