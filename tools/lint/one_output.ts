import { relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "../..");
/** The one way to standard output and standard error. */
const DOOR = "terminal/print.ts";
/** Whose output is no log's: tests, benchmarks, tools of the project. */
const ALLOWED = [/^(tests|bench|tools)\//, /_test\.ts$|\/testing\//, new RegExp(`^${RegExp.escape(DOOR)}$`)];
const STREAMS = new Set(["stdout", "stderr"]);
/** Other names for the same streams. */
const NAMES = new Map([["console", "the console"], ["process", "the process's streams"]]);

/** What is printed goes through `terminal/print.ts`, which lets nothing that came from outside reach a terminal as more than text. */
export const oneOutput: Deno.lint.Rule = {
  create(context) {
    const path = relative(ROOT, resolve(context.filename));
    if (ALLOWED.some((place) => place.test(path))) return {};
    const report = (node: Deno.lint.Node, what: string) =>
      context.report({ node, message: `${path} writes to ${what}: expected it to print by ${DOOR}` });
    return {
      MemberExpression(node) {
        const { object, property, parent } = node;
        const name = object.type === "Identifier" ? object.name : "";
        const what = NAMES.get(name);
        if (what !== undefined) report(node, what);
        if (name !== "Deno" || property.type !== "Identifier" || !STREAMS.has(property.name)) return;
        if (!isAsked(node, parent)) report(node, `Deno.${property.name}`);
      },
      VariableDeclarator({ init }) {
        const name = init?.type === "Identifier" ? init.name : "";
        const what = NAMES.get(name) ?? (name === "Deno" ? "Deno's streams" : undefined);
        if (what !== undefined) report(init!, what);
      },
    };
  },
};

/** Whether a stream is only asked whether it is a terminal, here or by a function that it is given to. */
function isAsked(stream: Deno.lint.MemberExpression, parent: Deno.lint.Node): boolean {
  if (parent.type === "CallExpression") return parent.callee !== stream;
  return parent.type === "MemberExpression" && parent.property.type === "Identifier" &&
    parent.property.name === "isTerminal";
}
