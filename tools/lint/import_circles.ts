import { dirname, join, resolve } from "node:path";
import { importRule } from "./import_rule.ts";

/** Paths of the files that a file imports by path. */
export type ImportsOf = (path: string) => readonly string[];

const ROOT = resolve(import.meta.dirname!, "../..");

/** The way from `from` over its import `to` back to `from`, both ends included, or null where there is none. */
export function circle(from: string, to: string, importsOf: ImportsOf): string[] | null {
  const seen = new Set<string>();
  const way = (at: string): string[] | null => {
    if (at === from) return [at];
    if (seen.has(at)) return null;
    seen.add(at);
    for (const next of importsOf(at)) {
      const rest = way(next);
      if (rest !== null) return [at, ...rest];
    }
    return null;
  };
  const back = way(to);
  return back && [from, ...back];
}

/** Paths that a file's text imports from, types included. */
export function importsIn(text: string, path: string): string[] {
  const statements = text.matchAll(
    /^(?:import|(?:import|export)\b[^;"=]*\bfrom)\s*"(\.[^"]+\.ts)"|^(?!\s*\*).*\bimport\("(\.[^"]+\.ts)"\)/gm,
  );
  return [...statements].map(([, target, within]) => join(dirname(path), target ?? within!));
}

const known = new Map<string, readonly string[]>();

function importsOnDisk(path: string): readonly string[] {
  let imports = known.get(path);
  if (imports === undefined) {
    imports = importsIn(textOf(join(ROOT, path)), path);
    known.set(path, imports);
  }
  return imports;
}

/** What is not there imports nothing: the compiler says so. */
function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}

/** No file imports itself by way of others, not even for a type: what two need stands in a third. */
export const importCircles = importRule((from, to) => {
  const way = circle(from, to, importsOnDisk);
  return way && `${way.join(" -> ")} is a circle: expected what both ends need to stand in a file of its own`;
});
