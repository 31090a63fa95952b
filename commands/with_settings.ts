import { type Command, Option } from "commander";
import { readSettings } from "../settings/read_settings.ts";
import type { Setting } from "../settings/setting.ts";
import type { Choices } from "../settings/settings_help.ts";
import { type SettingName, SETTINGS, type Settings } from "../settings/settings_table.ts";

/** Gives a command the flags of these settings, each once, with choice, default and variable in its `--help`. */
export function withSettings(command: Command, names: readonly SettingName[], choices: Choices = {}): Command {
  for (const name of new Set(names)) {
    const setting: Setting<unknown> = SETTINGS[name];
    if (setting.flag === null) continue;
    const flags = setting.placeholder ? `--${setting.flag} <${setting.placeholder}>` : `--${setting.flag}`;
    const notes = [
      choices[name],
      setting.defaultText && setting.placeholder ? `default: ${setting.defaultText}` : "",
      setting.env.length ? `env: ${setting.env.join(", ")}` : "",
    ].filter(Boolean).join("; ");
    command.addOption(new Option(flags, `${setting.meaning} (${notes})`));
  }
  return command;
}

/** The settings as given to this command. @throws {UsageError} for a value out of range. */
export function settingsOf(command: Command): Settings {
  return readSettings(command.optsWithGlobals(), Deno.env.toObject());
}
