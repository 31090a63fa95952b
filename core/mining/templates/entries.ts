import { Outlines } from "./outlines.ts";
import { addWildcard, type Pattern } from "./pattern.ts";
import type { Forms } from "./shown_forms.ts";

/** One handle: a template, or the lines of one that have certain words where it has wildcards. */
export interface Entry {
  /** Its name; empty where it is no template of its own. */
  readonly id: string;
  text: string;
  readonly sample: string;
  pattern: Pattern;
  readonly ancestors: string[];
  /** The entry that it belongs to, or itself. */
  parent: number;
  /** Id of the template that it was split off. */
  readonly ancestor?: string;
  /** The entry whose lines these are as long as nobody finds that their message begins elsewhere: they count as its own. */
  base?: number;
  /** Whether its words have become templates of their own: it has no lines any more. */
  isSplit?: boolean;
  /** Whether it was split and then made one again, which it stays. */
  isSettled?: boolean;
  /** What of its values all its lines have had in common; undefined where no line was looked at. */
  forms?: Forms;
  /** Its wildcards that stand for several words. */
  phrases?: readonly number[];
  /** Its wildcards that hold no states, as was found out. */
  values?: readonly number[];
  /** Whether some of its lines have a part more than its pattern. */
  hasParts?: boolean;
}

const FIRST_SIZE = 64;

/** The entries of a template set, which of them belong together, and how many lines each was given. */
export class Entries {
  readonly list: Entry[] = [];
  /** Whether lines of some of them may have a part more than their pattern. */
  hasParts = false;
  /** What the patterns look like. */
  readonly outlines = new Outlines();
  /** By root, what belongs to it. */
  readonly #members = new Map<number, number[]>();
  #hits = new Uint32Array(FIRST_SIZE);
  /** The entry that counts the lines of each: itself, or its base. */
  #counting = new Uint32Array(FIRST_SIZE);
  #leaves = 0;

  get size(): number {
    return this.list.length;
  }

  /** Entries that are no templates of their own. */
  get leaves(): number {
    return this.#leaves;
  }

  /** Handle of a new entry, which belongs to another one or to itself. */
  push(entry: Omit<Entry, "parent">, parent = this.list.length): number {
    const handle = this.list.length;
    this.list.push(entryOf({ ...entry, parent }));
    if (parent !== handle && entry.base === undefined) this.#leaves++;
    this.#adopt(handle, parent);
    if (handle >= this.#hits.length) this.#grow();
    this.#counting[handle] = entry.base ?? handle;
    this.#outline(handle);
    return handle;
  }

  /** The entry that a handle belongs to. */
  resolve(handle: number): number {
    const { list } = this;
    while (list[handle].parent !== handle) {
      list[handle].parent = list[list[handle].parent].parent;
      handle = list[handle].parent;
    }
    return handle;
  }

  /** A root and what belongs to it. */
  family(root: number): readonly number[] {
    return [root, ...this.#members.get(root) ?? []];
  }

  /** Roots whose patterns have this many tokens, the oldest first. */
  rootsOfLength(tokens: number): number[] {
    const roots: number[] = [], { list, outlines } = this;
    let handle = outlines.nextOfLength(tokens, 0);
    for (; handle >= 0 && handle < list.length; handle = outlines.nextOfLength(tokens, handle + 1)) {
      if (list[handle].parent === handle) roots.push(handle);
    }
    return roots;
  }

  /** Lets a root and its family belong to another root. */
  join(root: number, other: number): void {
    for (const handle of this.family(root)) this.#adopt(handle, other);
    this.#members.delete(root);
  }

  /** Puts another entry in the place of one. */
  replace(handle: number, entry: Entry): void {
    if (entry.id === "") this.#leaves++;
    this.list[handle] = entryOf(entry);
    this.#outline(handle);
  }

  /** Turns positions of an entry's pattern into wildcards. */
  open(handle: number, positions: readonly number[]): void {
    const { pattern } = this.list[handle];
    for (const i of positions) addWildcard(pattern, i);
    this.#outline(handle);
  }

  /** Gives an entry another pattern; its lines are no other's any more. */
  recast(handle: number, pattern: Pattern): void {
    const entry = this.list[handle];
    entry.pattern = pattern;
    this.#outline(handle);
    if (entry.base === undefined) return;
    this.#hits[entry.base] -= this.#hits[handle];
    this.#counting[handle] = handle;
    entry.base = undefined;
  }

  /** Of a family those whose lines count as these entries' own. */
  basedOn(handles: readonly number[], root: number): number[] {
    const bases = new Set(handles);
    return this.family(root).filter((handle) => {
      const { base } = this.list[handle];
      return base !== undefined && bases.has(base);
    });
  }

  /** Lets members of one root belong to another one. */
  move(handles: readonly number[], from: number, to: number): void {
    this.#members.set(from, (this.#members.get(from) ?? []).filter((handle) => !handles.includes(handle)));
    for (const handle of handles) this.#adopt(handle, to);
  }

  /** Says that there were this many lines of an entry before. */
  recall(handle: number, hits: number): void {
    this.#hits[handle] = hits;
  }

  /** Counts a line, and returns how many there were of the entry that counts it. */
  hit(handle: number): number {
    const counting = this.#counting[handle];
    if (counting !== handle) this.#hits[handle]++;
    return ++this.#hits[counting];
  }

  hits(handle: number): number {
    return this.#hits[handle];
  }

  /** Lines of every entry, for {@linkcode restore}. */
  dumpHits(): number[] {
    return [...this.#hits.subarray(0, this.list.length)];
  }

  /** Takes entries and their lines; for one that is empty. */
  restore(entries: readonly Entry[], hits: readonly number[]): void {
    for (const entry of entries) this.list.push(entryOf(entry));
    this.#leaves = entries.filter(({ id, base }) => id === "" && base === undefined).length;
    this.#hits = new Uint32Array(Math.max(FIRST_SIZE, entries.length * 2));
    this.#hits.set(hits);
    this.#counting = new Uint32Array(this.#hits.length);
    entries.forEach(({ base }, handle) => this.#counting[handle] = base ?? handle);
    this.list.forEach((_, handle) => {
      this.#adopt(handle, this.resolve(handle));
      this.#outline(handle);
    });
  }

  #outline(handle: number): void {
    const { pattern, phrases, hasParts = false } = this.list[handle];
    this.hasParts ||= hasParts;
    this.outlines.set(handle, pattern, phrases !== undefined && phrases.length > 0);
  }

  #adopt(handle: number, parent: number): void {
    this.list[handle].parent = parent;
    if (parent === handle) return;
    const members = this.#members.get(parent);
    if (members === undefined) this.#members.set(parent, [handle]);
    else members.push(handle);
  }

  #grow(): void {
    this.#hits = enlarged(this.#hits);
    this.#counting = enlarged(this.#counting);
  }
}

/** All members, those that may be missing as undefined: one that is forgotten does not compile. */
type AllOf<Some> = { [Key in keyof Required<Some>]: Some[Key] };

/** The entry with its members in one order, whoever made it: what reads entries is compiled for one layout, not for several. */
function entryOf(entry: Entry): AllOf<Entry> {
  return {
    id: entry.id,
    text: entry.text,
    sample: entry.sample,
    pattern: entry.pattern,
    ancestors: entry.ancestors,
    parent: entry.parent,
    ancestor: entry.ancestor,
    base: entry.base,
    isSplit: entry.isSplit,
    isSettled: entry.isSettled,
    forms: entry.forms,
    phrases: entry.phrases,
    values: entry.values,
    hasParts: entry.hasParts,
  };
}

function enlarged(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
