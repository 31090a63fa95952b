/** Visits whatever imports from a file or a package, types included; `check` gets what says so, and from where. */
export function eachImport(check: (node: Deno.lint.Node, target: string) => void): Deno.lint.LintVisitor {
  const look = (node: Deno.lint.Node, source: Deno.lint.Node | null | undefined) => {
    if (source?.type === "Literal" && typeof source.value === "string") check(node, source.value);
  };
  return {
    ImportDeclaration: (node) => look(node, node.source),
    ExportNamedDeclaration: (node) => look(node, node.source),
    ExportAllDeclaration: (node) => look(node, node.source),
    ImportExpression: (node) => look(node, node.source),
    TSImportType: (node) => look(node, node.argument.type === "TSLiteralType" ? node.argument.literal : null),
  };
}
