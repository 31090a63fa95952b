/** Values of a label, bounded in number: those that come after the limit are `other`. */
export class BoundedLabels {
  readonly #limit: number;
  readonly #known = new Set<string>();

  /** @param limit how many values are told apart. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The label for `value`: itself, or `other`. */
  label(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.#limit) return "other";
    this.#known.add(value);
    return value;
  }
}
