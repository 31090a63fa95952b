import { withoutPassword } from "../core/without_password.ts";
import type { Setting } from "./setting.ts";
import { type SettingName, SETTINGS, type Settings } from "./settings_table.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads settings from flags (by their camel-cased flag, as the argument parser gives them) and the environment; a flag
 * wins. The result is frozen and never partly right.
 *
 * @throws {UsageError} that names the flag or variable, what it held and what is wanted.
 */
export function readSettings(
  flags: Readonly<Record<string, string | boolean | undefined>>,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const given = new Set<SettingName>();
  const values = {} as Record<SettingName, unknown>;
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting<unknown>][]) {
    const found = lookUp(setting, flags, environment);
    values[name] = found === undefined ? setting.default : parse(setting, found);
    if (found !== undefined) given.add(name);
  }
  const settings = Object.freeze({ ...values, given }) as Settings;
  checkTogether(settings);
  return settings;
}

function lookUp(
  setting: Setting<unknown>,
  flags: Readonly<Record<string, string | boolean | undefined>>,
  environment: Readonly<Record<string, string | undefined>>,
): { from: string; text: string } | undefined {
  const flag = setting.flag && flags[camelCase(setting.flag)];
  if (flag !== null && flag !== undefined && flag !== false) return { from: `--${setting.flag}`, text: String(flag) };
  const name = setting.env.find((variable) => environment[variable]);
  return name && { from: name, text: environment[name]! } || undefined;
}

function parse(setting: Setting<unknown>, { from, text }: { from: string; text: string }): unknown {
  const value = setting.parse(text);
  if (value !== undefined) return value;
  // A mistyped secret is one all the same.
  const what = setting.isSecret ? from : `${from} "${withoutPassword(text)}"`;
  throw new UsageError(`Cannot use ${what}: expected ${setting.expected}`);
}

function checkTogether({ slot, window, baselineWindows, learningWindows, apiCertificate, apiKey }: Settings): void {
  if ((apiCertificate === "") !== (apiKey === "")) {
    throw new UsageError("Cannot use one of API_CERT_FILE and API_KEY_FILE alone: expected both, or none");
  }
  if (window % slot !== 0) {
    throw new UsageError(`Cannot use a window of ${window} ms: expected a multiple of the slot, ${slot} ms (--slot)`);
  }
  if (baselineWindows < learningWindows) {
    throw new UsageError(
      `Cannot use BASELINE_WINDOWS "${baselineWindows}": expected at least LEARNING_WINDOWS, ${learningWindows}`,
    );
  }
}

/** The name under which the argument parser keeps a flag: `learning-windows` -> `learningWindows`. */
export function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
