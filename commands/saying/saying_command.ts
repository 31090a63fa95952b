import { Command, Option } from "commander";
import { shownJson } from "../../core/shown_text.ts";
import { print } from "../../terminal/print.ts";
import { openViewer } from "../viewer.ts";
import { settingsOf, withSettings } from "../with_settings.ts";
import { author } from "./author.ts";
import { entryLine } from "./entry_line.ts";
import { say, type Saying } from "./say.ts";

/** What such a command is given beside its settings. */
interface Given {
  readonly template?: string;
  readonly kind?: string;
  readonly until?: string;
  readonly author?: string;
  readonly comment?: string;
}

/** A command that notes something of an incident, or of what a source and a template name together. @param own options of its own */
export function sayingCommand(kind: Saying["kind"], description: string, own: readonly Option[] = []): Command {
  const command = new Command(kind)
    .description(description)
    .argument("[incident]", "id of an incident, or its beginning: all that takes part in it")
    .option("--template <TEMPLATE>", "a template's id, or a part of its text; \"*\": a source's lines as a whole");
  for (const option of own) command.addOption(option);
  command.option("--author <NAME>", "who says so (default: the user)").option("--comment <TEXT>", "why");
  return withSettings(command, ["store", "api", "source", "json"]).action(
    async (incident: string | undefined, given: Given) => {
      const settings = settingsOf(command);
      await using viewer = await openViewer(settings, { writes: true });
      const { template, kind: anomalyKind, until, comment } = given;
      const subject = { incident, source: settings.source || undefined, template, anomalyKind };
      const entries = await say(viewer, { kind, ...subject, until, author: author(given.author), comment });
      for (const entry of entries) print(settings.json ? shownJson(entry) : entryLine(entry));
    },
  );
}
