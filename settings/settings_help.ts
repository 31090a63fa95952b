import type { Setting } from "./setting.ts";
import { SETTINGS } from "./settings_table.ts";

/** The table of settings as Markdown, for the README: one row a setting, in the table's order. */
export function settingsMarkdown(): string {
  const rows = Object.values(SETTINGS as Record<string, Setting<unknown>>).map((setting) =>
    `| ${
      [
        setting.flag ? code(`--${setting.flag}`) : "",
        setting.env.map(code).join(", "),
        setting.defaultText === "" ? "" : code(setting.defaultText),
        setting.expected,
        setting.meaning,
      ].join(" | ")
    } |`
  );
  return ["| flag | environment | default | accepts | meaning |", "|---|---|---|---|---|", ...rows].join("\n") + "\n";
}

function code(text: string): string {
  return `\`${text}\``;
}
