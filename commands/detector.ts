import { Argument, Command } from "commander";
import { SystemClock } from "../clock/system_clock.ts";
import { runDetector } from "../detector/run_detector.ts";
import { createWatchScreen } from "../terminal/watch_screen.ts";
import { openStore } from "../store/stores.ts";
import { CHOICES } from "./choices.ts";
import { detectorOptions } from "./part_options.ts";
import { DETECTOR_SETTINGS, OUTPUT_SETTINGS } from "./part_settings.ts";
import { sinksOf } from "./sinks.ts";
import { untilInterrupted } from "./until_interrupted.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task detector fresh|continue`: evaluates windows and stores anomalies. */
export function detectorCommand(): Command {
  const command = new Command("detector")
    .description("evaluate windows and store anomalies")
    .addArgument(
      new Argument("[mode]", '"fresh" learns anew; "continue" goes on where it stopped').choices(["fresh", "continue"])
        .default("continue"),
    );
  return withSettings(command, [...DETECTOR_SETTINGS, ...OUTPUT_SETTINGS], CHOICES).action(
    async (mode: "fresh" | "continue") => {
      const settings = settingsOf(command);
      using screen = createWatchScreen(settings);
      const { display } = screen;
      await untilInterrupted(async (signal) => {
        await using store = await openStore(settings);
        display.note(`store ${store.description}`);
        const options = detectorOptions({ store, settings, clock: new SystemClock() });
        const sinks = sinksOf({ store, settings, clock: options.clock, display });
        await runDetector({ ...options, mode, sinks, signal });
      });
    },
  );
}
