import { type Command, Option } from "commander";
import { ANOMALY_KINDS } from "../core/detection/anomaly.ts";
import { sayingCommand } from "./saying/saying_command.ts";

/** `deno task mute`: nobody hears of these any more, for a while or for good. */
export function muteCommand(): Command {
  const description = "hear no more of an incident's series, a source, a template or a kind; it is stored all the same";
  return sayingCommand("mute", description, [
    new Option("--kind <KIND>", "a kind of anomaly").choices(ANOMALY_KINDS),
    new Option("--until <TIME>", "for how long, such as 2h, or until when (default: for good)"),
  ]);
}
