import { Command } from "commander";
import { shownJson } from "../core/shown_text.ts";
import { print } from "../terminal/print.ts";
import { author } from "./ledger/author.ts";
import { entryLine } from "./ledger/entry_line.ts";
import { say } from "./ledger/say.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** What `accept` is given beside its settings. */
interface Given {
  readonly template?: string;
  readonly author?: string;
  readonly comment?: string;
}

/** `deno task accept`: what it is like now is normal. */
export function acceptCommand(): Command {
  const command = new Command("accept")
    .description("take what it is like now for normal: levels are adopted at once, and incidents end")
    .argument("[incident]", "id of an incident, or its beginning: all that takes part in it")
    .option("--template <TEMPLATE>", "a template's id, or a part of its text; \"*\": a source's lines as a whole")
    .option("--author <NAME>", "who says so (default: the user)")
    .option("--comment <TEXT>", "why");
  return withSettings(command, ["store", "api", "source", "json"]).action(
    async (incident: string | undefined, given: Given) => {
      const settings = settingsOf(command);
      await using viewer = await openViewer(settings, { writes: true });
      const { template, comment } = given;
      const subject = { incident, source: settings.source || undefined, template };
      const entries = await say(viewer, { kind: "accept", ...subject, author: author(given.author), comment });
      for (const entry of entries) print(settings.json ? shownJson(entry) : entryLine(entry));
    },
  );
}
