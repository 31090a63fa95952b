import { cutText } from "../../cut_text.ts";
import type { TokenList } from "../tokens/token_list.ts";
import { contentId } from "./content_id.ts";
import { Entries, type Entry } from "./entries.ts";
import { isEvidence, isInCapitals } from "./evidence.ts";
import { areFew, areStates, REPEATED } from "./few_values.ts";
import { copyOf, emptyPattern, narrowed, packPattern, unpackPattern } from "./packed_pattern.ts";
import { addWildcard, type Pattern, patternOf, patternText, subsumesPattern } from "./pattern.ts";
import { folded, gapKey, gapsOf, wordsOutside } from "./phrase_gaps.ts";
import { type PhraseMember, Phrases } from "./phrases.ts";
import { inherited, Siblings } from "./siblings.ts";
import { type MinedTemplate, type MiningEvent, OVERFLOW_ID, OVERFLOW_TEXT, SPLIT_MARK } from "./template.ts";
import { TemplateIndex } from "./template_index.ts";
import type { TemplatesState } from "./templates_state.ts";
import { VariantGroups, variants } from "./variant_groups.ts";
import { linesOf, mostStates, wordsAt, type WordValue } from "./word_values.ts";

const MAX_TEXT = 2048;

/** A template as a registry holds it. */
export interface KnownTemplate {
  readonly id: string;
  readonly text: string;
  /** Its first line. With it, positions whose word varies are told from values. @default "" */
  readonly sample?: string;
  /** Id of the template that it was split off. */
  readonly ancestor?: string;
}

/** An entry before it has a handle. */
type NewEntry = Omit<Entry, "ancestors" | "parent"> & Partial<Pick<Entry, "ancestors">>;

/** Entries of one template whose lines are counted apart. */
const MAX_FAMILY = 256;
/** Whether a template's words are states is asked when an entry has had this many lines, and then at each doubling. */
const REVIEWED_FROM = 8;

/**
 * The templates of a source: finds, makes, generalises, merges and splits them, and tells what happened. A template that was
 * merged stays as a handle that leads to the survivor. Lines are counted for each handle, so that words that were taken for values, and
 * turn out to be few that come back, become templates of their own again.
 */
export class TemplateSet {
  /** Templates that were not merged into others, the overflow template aside. */
  live = 0;

  readonly #entries = new Entries();
  readonly #byId = new Map<string, number>();
  readonly #index = new TemplateIndex();
  readonly #groups = new VariantGroups();
  readonly #siblings = new Siblings();
  readonly #phrases = new Phrases();
  /** Ids of templates that learned ones were split off. */
  readonly #splitIds = new Set<string>();
  #events: MiningEvent[] = [];
  #overflow = -1;

  /** Number of handles given so far. */
  get size(): number {
    return this.#entries.size;
  }

  /** Template of a handle, or of the one that it was merged into. */
  template(handle: number): MinedTemplate {
    const { id, text, sample, ancestors } = this.#entry(this.resolve(handle));
    return { id, text, sample, ancestors };
  }

  resolve(handle: number): number {
    return this.#entries.resolve(handle);
  }

