import type { Command } from "commander";
import { sayingCommand } from "./saying/saying_command.ts";

/** `deno task accept`: what it is like now is normal. */
export function acceptCommand(): Command {
  return sayingCommand("accept", "take what it is like now for normal: levels are adopted at once, and incidents end");
}
