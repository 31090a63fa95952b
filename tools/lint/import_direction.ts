import { dirname, relative, resolve } from "node:path";

/** Folders from the inside out: a file imports from its own layer's folder or from layers before it, never from later ones. */
const LAYERS: readonly (readonly string[])[] = [
  ["core"],
  ["clock", "testing"],
  ["settings"],
  ["store", "notify"],
  ["agent", "api", "detector"],
  ["terminal"],
  ["demos", "dashboards"],
  ["commands"],
  ["main.ts"],
];

const ROOT = resolve(import.meta.dirname!, "../..");

/** Why a file must not import another, or null where it may. Paths are relative to the project's root. */
export function importFault(from: string, to: string): string | null {
  const [importer, imported] = [folderOf(from), folderOf(to)];
  const [outer, inner] = [layerOf(importer), layerOf(imported)];
  if (outer >= 0 && isForTests(to) && !isForTests(from)) {
    return `${importer} must not import from ${
      dirname(to)
    }: expected tests, and what stands in a testing folder, to do so alone`;
  }
  if (outer < 0 || inner < 0 || importer === imported || inner < outer) return null;
  const allowed = LAYERS.slice(0, outer).flat().filter((folder) => !isForTests(folder));
  return `${importer} must not import from ${imported}: expected ${
    allowed.length ? allowed.join(", ") : "nothing outside"
  } alone`;
}

/** `testing/`, and a folder of that name in any other, holds what stands in for the real thing. */
function isForTests(path: string): boolean {
  return path.split("/").includes("testing");
}

function folderOf(path: string): string {
  return path.split("/")[0];
}

function layerOf(folder: string): number {
  return LAYERS.findIndex((layer) => layer.includes(folder));
}

/** Deno lint plugin: imports point one way, see docs/ARCHITECTURE.md. Tests may import what they like. */
const plugin: Deno.lint.Plugin = {
  name: "logiq",
  rules: {
    "import-direction": {
      create(context) {
        const file = resolve(context.filename);
        const check = (node: Deno.lint.Node & { source?: Deno.lint.StringLiteral | null }) => {
          const target = node.source?.value;
          if (!target?.startsWith(".") || /_test\.ts$/.test(file)) return;
          const fault = importFault(relative(ROOT, file), relative(ROOT, resolve(dirname(file), target)));
          if (fault) context.report({ node, message: fault });
        };
        return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
      },
    },
  },
};
export default plugin;
