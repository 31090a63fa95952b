import { entriesOf } from "./file_search.ts";

/** As many were skipped at most, were a container started again and again. */
const MOST_BETWEEN = 16;

/**
 * Files that a link has led to between two that it was seen to lead to, in their order: where the paths differ in one name, and in that by
 * numbers alone, those of the same form whose numbers lie between. After `app/0.log` and `app/3.log` these are `app/1.log` and `app/2.log`,
 * whose containers came and went while nobody looked.
 */
export function filesBetween(before: string, after: string): string[] {
  const from = before.split("/"), to = after.split("/");
  const differing = from.flatMap((name, at) => name === to[at] ? [] : [at]);
  const [at] = differing;
  if (from.length !== to.length || differing.length !== 1 || at === undefined) return [];
  const first = from[at]!, last = to[at]!;
  const isBetween = (name: string) => formOf(name) === formOf(first) && isLess(first, name) && isLess(name, last);
  if (formOf(first) !== formOf(last)) return [];
  return entriesOf(from.slice(0, at).join("/") || "/")
    .map(({ name }) => name)
    .filter(isBetween)
    .sort((a, b) => isLess(a, b) ? -1 : 1)
    .slice(-MOST_BETWEEN)
    .map((name) => [...from.slice(0, at), name, ...from.slice(at + 1)].join("/"));
}

/** A name, its numbers left out. */
function formOf(name: string): string {
  return name.replaceAll(/\d+/g, "#");
}

/** Whether the numbers of a name come before those of another of its form. */
function isLess(a: string, b: string): boolean {
  const left = numbersOf(a), right = numbersOf(b);
  const at = left.findIndex((number, i) => number !== right[i]);
  return at >= 0 && left[at]! < right[at]!;
}

function numbersOf(name: string): number[] {
  return (name.match(/\d+/g) ?? []).map(Number);
}
