import { dirname, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "../..");

/**
 * A lint rule that asks `fault` of each import of a file by its path, both relative to the project's root; what it returns is
 * reported. Files of tests are left out.
 */
export function importRule(fault: (from: string, to: string) => string | null): Deno.lint.Rule {
  return {
    create(context) {
      const file = resolve(context.filename);
      const check = (node: Deno.lint.Node & { source?: Deno.lint.Node | null }) => {
        const target = node.source?.type === "Literal" ? node.source.value : null;
        if (typeof target !== "string" || !target.startsWith(".") || file.endsWith("_test.ts")) return;
        const message = fault(relative(ROOT, file), relative(ROOT, resolve(dirname(file), target)));
        if (message !== null) context.report({ node, message });
      };
      return {
        ImportDeclaration: check,
        ExportNamedDeclaration: check,
        ExportAllDeclaration: check,
        ImportExpression: check,
      };
    },
  };
}
