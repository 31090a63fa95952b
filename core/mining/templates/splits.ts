import type { TokenList } from "../tokens/token_list.ts";
import { contentId } from "./content_id.ts";
import { areStates } from "./few_values.ts";
import { narrowed } from "./packed_pattern.ts";
import { patternOf, patternText } from "./pattern.ts";
import type { Relatives } from "./relatives.ts";
import { SPLIT_MARK } from "./template.ts";
import type { TemplateBook } from "./template_book.ts";
import { linesOf, mostStates, wordsAt, type WordValue } from "./word_values.ts";

const NONE: readonly number[] = [];
/** Entries of one template whose lines are counted apart, and of all together. */
const MAX_FAMILY = 256, MAX_LEAVES = 4096;

/** Splits templates whose wildcards have swallowed words that turn out to be few and to come back. */
export class Splits {
  readonly #book: TemplateBook;
  readonly #relatives: Relatives;

  constructor(book: TemplateBook, relatives: Relatives) {
    this.#book = book;
    this.#relatives = relatives;
  }

  /** Positions of a template's wildcards where its words may turn out to be states. What was found to hold values stays so. */
  watched(root: number): readonly number[] {
    const entry = this.#book.entry(root);
    if (entry.isSettled || entry.pattern.wildcards.length === 0) return NONE;
    const { values = [] } = entry;
    return entry.pattern.wildcards.filter((i) => {
      if (values.includes(i)) return false;
      const most = this.#mostStates(root, i);
      const isWatched = most > 0 && wordsAt(this.#book.entries, [root], i).size <= most;
      if (!isWatched) this.#settle(root, i);
      return isWatched;
    });
  }

  /** A position of a template holds values for good: what its lines have had there are names. */
  #settle(root: number, position: number): void {
    const entry = this.#book.entry(root);
    entry.values = [...entry.values ?? [], position];
    // A restored miner has them in another order.
    const handles = this.#book.entries.family(root).toSorted((a, b) => a - b);
    for (const handle of handles) {
      const { pattern, base } = this.#book.entry(handle);
      // Lines that are only set apart while their header is voted on are noted as others are.
      if (base !== undefined || pattern.kinds.length !== entry.pattern.kinds.length) continue;
      this.#relatives.known.note(root, pattern, [position]);
    }
  }

  /** Handle for the lines of a template that have just these words at the positions that are watched; the template's where none are. */
  leaf(root: number, tokens: TokenList): number {
    const watched = this.watched(root);
    if (watched.length === 0) return root;
    const { entries, index } = this.#book;
    const entry = this.#book.entry(root);
    if (entries.family(root).length > MAX_FAMILY || entries.leaves >= MAX_LEAVES) {
      entry.isSettled = true;
      return root;
    }
    const pattern = narrowed(entry.pattern, patternOf(tokens), watched);
    const leaf = entries.push({ id: "", text: "", sample: "", pattern, ancestors: [] }, root);
    index.add(pattern, leaf);
    return leaf;
  }

  /** Splits a template where its words are few and come back. */
  review(root: number): void {
    for (const position of this.watched(root)) {
      const words = wordsAt(this.#book.entries, [root], position);
      if (!areStates(linesOf(words), this.#mostStates(root, position))) continue;
      if (!this.#areNames(root, words, position)) return this.#split(root, words, position);
      this.#settle(root, position);
    }
  }

  /** Whether words of a template are values of other messages. */
  #areNames(root: number, words: ReadonlyMap<number, WordValue>, position: number): boolean {
    const patterns = [...words.values()].map(({ handles }) => this.#book.entry(handles[0]).pattern);
    return this.#relatives.known.areNames(patterns, position, { own: [root], resolve: this.#book.resolve });
  }

  #mostStates(root: number, position: number): number {
    const family = this.#book.entries.family(root)
      .filter((handle) => handle === root || this.#isCounted(handle) && !this.#hasWildcard(handle, position));
    return mostStates(family.map((handle) => this.#book.entry(handle).pattern), position);
  }

  #isCounted(handle: number): boolean {
    return this.#book.entry(handle).base === undefined;
  }

  #hasWildcard(handle: number, position: number): boolean {
    return this.#book.entry(handle).pattern.wildcards.includes(position);
  }

  /**
   * Makes each word at the position of a template a template of its own. The handle of the template itself had the lines of its first word
   * alone, and goes on with them; what was counted for the template stays with its id, which has a handle without lines from now on.
   */
  #split(root: number, words: ReadonlyMap<number, WordValue>, position: number): void {
    const { entries, index } = this.#book;
    const entry = this.#book.entry(root);
    const split = this.#book.add({ ...entry, ancestors: [...entry.ancestors], isSplit: true });
    index.remove(new Set(entries.family(root).filter((handle) => this.#hasWildcard(handle, position))));
    const pattern = narrowed(entry.pattern, entry.pattern, this.watched(root));
    entries.replace(root, { ...entry, id: "", pattern, ancestors: [] });
    const parts = [...words.values()].map(({ handles }) => ({
      handles,
      made: this.#partOf(root, { split, like: handles[0], position }),
    }));
    for (const { handles, made } of parts) {
      for (const handle of handles) this.#narrow(handle, position);
      entries.move([...handles, ...entries.basedOn(handles, root)], root, made);
    }
    entries.move(entries.family(root).slice(1), root, split);
    this.#book.live--;
  }

  /** An entry that had a wildcard at the position, and lines of one word there, has that word again. */
  #narrow(handle: number, position: number): void {
    const entry = this.#book.entry(handle);
    if (!this.#hasWildcard(handle, position)) return;
    const pattern = narrowed(entry.pattern, entry.pattern, [position]);
    this.#book.entries.replace(handle, { ...entry, pattern });
  }

  /** The template of the lines of one that was split that have the same word at the position as a certain handle: one that is known, or a new one. */
  #partOf(
    root: number,
    { split, like, position }: { readonly split: number; readonly like: number; readonly position: number },
  ): number {
    const book = this.#book;
    const ancestor = book.entry(split), first = book.entry(like);
    const pattern = narrowed(ancestor.pattern, first.pattern, [position]);
    const known = book.index.get(pattern);
    const owner = known === undefined ? root : book.resolve(known);
    if (owner !== root && !book.entry(owner).isSplit) return owner;
    const text = patternText(pattern);
    let id = contentId(text + SPLIT_MARK);
    while (book.handleOf(id) !== undefined) id = contentId(id + SPLIT_MARK);
    const forms = [...ancestor.forms ?? []];
    const handle = book.add({
      id,
      text: patternText(pattern, forms),
      sample: first.sample || text,
      pattern,
      ancestor: ancestor.id,
      forms,
    });
    book.tellCreated(handle);
    book.index.add(pattern, handle);
    this.#relatives.note(handle, pattern);
    return handle;
  }
}
