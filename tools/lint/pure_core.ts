import { relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "../..");
/** Objects each of whose members reaches the world. */
const WORLD = new Set(["Deno", "performance", "process", "console", "crypto", "localStorage", "globalThis"]);
const MEMBERS = new Set(["Date.now", "Math.random"]);
const CALLS = new Set([
  "Date",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "alert",
  "prompt",
]);

/** `core/` has no clock, no chance, no input or output and no packages: what it needs of them arrives as arguments. */
export const pureCore: Deno.lint.Rule = {
  create(context) {
    const path = relative(ROOT, resolve(context.filename));
    if (!path.startsWith("core/") || path.endsWith("_test.ts") || path.split("/").includes("testing")) return {};
    const report = (node: Deno.lint.Node, what: string) =>
      context.report({ node, message: `core must not use ${what}: expected it to arrive as an argument` });
    return {
      MemberExpression(node) {
        if (node.object.type !== "Identifier") return;
        const member = `${node.object.name}.${node.property.type === "Identifier" ? node.property.name : "?"}`;
        if (WORLD.has(node.object.name) || MEMBERS.has(member)) report(node, member);
      },
      CallExpression(node) {
        if (node.callee.type === "Identifier" && CALLS.has(node.callee.name)) report(node, `${node.callee.name}()`);
      },
      NewExpression(node) {
        const isNow = node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0;
        if (isNow) report(node, "new Date()");
      },
      ImportDeclaration(node) {
        if (!node.source.value.startsWith(".")) report(node, `"${node.source.value}"`);
      },
    };
  },
};
