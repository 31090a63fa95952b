/** Union-find with path halving (Tarjan, van Leeuwen 1984): joins in any order give the same sets. */
export class DisjointSets<T> {
  readonly #parent = new Map<T, T>();

  /** Makes the sets of `a` and `b` one. */
  join(a: T, b: T): void {
    this.#parent.set(this.#root(a), this.#root(b));
  }

  /** The sets of all that were joined, in no particular order. */
  sets(): T[][] {
    return [...Map.groupBy(this.#parent.keys(), (member) => this.#root(member)).values()];
  }

  #root(member: T): T {
    let at = member;
    for (let parent = this.#parent.get(at); parent !== at; parent = this.#parent.get(at)) {
      if (parent === undefined) {
        this.#parent.set(at, at);
        return at;
      }
      const grandparent = this.#parent.get(parent)!;
      this.#parent.set(at, grandparent);
      at = grandparent;
    }
    return at;
  }
}
