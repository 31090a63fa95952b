import { Command } from "commander";
import { resendRefused } from "../agent/resend_refused.ts";
import { SystemClock } from "../clock/system_clock.ts";
import { userPath } from "../settings/user_path.ts";
import { print, printError } from "../terminal/print.ts";
import { untilInterrupted } from "./until_interrupted.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task resend`: sends batches again that the api has refused. */
export function resendCommand(): Command {
  const command = new Command("resend").description(
    "send batches again that the api has refused, and that an agent kept",
  );
  return withSettings(command, ["api", "state"]).action(async () => {
    const settings = settingsOf(command);
    await untilInterrupted(async (signal) => {
      const { batches, stored, lines } = await resendRefused({
        stateFolder: userPath(settings.state),
        apiUrl: settings.api,
        apiToken: settings.apiToken || undefined,
        clock: new SystemClock(),
        signal,
        onNote: (line) => printError(line),
      });
      print(`${stored} of ${batches} refused batches are stored: ${lines} lines are no longer rejected`);
    });
  });
}
