import type { Scenario } from "./scenario.ts";

/**
 * The scenarios that these names mean: full names, unambiguous prefixes, or `all`; in the order asked for, each once.
 *
 * @throws {RangeError} for a name that none, or more than one, begins with.
 */
export function selectScenarios(names: readonly string[], scenarios: readonly Scenario[]): Scenario[] {
  return [...new Set(names.flatMap((name) => name === "all" ? scenarios : [select(name, scenarios)]))];
}

function select(name: string, scenarios: readonly Scenario[]): Scenario {
  const found = scenarios.filter((scenario) => scenario.name === name || scenario.name.startsWith(name));
  if (found.length === 1) return found[0]!;
  const known = (found.length ? found : scenarios).map((scenario) => scenario.name).join(", ");
  throw new RangeError(`Cannot run demo "${name}": expected ${found.length ? "one of" : "all, or one of"} ${known}`);
}
