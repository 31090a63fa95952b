import { relative, resolve } from "node:path";
import { eachImport } from "./each_import.ts";

const ROOT = resolve(import.meta.dirname!, "../..");
/** Folders without clock, chance, input and output; `core` takes no packages either. */
const PURE = /^(core|counting)\//;
/** Names by which the world is reached, whatever is done with them. */
const WORLD = new Set([
  ...["Deno", "process", "navigator", "globalThis", "self", "console", "performance", "Temporal", "Intl", "crypto"],
  ...["localStorage", "sessionStorage", "caches", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
  ...["Worker", "BroadcastChannel", "scheduler", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"],
  ...["alert", "confirm", "prompt"],
]);
/** Names most of whose members only calculate: those that do not, or all that do. */
const ONLY: Readonly<Record<string, (member: string) => boolean>> = {
  Date: (member) => member === "parse" || member === "UTC",
  Math: (member) => member !== "random",
  AbortSignal: (member) => member === "any" || member === "abort",
};
/** The time zone of the machine comes in by these. */
const LOCAL_TIME =
  /^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset)$|^toLocale(Date|Time)/;

/** `core/` and `counting/` have no clock, no chance, no input or output: what they need of them arrives as arguments. */
export const pureCore: Deno.lint.Rule = {
  create(context) {
    const path = relative(ROOT, resolve(context.filename));
    const [, folder] = PURE.exec(path) ?? [];
    if (folder === undefined || path.endsWith("_test.ts") || path.split("/").includes("testing")) return {};
    const report = (node: Deno.lint.Node, what: string) =>
      context.report({ node, message: `${folder} must not use ${what}: expected it to arrive as an argument` });
    return {
      Identifier(node) {
        const use = useOf(node);
        if (use === null) return;
        if (WORLD.has(node.name)) report(node, node.name);
        else if (!Object.hasOwn(ONLY, node.name) || isDated(node)) return;
        else if (use === "" || !ONLY[node.name]!(use)) report(node, use === "" ? node.name : `${node.name}.${use}`);
      },
      MemberExpression({ property }) {
        if (property.type === "Identifier" && LOCAL_TIME.test(property.name)) report(property, property.name);
      },
      ...eachImport((node, target) => {
        if (target.startsWith(".")) return;
        if (folder === "core" || target.startsWith("node:")) report(node, `"${target}"`);
      }),
    };
  },
};

/** The member that is taken of a name, empty where it is used as it is; null where it is no value but a type, a member's or a key's name. */
function useOf(node: Deno.lint.Identifier): string | null {
  const { parent } = node;
  if (parent.type.startsWith("TS") || parent.type === "ImportSpecifier") return null;
  if (parent.type === "Property" && parent.key === node) return null;
  if (parent.type === "PropertyDefinition" || parent.type === "MethodDefinition") return null;
  if (parent.type !== "MemberExpression") return "";
  if (parent.object !== node) return parent.computed ? "" : null;
  return parent.property.type === "Identifier" && !parent.computed ? parent.property.name : "";
}

/** Whether a date is made of a time that is given, and not of the parts that it has in a time zone. */
function isDated({ parent, name }: Deno.lint.Identifier): boolean {
  return name === "Date" && parent.type === "NewExpression" && parent.arguments.length === 1 &&
    parent.arguments[0]!.type !== "SpreadElement";
}
