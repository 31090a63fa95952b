import { resolve, sep } from "node:path";

/** The path that stands for standard input. */
export const STDIN = "-";

/**
 * A source's name for each path: its base name, and where two share it as much of their folders as tells them apart
 * (`web/access.log`, `shop/access.log`). Standard input is `stdin`.
 */
export function sourceNames(paths: readonly string[]): Map<string, string> {
  const parts = new Map(paths.filter((path) => path !== STDIN).map((path) => [path, resolve(path).split(sep)]));
  return new Map(paths.map((path) => [path, path === STDIN ? "stdin" : shortestUnique(parts.get(path)!, parts)]));
}

function shortestUnique(own: readonly string[], all: ReadonlyMap<string, string[]>): string {
  const whole = own.join("/");
  for (let length = 1; length < own.length; length++) {
    const name = own.slice(-length).join("/");
    const isShared = [...all.values()].some((other) =>
      other.slice(-length).join("/") === name && other.join("/") !== whole
    );
    if (!isShared) return name;
  }
  return whole;
}
