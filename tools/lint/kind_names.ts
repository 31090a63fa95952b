import { join, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "../..");
const KINDS = "core/detection/kinds";

/** Where kinds may be named beside their own folder: what a demo expects, and what tests and benchmarks store. */
const ALLOWED = [
  /^(core\/detection\/kinds|demos\/scenarios|tests|bench)\//,
  /_test\.ts$|\/testing\//,
  // The id of the template that holds what is not told apart, which was there before the kind.
  /^core\/mining\/templates\/template\.ts$/,
];

let known: readonly string[] | undefined;

/** What the kinds are called, from their files. */
function namesOfKinds(): readonly string[] {
  return known ??= [...Deno.readDirSync(join(ROOT, KINDS))]
    .filter(({ name }) => name.endsWith(".ts") && !name.endsWith("_test.ts"))
    .flatMap(({ name }) => kindNamesIn(Deno.readTextFileSync(join(ROOT, KINDS, name))));
}

/** The kinds that a file of the folder defines. */
export function kindNamesIn(text: string): string[] {
  return [...text.matchAll(/defineKind\(\{\s*name: "(\w+)"/g)].map(([, name = ""]) => name);
}

/** No file names a kind of anomaly but the kind's own: the others go through the list of all. */
export const namedKinds: Deno.lint.Rule = {
  create(context) {
    const path = relative(ROOT, resolve(context.filename));
    if (ALLOWED.some((place) => place.test(path))) return {};
    const named = new RegExp(`^(?:${namesOfKinds().join("|")})$|"(${namesOfKinds().join("|")})"`);
    const check = (node: Deno.lint.Node, text: string) => {
      const [found] = named.exec(text) ?? [];
      if (found === undefined) return;
      const kind = found.replaceAll('"', "");
      context.report({
        node,
        message: `${path} names the kind "${kind}": expected it to ask the list in ${KINDS}/kinds.ts`,
      });
    };
    return {
      Literal: (node) => typeof node.value === "string" ? check(node, node.value) : undefined,
      TemplateElement: (node) => check(node, node.cooked),
    };
  },
};
