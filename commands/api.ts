import { Command } from "commander";
import { SystemClock } from "../clock/system_clock.ts";
import { createDisplay } from "../terminal/display.ts";
import { openStore } from "../store/stores.ts";
import { API_SETTINGS, OUTPUT_SETTINGS } from "./part_settings.ts";
import { runApi } from "./run_api.ts";
import { untilInterrupted } from "./until_interrupted.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task api`: receives counters and lines, and answers viewers. */
export function apiCommand(): Command {
  const command = new Command("api").description("receive counters, lines and line protocol; answer viewers");
  return withSettings(command, [...API_SETTINGS, ...OUTPUT_SETTINGS])
    .action(async () => {
      const settings = settingsOf(command);
      const display = createDisplay(settings);
      await untilInterrupted(async (signal) => {
        await using store = await openStore(settings);
        display.note(`store ${store.description}`);
        const api = runApi({ store, settings, clock: new SystemClock(), display, signal });
        display.note(`api ${api.url}`);
        await api.finished;
      });
    });
}
