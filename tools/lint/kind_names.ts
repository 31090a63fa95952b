import { dirname, join, relative, resolve } from "node:path";
import { eachImport } from "./each_import.ts";

const ROOT = resolve(import.meta.dirname!, "../..");
const KINDS = "core/detection/kinds";

/** Where kinds may be named beside their own folder: what a demo expects, and what tests and benchmarks store. */
const ALLOWED = [
  /^(core\/detection\/kinds|demos\/scenarios|tests|bench)\//,
  /_test\.ts$|\/testing\//,
  // The id of the template that holds what is not told apart, which was there before the kind.
  /^core\/mining\/templates\/template\.ts$/,
];
/** Who finds anomalies says of what kind they are, by the kind's own module. */
const DETECTORS = /^core\/detection\/(agents|auto|sigma|value_series)\//;

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** What the kinds are called that each file of the folder defines, by the file's path; other files are left out. */
function kindsByFile(): ReadonlyMap<string, readonly string[]> {
  return known ??= new Map(
    [...Deno.readDirSync(join(ROOT, KINDS))]
      .filter(({ name }) => name.endsWith(".ts") && !name.endsWith("_test.ts"))
      .map(({ name }) => [`${KINDS}/${name}`, kindNamesIn(Deno.readTextFileSync(join(ROOT, KINDS, name)))] as const)
      .filter(([, kinds]) => kinds.length > 0),
  );
}

/** The kinds that a file of the folder defines. */
export function kindNamesIn(text: string): string[] {
  return [...text.matchAll(/defineKind\(\{\s*name: "(\w+)"/g)].map(([, name = ""]) => name);
}

/** No file names a kind of anomaly but the kind's own, and detectors those that they call: the others go through the list of all. */
export const namedKinds: Deno.lint.Rule = {
  create(context) {
    const path = relative(ROOT, resolve(context.filename));
    if (ALLOWED.some((place) => place.test(path))) return {};
    const isDetector = DETECTORS.test(path);
    const names = [...kindsByFile().values()].flat();
    const named = new RegExp(`^(?:${names.join("|")})$|(["'])(?:${names.join("|")})\\1`);
    const report = (node: Deno.lint.Node, kind: string) =>
      context.report({
        node,
        message: `${path} names the kind "${kind}": expected it to ask the list in ${KINDS}/kinds.ts`,
      });
    const check = (node: Deno.lint.Node, text: string) => {
      const [found] = named.exec(text) ?? [];
      if (found !== undefined) report(node, found.replaceAll(/["']/g, ""));
    };
    return {
      Literal: (node) => typeof node.value === "string" ? check(node, node.value) : undefined,
      TemplateElement: (node) => check(node, node.cooked),
      // Two of the names may be any words, such as `missing` and `errors`; a table of kinds has more.
      ObjectExpression(node) {
        if (isDetector) return;
        const keys = node.properties.map((each) =>
          each.type === "Property" && each.key.type === "Identifier" ? each.key.name : ""
        );
        const kinds = keys.filter((key) => names.includes(key));
        if (kinds.length > 2) report(node, kinds[0]!);
      },
      ...eachImport((node, target) => {
        if (isDetector) return;
        for (const kind of kindsByFile().get(join(dirname(path), target)) ?? []) report(node, kind);
      }),
    };
  },
};
