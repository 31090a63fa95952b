import Table from "cli-table3";
import { addCount } from "../../core/add_count.ts";
import { cutText } from "../../core/cut_text.ts";
import type { Miner } from "../../core/mining/miner.ts";
import { valueClass } from "../../core/mining/value_class.ts";
import { valuesOf } from "../../core/mining/values_of.ts";

const MAX_LINES = 20_000;
const MAX_SAMPLES = 5;
const MAX_SHOWN = 5;
const MAX_DISTINCT = 1000;
const MAX_VALUE = 40;

/** What one position of a template has held. */
interface Position {
  readonly classes: Map<string, number>;
  readonly values: Map<string, number>;
}

/** All about one template, from the lines that belong to it: the first lines, and the values at each `<*>`. */
export class TemplateExplainer {
  count = 0;
  readonly #samples: string[] = [];
  readonly #positions: Position[] = [];
  readonly #miner: Miner;
  readonly #handle: number;

  constructor(miner: Miner, handle: number) {
    this.#miner = miner;
    this.#handle = handle;
  }

  /** Takes one of its lines, and the message in it; of more than 20,000 the values are no longer looked at. */
  add(line: string, message = line): void {
    if (++this.count > MAX_LINES) return;
    if (this.#samples.length < MAX_SAMPLES && !this.#samples.includes(line)) this.#samples.push(line);
    valuesOf(this.#miner.template(this.#handle).text, message)?.forEach((value, i) => this.#note(i, value));
  }

  /** The explanation as text. */
  toString(): string {
    const { id, text, sample, ancestors } = this.#miner.template(this.#handle);
    const table = new Table({ head: ["<*>", "kinds", "distinct", "most frequent"], style: { head: [], border: [] } });
    this.#positions.forEach(({ classes, values }, i) => {
      const distinct = values.size === MAX_DISTINCT ? `${MAX_DISTINCT}+` : String(values.size);
      table.push([i + 1, ranked(classes).map(([name]) => name).join(", "), distinct, frequent(values)]);
    });
    return [
      `id          ${id}`,
      `text        ${text}`,
      `count       ${this.count}`,
      `first line  ${sample}`,
      `ancestors   ${ancestors.length === 0 ? "none" : ancestors.join(", ")}`,
      ...(this.#positions.length > 0 ? [table.toString()] : []),
      "samples",
      ...this.#samples.map((line) => `  ${line}`),
    ].join("\n");
  }

  #note(i: number, value: string): void {
    const position = this.#positions[i] ??= { classes: new Map(), values: new Map() };
    const name = valueClass(value);
    addCount(position.classes, name, 1);
    if (position.values.has(value) || position.values.size < MAX_DISTINCT) {
      addCount(position.values, value, 1);
    }
  }
}

function ranked(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function frequent(values: ReadonlyMap<string, number>): string {
  return ranked(values).slice(0, MAX_SHOWN).map(([value, count]) => `${cutText(value, MAX_VALUE)} (${count})`).join(
    ", ",
  );
}
