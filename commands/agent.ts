import { Command } from "commander";
import { inputHelp } from "../agent/input/inputs.ts";
import { runAgent } from "../agent/run_agent.ts";
import { SystemClock } from "../clock/system_clock.ts";
import { createDisplay } from "../terminal/display.ts";
import { agentOptions } from "./part_options.ts";
import { AGENT_SETTINGS, OUTPUT_SETTINGS } from "./part_settings.ts";
import { plainTokenWarning } from "./plain_token_warning.ts";
import { untilInterrupted } from "./until_interrupted.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task agent FILE…`: follows files and sends counters to an api. */
export function agentCommand(): Command {
  const command = new Command("agent")
    .description("follow log files and send counters per template to the api")
    .argument("<files...>", inputHelp())
    .option("--until-eof", "end once the files are read and everything is acknowledged");
  return withSettings(command, ["api", ...AGENT_SETTINGS, ...OUTPUT_SETTINGS]).action(
    async (files: string[], options: { untilEof?: boolean }) => {
      const settings = settingsOf(command);
      const display = createDisplay(settings);
      const warning = plainTokenWarning(settings);
      if (warning !== null) display.problem(`agent: ${warning}`);
      await untilInterrupted(async (signal) => {
        await runAgent({
          ...agentOptions({ settings, files, clock: new SystemClock() }),
          apiUrl: settings.api,
          untilEof: options.untilEof ?? false,
          onEvent: display.agent,
          signal,
        });
      });
    },
  );
}