  /** What happened since the last call, oldest first. */
  takeEvents(): MiningEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Handle of the template of a scanned message, or -1. Lines that have states where it has wildcards get handles of their own. */
  find(tokens: TokenList): number {
    const found = this.#index.find(tokens);
    if (found < 0) return this.#phrases.size === 0 ? -1 : this.#findFolded(patternOf(tokens));
    if (this.#entry(found).parent !== found) return found;
    return this.#leaf(found, tokens);
  }

  /** Counts a line of a handle, and returns that. Whether words are states is asked when there are twice as many lines as before. */
  hit(handle: number): number {
    const hits = this.#entries.hit(handle);
    if (hits >= REVIEWED_FROM && (hits & (hits - 1)) === 0) this.#review(this.resolve(handle));
    return handle;
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
    this.#events.push({ kind: "created", id, text: this.#entry(handle).text, sample });
    this.#compare(handle);
    if (this.resolve(handle) === handle) this.#inherit(handle);
    if (this.resolve(handle) === handle) this.#align(handle);
    return handle;
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
    this.#events.push({ kind: "created", id, text: this.#entry(handle).text, sample });
    return handle;
  }

  /** Makes a template known; one with the same pattern is merged into it, and no message is found by one that it was split off. */
  learn({ id, text, sample = "", ancestor }: KnownTemplate, pattern: Pattern): void {
    if (this.#byId.has(id)) return;
    if (ancestor !== undefined) this.#learnSplit(ancestor);
    const handle = this.#add({ id, text, sample, pattern, ...(ancestor === undefined ? {} : { ancestor }) });
    this.#entries.recall(handle, REPEATED);
    if (this.#splitIds.has(id)) return this.#learnSplit(id);
    if (pattern.kinds.length === 0 && text !== "") return;
    const same = this.#index.get(pattern);
    if (same !== undefined) this.#replace(this.resolve(same), handle);
    this.#index.add(pattern, handle);
    for (const positions of variants(pattern)) this.#groups.note(handle, pattern, positions);
    this.#siblings.note(handle, pattern);
  }

  /** Handle of the template for what does not fit, made when it is first needed. */
  overflow(): number {
    if (this.#overflow < 0) {
      this.#overflow = this.#push({ id: OVERFLOW_ID, text: OVERFLOW_TEXT, sample: "", pattern: emptyPattern() });
      this.#events.push({ kind: "overflowed", id: OVERFLOW_ID });
    }
    return this.#overflow;
  }

  /** All of it but the events, in plain arrays. */
  dump(): TemplatesState {
    return {
      entries: this.#entries.list.map((entry) => ({ ...entry, pattern: packPattern(entry.pattern) })),
      hits: this.#entries.dumpHits(),
      index: this.#index.dump(),
      groups: this.#groups.dump(),
      siblings: this.#siblings.dump(),
      overflow: this.#overflow,
    };
  }

  /** Takes what {@linkcode dump} gave; for a set that is empty. */
  restore({ entries, hits = [], index, groups, siblings = [], overflow }: TemplatesState): void {
    this.#entries.restore(
      entries.map((entry) => ({ ...entry, ancestors: [...entry.ancestors], pattern: unpackPattern(entry.pattern) })),
      hits,
    );
    entries.forEach(({ id, parent }, handle) => {
      if (id !== "") this.#byId.set(id, handle);
      if (parent === handle && handle !== overflow) this.live++;
    });
    this.#index.restore(index);
    this.#groups.restore(groups);
    this.#siblings.restore(siblings);
    this.#overflow = overflow;
  }

  #learnSplit(id: string): void {
    this.#splitIds.add(id);
    const handle = this.#byId.get(id);
    if (handle === undefined) return;
    this.#entry(handle).isSplit = true;
    this.#index.remove(new Set([handle]));
  }

  #entry(handle: number): Entry {
    return this.#entries.list[handle];
  }

