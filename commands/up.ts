import { Command } from "commander";
import { inputHelp } from "../agent/input/inputs.ts";
import { SystemClock } from "../clock/system_clock.ts";
import { createWatchScreen } from "../terminal/watch_screen.ts";
import { openStore } from "../store/stores.ts";
import { CHOICES } from "./choices.ts";
import { AGENT_SETTINGS, API_SETTINGS, DETECTOR_SETTINGS, OUTPUT_SETTINGS } from "./part_settings.ts";
import { runStack } from "./run_stack.ts";
import { untilInterrupted } from "./until_interrupted.ts";
import { userPath } from "../settings/user_path.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task up FILE…`: agent, api and detector in one process, for a user's own logs. */
export function upCommand(): Command {
  const command = new Command("up")
    .description("watch your own logs: agent, api and detector in one process on the embedded store")
    .argument("<files...>", inputHelp())
    .option("--fresh", "learn anew: forget baselines, anomalies and known templates (counters and labels stay)");
  return withSettings(command, [...API_SETTINGS, ...AGENT_SETTINGS, ...DETECTOR_SETTINGS, ...OUTPUT_SETTINGS], CHOICES)
    .action(
      async (files: string[], options: { fresh?: boolean }) => {
        const settings = settingsOf(command);
        using screen = createWatchScreen(settings);
        const { display } = screen;
        await untilInterrupted(async (signal) => {
          await using store = await openStore(settings);
          display.note(`store ${store.description}`);
          await runStack({
            store,
            settings,
            files,
            stateFolder: userPath(settings.state),
            clock: new SystemClock(),
            mode: options.fresh ? "fresh" : "continue",
            agentApart: true,
            display,
            signal,
            onReady: (url) => display.note(`api ${url}`),
          });
        });
      },
    );
}
