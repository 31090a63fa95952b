import plugin from "../plugin.ts";

/** What one rule says of a source at a path relative to the project's root. */
export function reports(rule: string, path: string, source: string): string[] {
  const file = new URL(`../../../${path}`, import.meta.url).pathname;
  return Deno.lint.runPlugin(plugin, file, source)
    .filter(({ id }) => id === `logiq/${rule}`)
    .map(({ message }) => message);
}