  #add(entry: NewEntry): number {
    this.live++;
    return this.#push(entry);
  }

  #push(entry: NewEntry): number {
    const handle = this.#entries.push({ ancestors: [], ...entry });
    this.#byId.set(entry.id, handle);
    return handle;
  }

  /** Looks for templates that the evidence says are the same as this one, and merges them. */
  #compare(handle: number): void {
    for (const positions of variants(this.#entry(handle).pattern)) {
      this.#join(handle, positions);
      if (this.resolve(handle) !== handle) return;
    }
  }

  #join(handle: number, positions: readonly number[]): void {
    const { pattern } = this.#entry(handle);
    const { length } = pattern.kinds;
    const members = this.#groups.note(handle, pattern, positions).filter((member) => this.#length(member) === length);
    const roots = this.#rootsOf(members).filter((root) => this.#length(root) === length);
    if (roots.length < 2) return;
    const differing = positions.filter((i) => this.#tokensAt(roots, i).size > 1);
    const isVariable = differing.every((i) => {
      const kinds = roots.map((root) => this.#entry(root).pattern.kinds[i]);
      const distinct = this.#tokensAt(members, i).size;
      const isAlone = differing.length === 1;
      return isEvidence({ kinds, distinct, position: i, pattern, isAlone }) && !this.#isState(roots, i);
    });
    if (isVariable) this.#merge(roots, differing);
  }

  /** Takes over wildcards of templates that differ in one word alone, and hands on its own. */
  #inherit(handle: number): void {
    const length = this.#length(handle);
    const siblings = this.#rootsOf(this.#siblings.note(handle, this.#entry(handle).pattern))
      .filter((sibling) => this.#length(sibling) === length);
    for (const sibling of siblings) {
      for (const [to, from] of [[handle, sibling], [sibling, handle]]) {
        if (to === from || this.resolve(to) !== to || this.resolve(from) !== from) continue;
        const positions = inherited(this.#entry(to).pattern, this.#entry(from).pattern);
        if (positions.length > 0 && positions.every((i) => this.#isValue(from, to, i))) this.#merge([to], positions);
      }
    }
  }

  /** Whether what stands at a wildcard of a template are values for certain, and what another one has there may be one. */
  #isValue(general: number, special: number, position: number): boolean {
    const { pattern } = this.#entry(special);
    if (mostStates([pattern], position) > 0 && isInCapitals(pattern.texts[position])) return false;
    return !this.#watched(general).includes(position);
  }

  /** Handle of a template that has a value of several words where this pattern has words. */
  #findFolded(pattern: Pattern): number {
    for (const gap of gapsOf(pattern)) {
      if (!this.#phrases.isKnown(gapKey(pattern, gap))) continue;
      const { hashes, checks } = folded(pattern, gap);
      const found = this.#index.find({ count: hashes.length, hashes, checks });
      if (found >= 0) return found;
    }
    return -1;
  }

  /** Looks for templates that differ from this one in a value of several words, and merges them. */
  #align(handle: number): void {
    const { pattern } = this.#entry(handle);
    for (const gap of gapsOf(pattern)) {
      if (wordsOutside(pattern, gap) === 0) continue;
      const key = gapKey(pattern, gap);
      const members = this.#phrases.note(key, { handle, pattern: copyOf(pattern), ...gap });
      const roots = this.#rootsOf(members.map((member) => member.handle));
      if (roots.length < 2 || !this.#phrases.isEvidence(members, this.#entries)) continue;
      return this.#mergeFolded(key, roots, members);
    }
  }

  #mergeFolded(key: number, roots: readonly number[], members: readonly PhraseMember[]): void {
    const survivor = Math.min(...roots);
    const patterns = members.map(({ pattern, start, end }) => folded(pattern, { start, end }));
    const [general] = patterns;
    general.kinds.forEach((_, i) => {
      if (patterns.some((other) => other.hashes[i] !== general.hashes[i] || other.wildcards.includes(i))) {
        addWildcard(general, i);
      }
    });
    this.#phrases.learn(key);
    this.#entries.replace(survivor, { ...this.#entry(survivor), pattern: general, isSettled: true });
    this.#merge(roots, []);
  }

  #length(handle: number): number {
    return this.#entry(handle).pattern.kinds.length;
  }

  /** Whether what stands at a position of these templates are words that are few and come back. */
  #isState(roots: readonly number[], position: number): boolean {
    const most = mostStates(roots.map((root) => this.#entry(root).pattern), position);
    return most > 0 && areFew(linesOf(wordsAt(this.#entries, roots, position)), most);
  }

  #rootsOf(handles: readonly number[]): number[] {
    return [...new Set(handles.map((handle) => this.resolve(handle)))].filter((root) => !this.#entry(root).isSplit);
  }

  #tokensAt(handles: readonly number[], position: number): Set<number> {
    return new Set(handles.map((handle) => this.#entry(handle).pattern.hashes[position]));
  }

  /** The oldest of the templates takes the others, with wildcards at these positions; before it, what they were split off. */
  #merge(roots: readonly number[], wildcards: readonly number[]): void {
    const all = [...new Set([...roots, ...roots.flatMap((root) => this.#ancestor(root) ?? [])])];
    const survivor = Math.min(...all);
    const entry = this.#entry(survivor);
    if (entry.isSplit) {
      entry.isSplit = false;
      entry.isSettled = true;
    }
    for (const root of all) {
      if (root === survivor) continue;
      for (const i of this.#entry(root).pattern.wildcards) addWildcard(entry.pattern, i);
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
    if (this.resolve(survivor) === survivor) this.#inherit(survivor);
  }

  #ancestor(root: number): number | undefined {
    const { ancestor } = this.#entry(root);
    const handle = ancestor === undefined ? undefined : this.#byId.get(ancestor);
    return handle === undefined ? undefined : this.resolve(handle);
  }

  /** Merges the templates that the generalised one now subsumes. */
  #absorb(survivor: number): void {
    const { pattern } = this.#entry(survivor);
    this.#entries.list.forEach((entry, handle) => {
      const isLive = handle !== survivor && entry.parent === handle;
      if (isLive && subsumesPattern(pattern, entry.pattern)) this.#replace(handle, survivor);
    });
  }

  #replace(root: number, survivor: number): void {
    const entry = this.#entry(survivor), replaced = this.#entry(root);
    this.#entries.join(root, survivor);
    this.live--;
    entry.ancestors.push(replaced.id, ...replaced.ancestors);
    this.#events.push({ kind: "merged", id: replaced.id, into: entry.id });
  }

  /** Positions of a template's wildcards where its words may turn out to be states. */
  #watched(root: number): number[] {
    const entry = this.#entry(root);
    if (entry.isSettled) return [];
    const { values = [] } = entry;
    return entry.pattern.wildcards.filter((i) => {
      if (values.includes(i)) return false;
      const isWatched = wordsAt(this.#entries, [root], i).size <= this.#mostStates(root, i);
      if (!isWatched) entry.values = [...entry.values ?? [], i];
      return isWatched;
    });
  }

  #mostStates(root: number, position: number): number {
    const family = this.#entries.family(root).filter((handle) =>
      handle === root || !this.#hasWildcard(handle, position)
    );
    return mostStates(family.map((handle) => this.#entry(handle).pattern), position);
  }

  /** Handle for the lines of a template that have just these words at the positions that are watched; the template's where none are. */
  #leaf(root: number, tokens: TokenList): number {
    const watched = this.#watched(root);
    if (watched.length === 0 || this.#entries.family(root).length > MAX_FAMILY) return root;
    const pattern = narrowed(this.#entry(root).pattern, patternOf(tokens), watched);
    const leaf = this.#entries.push({ id: "", text: "", sample: "", pattern, ancestors: [] }, root);
    this.#index.add(pattern, leaf);
    return leaf;
  }

  /** Splits a template where its words are few and come back. */
  #review(root: number): void {
    for (const position of this.#watched(root)) {
      const words = wordsAt(this.#entries, [root], position);
      if (!areStates(linesOf(words), this.#mostStates(root, position))) continue;
      this.#split(root, words, position);
      return;
    }
  }

  /**
   * Makes each word at the position of a template a template of its own. The handle of the template itself had the lines of its first word
   * alone, and goes on with them; what was counted for the template stays with its id, which has a handle without lines from now on.
   */
  #split(root: number, words: ReadonlyMap<number, WordValue>, position: number): void {
    const entry = this.#entry(root);
    const split = this.#add({ ...entry, ancestors: [...entry.ancestors], isSplit: true });
    this.#index.remove(new Set(this.#entries.family(root).filter((handle) => this.#hasWildcard(handle, position))));
    const pattern = this.#entry(split).pattern;
    this.#entries.replace(root, { ...entry, id: "", pattern: narrowed(pattern, pattern, [position]), ancestors: [] });
    for (const { handles } of words.values()) {
      const made = this.#splitOff(split, handles[0], position);
      this.#entries.move(handles, root, made);
    }
    this.#entries.move(this.#entries.family(root).slice(1), root, split);
    this.live--;
  }

  #hasWildcard(handle: number, position: number): boolean {
    return this.#entry(handle).pattern.wildcards.includes(position);
  }

  /** The template of the lines of one that was split that have the same word at the position as a certain handle. */
  #splitOff(split: number, like: number, position: number): number {
    const ancestor = this.#entry(split), first = this.#entry(like);
    const pattern = narrowed(ancestor.pattern, first.pattern, [position]);
    const text = cutText(patternText(pattern), MAX_TEXT), sample = first.sample || text;
    let id = contentId(text + SPLIT_MARK);
    while (this.#byId.has(id)) id = contentId(id + SPLIT_MARK);
    const handle = this.#add({ id, text, sample, pattern, ancestor: ancestor.id });
    this.#events.push({ kind: "created", id, text, sample, ancestor: ancestor.id });
    this.#index.add(pattern, handle);
    for (const positions of variants(pattern)) this.#groups.note(handle, pattern, positions);
    this.#siblings.note(handle, pattern);
    return handle;
  }
}
