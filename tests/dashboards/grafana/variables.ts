import type { VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Frame } from "./frame.ts";
import { interpolateVariables, type Selection } from "./interpolate.ts";

/** What Grafana takes for all choices of a variable, in an address too. */
export const ALL = "$__all";

/** Runs a query whose variables are filled in. */
export type RunQuery = (flux: string) => Promise<Frame[]>;

/** A choice in a variable's drop-down list. */
export interface Choice {
  readonly text: string;
  readonly value: string;
}

/**
 * Evaluates a dashboard's variables in their order, as Grafana does when it opens one whose address says `picked`: a variable
 * keeps its saved value where that is a choice, else it takes the first choice.
 *
 * @throws {Error} when a variable has no choice.
 */
export async function selectVariables(
  list: readonly VariableModel[],
  { run, picked = {} }: { run: RunQuery; picked?: Readonly<Record<string, string>> },
): Promise<Map<string, Selection>> {
  const selections = new Map<string, Selection>();
  for (const variable of list) {
    if (variable.type === "textbox") {
      selections.set(variable.name, { values: [picked[variable.name] ?? String(variable.query ?? "")] });
      continue;
    }
    const choices = toChoices(await run(interpolateVariables(String(variable.query), selections)), variable.regex);
    selections.set(variable.name, select(variable, { choices, picked: picked[variable.name] }));
  }
  return selections;
}

/**
 * The first text column of each frame, else its first column that is no time, split by the named groups of `regex`.
 *
 * @see https://grafana.com/docs/grafana/v10.4/dashboards/variables/add-template-variables/#filter-variables-with-regex
 */
export function toChoices(frames: readonly Frame[], regex = ""): Choice[] {
  const fields = frames.map(({ fields }) =>
    fields.find(({ type }) => type === "string") ?? fields.find(({ type }) => type !== "time")
  );
  const texts = fields.flatMap((field) => field?.values.map(String) ?? []);
  if (regex === "") return texts.map((text) => ({ text, value: text }));
  // Grafana knows these flags alone; with others it takes the whole for a plain word.
  const parts = regex.match(/^\/(.*?)\/(g?i?m?y?)$/);
  if (!parts) throw new Error(`Cannot use regex "${regex}": expected /…/ with flags g, i, m, y`);
  const pattern = new RegExp(parts[1], parts[2]);
  return texts.flatMap((text) => {
    const groups = text.match(pattern)?.groups;
    return groups ? [{ text: groups.text, value: groups.value }] : [];
  });
}

function select(
  { name, current, includeAll, allValue }: VariableModel,
  { choices, picked }: { choices: readonly Choice[]; picked?: string },
): Selection {
  if (choices.length === 0) throw new Error(`Cannot select variable "${name}": expected its query to find a choice`);
  const saved = [current?.value ?? []].flat();
  if (includeAll && picked === undefined && saved.includes(ALL)) {
    return { values: choices.map(({ value }) => value), all: allValue || undefined };
  }
  const wanted = choices.find(({ value }) => value === picked) ?? choices.find(({ value }) => saved.includes(value));
  if (picked !== undefined && wanted?.value !== picked) {
    throw new Error(`Cannot select "${picked}" for variable "${name}": expected one of its choices`);
  }
  return { values: [(wanted ?? choices[0]).value] };
}
