import { Command, Option } from "commander";
import { ANOMALY_KINDS } from "../core/detection/anomaly.ts";
import { shownJson } from "../core/shown_text.ts";
import { print } from "../terminal/print.ts";
import { author } from "./ledger/author.ts";
import { entryLine } from "./ledger/entry_line.ts";
import { say } from "./ledger/say.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** What `mute` is given beside its settings. */
interface Given {
  readonly template?: string;
  readonly kind?: string;
  readonly until?: string;
  readonly author?: string;
  readonly comment?: string;
}

/** `deno task mute`: nobody hears of these any more, for a while or for good. */
export function muteCommand(): Command {
  const command = new Command("mute")
    .description("hear no more of an incident's series, a source, a template or a kind; it is stored all the same")
    .argument("[incident]", "id of an incident, or its beginning: all that takes part in it")
    .option("--template <TEMPLATE>", "a template's id, or a part of its text; \"*\": a source's lines as a whole")
    .addOption(new Option("--kind <KIND>", "a kind of anomaly").choices(ANOMALY_KINDS))
    .option("--until <TIME>", "for how long, such as 2h, or until when (default: for good)")
    .option("--author <NAME>", "who says so (default: the user)")
    .option("--comment <TEXT>", "why");
  return withSettings(command, ["store", "api", "source", "json"]).action(
    async (incident: string | undefined, given: Given) => {
      const settings = settingsOf(command);
      await using viewer = await openViewer(settings, { writes: true });
      const { template, kind: anomalyKind, until, comment } = given;
      const source = settings.source || undefined;
      const subject = { incident, source, template, anomalyKind };
      const entries = await say(viewer, { kind: "mute", ...subject, until, author: author(given.author), comment });
      for (const entry of entries) print(settings.json ? shownJson(entry) : entryLine(entry));
    },
  );
}
