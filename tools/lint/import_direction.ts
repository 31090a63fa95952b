import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { entryOf, layerOf, LAYERS } from "./layers.ts";
import { importRule } from "./import_rule.ts";

const ROOT = resolve(import.meta.dirname!, "../..");

/** Why a file must not import another, or null where it may. Paths are relative to the project's root. */
export function importFault(from: string, to: string): string | null {
  const [importer, imported] = [entryOf(from), entryOf(to)];
  if (importer === null) return `${from} stands in no layer: expected its folder to be in tools/lint/layers.ts`;
  if (imported === null) return null;
  if (isForTests(to) && !isForTests(from)) {
    return `${importer} must not import from ${
      dirname(to)
    }: expected tests, and what stands in a testing folder, to do so alone`;
  }
  if (isOthersRoom(from, to)) {
    return `${from} must not import from ${dirname(to)}: expected that command to do so alone`;
  }
  if (importer === imported || layerOf(imported) < layerOf(importer)) return null;
  return `${importer} must not import from ${imported}: expected ${
    allowed(importer).join(", ") || "nothing outside"
  } alone`;
}

/** What may be imported; parts of a folder by name within that folder alone. */
function allowed(importer: string): string[] {
  const inner = LAYERS.slice(0, layerOf(importer)).flat().filter((entry) => !isForTests(entry));
  return inner.filter((entry) => !entry.includes("/") || importer.startsWith(entry.split("/")[0]!));
}

/** Whether a file stands in the folder of a command, `commands/NAME/`, and another one asks for it. */
function isOthersRoom(from: string, to: string): boolean {
  const [, room = ""] = /^commands\/(\w+)\//.exec(to) ?? [];
  const isShared = !existsSync(join(ROOT, `commands/${room}.ts`));
  return !isShared && !isForTests(from) && from !== `commands/${room}.ts` && !from.startsWith(`commands/${room}/`);
}

/** `tests/` and `bench/` run the whole; `testing/`, and a folder of that name in any other, holds what stands in for the real thing. */
function isForTests(path: string): boolean {
  return /^(tests|bench)\//.test(path) || path.split("/").includes("testing");
}

/** Imports point one way, see docs/ARCHITECTURE.md. Tests may import what they like. */
export const importDirection = importRule(importFault);
