import { Command } from "commander";
import { settingsMarkdown } from "../settings/settings_help.ts";
import { CHOICES } from "./choices.ts";
import { ExitError } from "./until_interrupted.ts";

const README = new URL("../README.md", import.meta.url);
const TABLE = /(<!-- settings -->\n)[^]*?(<!-- \/settings -->)/;

/** `deno task settings`: writes the table of settings into the README, or checks that it is there. */
export function settingsCommand(): Command {
  return new Command("settings")
    .description("write the table of settings into the README")
    .option("--check", "fail when the README's table differs, and change nothing")
    .action(async ({ check }: { check?: boolean }) => {
      const before = await Deno.readTextFile(README);
      const after = before.replace(TABLE, (_, open, close) => `${open}${settingsMarkdown(CHOICES)}${close}`);
      if (before === after) return;
      if (check) throw new ExitError(1, 'The settings in README.md are old: run "deno task settings"');
      await Deno.writeTextFile(README, after);
    });
}
