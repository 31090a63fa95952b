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
      const check = (node: Deno.lint.Node, source: Deno.lint.Node | null | undefined) => {
        const target = source?.type === "Literal" ? source.value : null;
        if (typeof target !== "string" || !target.startsWith(".") || file.endsWith("_test.ts")) return;
        const message = fault(relative(ROOT, file), relative(ROOT, resolve(dirname(file), target)));
        if (message !== null) context.report({ node, message });
      };
      return {
        ImportDeclaration: (node) => check(node, node.source),
        ExportNamedDeclaration: (node) => check(node, node.source),
        ExportAllDeclaration: (node) => check(node, node.source),
        ImportExpression: (node) => check(node, node.source),
        TSImportType: (node) => check(node, node.argument.type === "TSLiteralType" ? node.argument.literal : null),
      };
    },
  };
}
