import { contentId } from "./content_id.ts";
import type { Merges } from "./merges.ts";
import { copyOf } from "./packed_pattern.ts";
import { type Pattern, patternKey, patternText } from "./pattern.ts";
import type { Relatives } from "./relatives.ts";
import { SPLIT_MARK } from "./template.ts";
import type { TemplateBook } from "./template_book.ts";

/** Lines whose message is found to begin elsewhere than was thought. */
export interface RecastLines {
  /** A handle that no other lines have. */
  readonly handle: number;
  readonly pattern: Pattern;
  readonly sample: string;
}

/** Lines that have one pattern now. */
interface Part {
  readonly pattern: Pattern;
  readonly lines: RecastLines[];
  /** The templates that they belonged to. */
  readonly roots: Set<number>;
}

/**
 * Gives templates other patterns when it turns out where their messages begin. One whose lines stay together keeps its id; where those of
 * several come together, they are merged; one whose lines part is split, as if for words that come back.
 */
export class Recasts {
  readonly #book: TemplateBook;
  readonly #relatives: Relatives;
  readonly #merges: Merges;

  constructor(book: TemplateBook, { relatives, merges }: { readonly relatives: Relatives; readonly merges: Merges }) {
    this.#book = book;
    this.#relatives = relatives;
    this.#merges = merges;
  }

  /** Takes all known lines of the templates that are concerned. */
  recast(lines: readonly RecastLines[]): void {
    const { entries, index } = this.#book;
    const parts = this.#partsOf(lines);
    const roots = new Set(lines.map(({ handle }) => this.#book.resolve(handle)));
    const split = new Set([...roots].filter((root) => parts.filter((part) => part.roots.has(root)).length > 1));
    index.remove(new Set([...roots].flatMap((root) => [...entries.family(root)])));
    this.#relatives.forget(roots);
    const made = parts.map((part) => this.#place(part, split));
    for (const root of split) this.#end(root, parts.flatMap((part, i) => part.roots.has(root) ? made[i] : []));
    for (const handle of made) if (this.#book.resolve(handle) === handle) this.#merges.look(handle);
  }

  /** A template whose lines have gone to others: those were split off it, or it is merged into the first. */
  #end(root: number, others: readonly number[]): void {
    const entry = this.#book.entry(root);
    if (others.some((other) => this.#book.entry(other).ancestor === entry.id)) {
      entry.isSplit = true;
      this.#book.live--;
    } else this.#book.replace(root, this.#book.resolve(others[0]));
  }

  #partsOf(lines: readonly RecastLines[]): Part[] {
    const parts = new Map<number, Part>();
    for (const line of lines) {
      const root = this.#book.resolve(line.handle);
      const key = patternKey(line.pattern);
      const part = parts.get(key) ?? { pattern: copyOf(line.pattern), lines: [], roots: new Set() };
      part.lines.push(line);
      part.roots.add(root);
      parts.set(key, part);
    }
    return [...parts.values()];
  }

  #place(part: Part, split: ReadonlySet<number>): number {
    const { entries, index } = this.#book;
    const known = index.get(part.pattern);
    const whole = [...part.roots].filter((root) => !split.has(root));
    const all = known === undefined ? whole : [...whole, this.#book.resolve(known)];
    const target = all.length === 0 ? this.#made(part) : Math.min(...all);
    for (const { handle, pattern } of part.lines) {
      entries.recast(handle, pattern);
      entries.move([handle], this.#book.resolve(handle), target);
    }
    for (const root of all) if (root !== target) this.#book.replace(root, target);
    if (whole.includes(target)) {
      entries.recast(target, part.pattern);
      this.#book.entry(target).forms = undefined;
      this.#book.generalised(target);
    }
    return target;
  }

  /** A new template, split off the first of those that the lines belonged to. */
  #made({ pattern, lines: [line], roots: [first] }: Part): number {
    const book = this.#book;
    const text = patternText(pattern);
    let id = contentId(text);
    while (book.handleOf(id) !== undefined) id = contentId(id + SPLIT_MARK);
    const handle = book.add({ id, text, sample: line.sample, pattern, ancestor: book.entry(first).id });
    book.tellCreated(handle);
    book.index.add(pattern, handle);
    return handle;
  }
}
