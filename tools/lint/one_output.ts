import { relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "../..");
/** The one way to standard output and standard error. */
const DOOR = "terminal/print.ts";
/** Whose output is no log's: tests, benchmarks, tools of the project. */
const ALLOWED = [/^(tests|bench|tools)\//, /_test\.ts$|\/testing\//, new RegExp(`^${RegExp.escape(DOOR)}$`)];
const STREAMS = new Set(["stdout", "stderr"]);
const WRITES = new Set(["write", "writeSync", "writable"]);

/** What is printed goes through `terminal/print.ts`, which lets nothing that came from outside reach a terminal as more than text. */
export const oneOutput: Deno.lint.Rule = {
  create(context) {
    const path = relative(ROOT, resolve(context.filename));
    if (ALLOWED.some((place) => place.test(path))) return {};
    const report = (node: Deno.lint.Node, what: string) =>
      context.report({ node, message: `${path} writes to ${what}: expected it to print by ${DOOR}` });
    return {
      MemberExpression(node) {
        const { object, property } = node;
        if (object.type === "Identifier" && object.name === "console") report(node, "the console");
        if (property.type !== "Identifier" || !WRITES.has(property.name)) return;
        const [, stream = ""] = /^Deno\.(\w+)$/.exec(context.sourceCode.getText(object)) ?? [];
        if (STREAMS.has(stream)) report(node, `Deno.${stream}`);
      },
    };
  },
};
