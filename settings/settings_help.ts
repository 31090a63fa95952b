import type { Setting } from "./setting.ts";
import { type SettingName, SETTINGS } from "./settings_table.ts";

/** What settings accept that choose a plug-in: their lists say it, which the table does not know. */
export type Choices = Readonly<Partial<Record<SettingName, string>>>;

/** The table of settings as Markdown, for the README: one row a setting, in the table's order. */
export function settingsMarkdown(choices: Choices): string {
  const rows = (Object.entries(SETTINGS) as [SettingName, Setting<unknown>][]).map(([name, setting]) =>
    `| ${
      [
        setting.flag ? code(`--${setting.flag}`) : "",
        setting.env.map(code).join(", "),
        setting.defaultText === "" ? "" : code(setting.defaultText),
        choices[name] ?? setting.expected,
        setting.meaning,
      ].join(" | ")
    } |`
  );
  return ["| flag | environment | default | accepts | meaning |", "|---|---|---|---|---|", ...rows].join("\n") + "\n";
}

function code(text: string): string {
  return `\`${text}\``;
}
