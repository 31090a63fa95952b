import { resolve, sep } from "node:path";
import { inputOf } from "./inputs.ts";

/**
 * A source's name for each path: as its input says, else its base name, and where two share it as much of their folders as tells them
 * apart (`web/access.log`, `shop/access.log`).
 */
export function sourceNames(paths: readonly string[]): Map<string, string> {
  const named = new Map(paths.map((path) => [path, inputOf(path).sourceName]));
  const unnamed = paths.filter((path) => named.get(path) === undefined);
  const parts = new Map(unnamed.map((path) => [path, resolve(path).split(sep)]));
  return new Map(paths.map((path) => [path, named.get(path) ?? shortestUnique(parts.get(path)!, parts)]));
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
