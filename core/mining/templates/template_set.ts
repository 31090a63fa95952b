import { cutText } from "../../cut_text.ts";
import type { TokenList } from "../tokens/token_list.ts";
import { contentId } from "./content_id.ts";
import { isEvidence } from "./evidence.ts";
import { emptyPattern, packPattern, unpackPattern } from "./packed_pattern.ts";
import { addWildcard, type Pattern, patternText, subsumesPattern } from "./pattern.ts";
import { type MinedTemplate, type MiningEvent, OVERFLOW_ID, OVERFLOW_TEXT } from "./template.ts";
import { TemplateIndex } from "./template_index.ts";
import type { TemplatesState } from "./templates_state.ts";
import { VariantGroups, variants } from "./variant_groups.ts";

const MAX_TEXT = 2048;

interface Entry {
  readonly id: string;
  text: string;
  readonly sample: string;
  readonly pattern: Pattern;
  readonly ancestors: string[];
  /** The entry that it was merged into, or itself. */
  parent: number;
}

/**
 * The templates of a source: finds, makes, generalises and merges them, and tells what happened. A template that was
 * merged stays as a handle that leads to the survivor.
 */
export class TemplateSet {
  /** Templates that were not merged into others, the overflow template aside. */
  live = 0;

  readonly #entries: Entry[] = [];
  readonly #byId = new Map<string, number>();
  readonly #index = new TemplateIndex();
  readonly #groups = new VariantGroups();
  #events: MiningEvent[] = [];
  #overflow = -1;

  /** Number of handles given so far. */
  get size(): number {
    return this.#entries.length;
  }

  /** Template of a handle, or of the one that it was merged into. */
  template(handle: number): MinedTemplate {
    const { id, text, sample, ancestors } = this.#entries[this.resolve(handle)];
    return { id, text, sample, ancestors };
  }

  resolve(handle: number): number {
    const entries = this.#entries;
    while (entries[handle].parent !== handle) {
      entries[handle].parent = entries[entries[handle].parent].parent;
      handle = entries[handle].parent;
    }
    return handle;
  }

  /** What happened since the last call, oldest first. */
  takeEvents(): MiningEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Handle of the template of a scanned message, or -1. */
  find(tokens: TokenList): number {
    const found = this.#index.find(tokens);
    return found < 0 ? -1 : this.resolve(found);
  }

  /** Makes the template of a pattern that was not found, or merges it into one that the evidence says it belongs to. */
  create(pattern: Pattern, sample: string): number {
    const text = patternText(pattern);
    const id = contentId(text);
    const known = this.#byId.get(id);
    if (known !== undefined) {
      this.#index.add(pattern, known);
      return this.resolve(known);
    }
    const handle = this.#add({ id, text: cutText(text, MAX_TEXT), sample, pattern });
    this.#index.add(pattern, handle);
    this.#events.push({ kind: "created", id, text: this.#entries[handle].text, sample });
    this.#compare(handle);
    return this.resolve(handle);
  }

  /** Handle of the template that was made with this text, or of the one that it was merged into; -1 without. */
  withText(text: string): number {
    const known = this.#byId.get(contentId(text));
    return known === undefined ? -1 : this.resolve(known);
  }

  /** Makes a template with this text alone: no message is found by it, and nothing is merged with it. */
  place({ text, sample }: Pick<MinedTemplate, "text" | "sample">): number {
    const id = contentId(text);
    const handle = this.#add({ id, text: cutText(text, MAX_TEXT), sample, pattern: emptyPattern() });
    this.#events.push({ kind: "created", id, text: this.#entries[handle].text, sample });
    return handle;
  }

