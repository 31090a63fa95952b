import { dirname, relative, resolve } from "node:path";
import { eachImport } from "./each_import.ts";

const ROOT = resolve(import.meta.dirname!, "../..");

/**
 * A lint rule that asks `fault` of each import of a file by its path, both relative to the project's root; what it returns is
 * reported. Files of tests are left out.
 */
export function importRule(fault: (from: string, to: string) => string | null): Deno.lint.Rule {
  return {
    create(context) {
      const file = resolve(context.filename);
      if (file.endsWith("_test.ts")) return {};
      return eachImport((node, target) => {
        if (!target.startsWith(".")) return;
        const message = fault(relative(ROOT, file), relative(ROOT, resolve(dirname(file), target)));
        if (message !== null) context.report({ node, message });
      });
    },
  };
}
