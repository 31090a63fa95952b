/** Adds to the count of a name, which is 0 where there is none. */
export function addCount<Name>(counts: Map<Name, number>, name: Name, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