  /** Makes a template known whose id and text are given; one with the same pattern becomes its ancestor. */
  learn(id: string, text: string, sample: string, pattern: Pattern): void {
    if (this.#byId.has(id)) return;
    const handle = this.#add({ id, text, sample, pattern });
    if (pattern.kinds.length === 0 && text !== "") return;
    const same = this.#index.get(pattern);
    if (same !== undefined) this.#replace(this.resolve(same), handle);
    this.#index.add(pattern, handle);
    for (const positions of variants(pattern)) this.#groups.note(handle, pattern, positions);
  }

  /** Handle of the template for what does not fit, made when it is first needed. */
  overflow(): number {
    if (this.#overflow < 0) {
      this.#overflow = this.#entries.length;
      this.#push({ id: OVERFLOW_ID, text: OVERFLOW_TEXT, sample: "", pattern: emptyPattern() });
      this.#events.push({ kind: "overflowed", id: OVERFLOW_ID });
    }
    return this.#overflow;
  }

  /** All of it but the events, in plain arrays. */
  dump(): TemplatesState {
    return {
      entries: this.#entries.map((entry) => ({ ...entry, pattern: packPattern(entry.pattern) })),
      index: this.#index.dump(),
      groups: this.#groups.dump(),
      overflow: this.#overflow,
    };
  }

  /** Takes what {@linkcode dump} gave; for a set that is empty. */
  restore({ entries, index, groups, overflow }: TemplatesState): void {
    entries.forEach((entry, handle) => {
      this.#entries.push({ ...entry, ancestors: [...entry.ancestors], pattern: unpackPattern(entry.pattern) });
      this.#byId.set(entry.id, handle);
      if (entry.parent === handle && handle !== overflow) this.live++;
    });
    this.#index.restore(index);
    this.#groups.restore(groups);
    this.#overflow = overflow;
  }

  #add(entry: Omit<Entry, "ancestors" | "parent">): number {
    this.live++;
    return this.#push(entry);
  }

  #push(entry: Omit<Entry, "ancestors" | "parent">): number {
    const handle = this.#entries.length;
    this.#entries.push({ ...entry, ancestors: [], parent: handle });
    this.#byId.set(entry.id, handle);
    return handle;
  }

  /** Looks for templates that the evidence says are the same as this one, and merges them. */
  #compare(handle: number): void {
    for (const positions of variants(this.#entries[handle].pattern)) {
      this.#join(handle, positions);
      if (this.resolve(handle) !== handle) return;
    }
  }

  #join(handle: number, positions: readonly number[]): void {
    const { pattern } = this.#entries[handle];
    const members = this.#groups.note(handle, pattern, positions);
    const roots = this.#rootsOf(members);
    if (roots.length < 2) return;
    const differing = positions.filter((i) => this.#tokensAt(roots, i).size > 1);
    const isVariable = differing.every((i) => {
      const kinds = roots.map((root) => this.#entries[root].pattern.kinds[i]);
      const distinct = this.#tokensAt(members, i).size;
      return isEvidence({ kinds, distinct, position: i, pattern, isAlone: differing.length === 1 });
    });
    if (isVariable) this.#merge(roots, differing);
  }

  #rootsOf(handles: readonly number[]): number[] {
    return [...new Set(handles.map((handle) => this.resolve(handle)))];
  }

  #tokensAt(handles: readonly number[], position: number): Set<number> {
    return new Set(handles.map((handle) => this.#entries[handle].pattern.hashes[position]));
  }

  /** The oldest of the templates takes the others, with wildcards at these positions. */
  #merge(roots: readonly number[], wildcards: readonly number[]): void {
    const survivor = Math.min(...roots);
    const entry = this.#entries[survivor];
    for (const root of roots) {
      if (root === survivor) continue;
      for (const i of this.#entries[root].pattern.wildcards) addWildcard(entry.pattern, i);
      this.#replace(root, survivor);
    }
    for (const i of wildcards) addWildcard(entry.pattern, i);
    this.#absorb(survivor);
    this.#index.add(entry.pattern, survivor);
    const text = cutText(patternText(entry.pattern), MAX_TEXT);
    if (text !== entry.text) {
      entry.text = text;
      this.#events.push({ kind: "generalised", id: entry.id, text });
    }
    this.#compare(survivor);
  }

  /** Merges the templates that the generalised one now subsumes. */
  #absorb(survivor: number): void {
    const { pattern } = this.#entries[survivor];
    this.#entries.forEach((entry, handle) => {
      const isLive = handle !== survivor && entry.parent === handle;
      if (isLive && subsumesPattern(pattern, entry.pattern)) this.#replace(handle, survivor);
    });
  }

  #replace(root: number, survivor: number): void {
    const entry = this.#entries[survivor], replaced = this.#entries[root];
    replaced.parent = survivor;
    this.live--;
    entry.ancestors.push(replaced.id, ...replaced.ancestors);
    this.#events.push({ kind: "merged", id: replaced.id, into: entry.id });
  }
}
