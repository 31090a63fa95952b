import { durationMs } from "../core/duration.ts";

/** One row of the table of settings: flags, environment, `--help` and the README's settings page all come from it. */
export interface Setting<T> {
  /** Environment variables that set it, the first being its main name. Empty: a flag alone. */
  readonly env: readonly string[];
  /** Long flag without dashes, or null where only the environment sets it (secrets). */
  readonly flag: string | null;
  /** What stands after the flag in `--help`, such as `DURATION`; null for a switch. */
  readonly placeholder: string | null;
  readonly default: T;
  /** The default as a person writes it. */
  readonly defaultText: string;
  /** What is accepted, for messages and help: `a whole number from 1 to 1000`. */
  readonly expected: string;
  readonly meaning: string;
  /** Whether no message may repeat what was given. @default false */
  readonly isSecret?: boolean;
  /** Reads what a user wrote, or returns undefined where it is not what is expected. */
  readonly parse: (text: string) => T | undefined;
}

type Names = Pick<Setting<unknown>, "env" | "flag" | "meaning">;

/** A whole number in `[min, max]`. */
export function wholeNumber(names: Names, value: number, [min, max]: readonly [number, number]): Setting<number> {
  return {
    ...names,
    placeholder: "N",
    default: value,
    defaultText: String(value),
    expected: `a whole number from ${min} to ${max}`,
    parse: (text) => /^\d{1,15}$/.test(text) ? within(Number(text), min, max) : undefined,
  };
}

/** A decimal number in `[min, max]`. */
export function decimal(names: Names, value: number, [min, max]: readonly [number, number]): Setting<number> {
  return {
    ...names,
    placeholder: "X",
    default: value,
    defaultText: String(value),
    expected: `a number from ${min} to ${max}`,
    parse: (text) => /^\d+(\.\d+)?$/.test(text) ? within(Number(text), min, max) : undefined,
  };
}

/** A duration such as `500ms`, `2s`, `30d`, kept in whole milliseconds; a bare number is seconds. */
export function duration(names: Names, value: string, [min, max]: readonly [string, string]): Setting<number> {
  const [least, most] = [secondsMs(min) ?? 0, secondsMs(max) ?? Infinity];
  return {
    ...names,
    placeholder: "DURATION",
    default: secondsMs(value) ?? 0,
    defaultText: value,
    expected: `a duration from ${min} to ${max}, such as "2s"`,
    parse: (text) => within(secondsMs(text), least, most),
  };
}

/** Free text; `accepts` may narrow it. */
export function text(
  names: Names,
  value: string,
  { placeholder = "TEXT", expected = "text", accepts = /./, isSecret = false }: {
    placeholder?: string;
    expected?: string;
    accepts?: Pick<RegExp, "test">;
    isSecret?: boolean;
  } = {},
): Setting<string> {
  return {
    ...names,
    placeholder,
    isSecret,
    default: value,
    defaultText: value,
    expected,
    parse: (given) => accepts.test(given) ? given : undefined,
  };
}

/** One of a few words; `placeholder` stands for it in `--help`. */
export function choice<const T extends string>(
  names: Names,
  value: NoInfer<T>,
  { options, placeholder }: { readonly options: readonly T[]; readonly placeholder: string },
): Setting<T> {
  const quoted = options.map((option) => `"${option}"`);
  return {
    ...names,
    placeholder,
    default: value,
    defaultText: value,
    expected: [quoted.slice(0, -1).join(", "), quoted.at(-1)].join(" or "),
    parse: (given) => options.find((option) => option === given),
  };
}

/** A switch: the flag alone turns it on; in the environment `1` and `true`, or `0` and `false`. */
export function toggle(names: Names): Setting<boolean> {
  return {
    ...names,
    placeholder: null,
    default: false,
    defaultText: "off",
    expected: "true or false",
    parse: (given) => /^(1|true)$/i.test(given) ? true : /^(0|false)$/i.test(given) ? false : undefined,
  };
}

/** As {@linkcode durationMs} reads it; a bare number is seconds. */
function secondsMs(given: string): number | undefined {
  return durationMs(/[a-z]$/.test(given) ? given : `${given}s`) ?? undefined;
}

function within(value: number | undefined, min: number, max: number): number | undefined {
  return value !== undefined && value >= min && value <= max ? value : undefined;
}
