import { addedPart, LONGEST_PART } from "./added_parts.ts";
import { isEvidence, isInCapitals } from "./evidence.ts";
import { areFew } from "./few_values.ts";
import { copyOf } from "./packed_pattern.ts";
import { addWildcard, type Pattern, subsumesPattern } from "./pattern.ts";
import { folded, type Gap, hasPunctuationOf, isFoldedInto, isPhrase, isQuoted, wordsOutside } from "./phrase_gaps.ts";
import type { PhraseMember } from "./phrases.ts";
import type { Relatives } from "./relatives.ts";
import { mayBeNames } from "./shared_names.ts";
import { inherited } from "./siblings.ts";
import { areNames, fitsSlots, isInBrackets, isOneValue, slotOf } from "./slots.ts";
import type { Splits } from "./splits.ts";
import type { TemplateBook } from "./template_book.ts";
import { mayEndInTitle, titlesOf, titleStarts } from "./titles.ts";
import { jointPositions, mayVary } from "./variant_groups.ts";
import { linesOf, mostStates, wordsAt } from "./word_values.ts";

/** Messages in which one phrase stands where others have a single value, from which on it is a value of all of them. */
const LEAST_SLOTS = 3;

/** Looks for templates that the evidence says are the same, and merges them. */
export class Merges {
  readonly #book: TemplateBook;
  readonly #relatives: Relatives;
  readonly #splits: Splits;
  /** Templates with a phrase of which it became known that it is a value. */
  readonly #waiting: number[] = [];

  constructor(book: TemplateBook, { relatives, splits }: { readonly relatives: Relatives; readonly splits: Splits }) {
    this.#book = book;
    this.#relatives = relatives;
    this.#splits = splits;
  }

  /** Compares a template with all that are like it, until it was merged into another one. */
  look(handle: number): void {
    for (const compare of [this.#compare, this.#inherit, this.#align, this.#fill]) {
      compare.call(this, handle);
      if (this.#book.resolve(handle) !== handle) break;
    }
    this.relook();
  }

  /** Looks again at templates that differ in words of which more is known now, at each group of them once. */
  relook(): void {
    const { known, names, variants } = this.#relatives;
    for (let gained = known.takeGained(); gained.length > 0; gained = known.takeGained()) {
      const seen = new Set<readonly number[]>();
      for (const { handle, position } of gained.flatMap((hash) => names.placesOf(hash))) {
        const { pattern } = this.#book.entry(handle);
        if (!this.#book.isLive(handle) || !mayVary(pattern, position)) continue;
        const group = variants.noteAt(handle, pattern, position);
        if (!seen.has(group)) this.#join(handle, group, [position]);
        seen.add(group);
      }
    }
    for (let handle = this.#waiting.pop(); handle !== undefined; handle = this.#waiting.pop()) {
      if (this.#book.isLive(handle)) this.#fill(handle);
    }
  }

  /** Templates that differ at certain positions. */
  #compare(handle: number): void {
    const { pattern } = this.#book.entry(handle), { known, variants } = this.#relatives;
    for (const positions of jointPositions(pattern, (hash) => known.isKnown(hash))) {
      this.#join(handle, variants.note(handle, pattern, positions), positions);
      if (this.#book.resolve(handle) !== handle) return;
    }
    for (let i = 0; i < pattern.kinds.length && this.#book.resolve(handle) === handle; i++) {
      if (mayVary(pattern, i)) this.#join(handle, variants.noteAt(handle, pattern, i), [i]);
    }
  }

  #join(handle: number, noted: readonly number[], positions: readonly number[]): void {
    if (noted.length < 2) return;
    const { pattern } = this.#book.entry(handle);
    const members = this.#ofLength(noted, pattern.kinds.length);
    const roots = this.#ofLength(this.#book.rootsOf(members), pattern.kinds.length);
    if (roots.length < 2) return;
    const differing = positions.filter((i) => this.#differ(roots, i));
    const patterns = roots.map((root) => this.#book.entry(root).pattern);
    const isVariable = differing.every((i) => {
      const kinds = roots.map((root) => this.#book.entry(root).pattern.kinds[i]);
      const distinct = this.#tokensAt(members, i).size;
      const isAlone = differing.length === 1;
      const texts = () => roots.map((root) => this.#book.entry(root).pattern.texts[i]);
      return !isAlone && this.#areKnown(patterns, i, roots) ||
        isEvidence({ kinds, texts, distinct, position: i, pattern, isAlone }) && !this.#isState(roots, i);
    });
    const [position] = differing;
    if (differing.length === 1 && mayBeNames(patterns, position)) {
      return this.#joinNames(roots, { position, isVariable });
    }
    if (isVariable) this.#merge(roots, differing);
  }

  /** Merges templates that differ in names if they are values, or where other messages have the same, and with them those of these. */
  #joinNames(
    roots: readonly number[],
    { position, isVariable }: { readonly position: number; readonly isVariable: boolean },
  ): void {
    const others = this.#relatives.names.note(roots, position, this.#book.entries);
    const patterns = roots.map((root) => this.#book.entry(root).pattern);
    if (others.length > 0 || this.#areKnown(patterns, position, roots)) this.#mergeNames(roots, position);
    else if (isVariable) this.#merge(roots, [position]);
    for (const places of others) {
      this.#mergeNames(this.#book.rootsOf(places.map(({ handle }) => handle)), places[0].position);
    }
  }

  /** Merges templates that differ in a name, if any of them is left; one that has been merged already does not come apart any more. */
  #mergeNames(roots: readonly number[], position: number): void {
    if (roots.length === 0) return;
    const survivor = this.#book.entry(Math.min(...roots));
    if (roots.length < 2 && !survivor.pattern.wildcards.includes(position)) return;
    survivor.values = [...survivor.values ?? [], position];
    if (roots.length > 1) this.#merge(roots, [position]);
  }

  #areKnown(patterns: readonly Pattern[], position: number, own: readonly number[]): boolean {
    return this.#relatives.known.areNames(patterns, position, { own, resolve: this.#book.resolve });
  }

  /** Whether what stands at a position of these templates are words that are few and come back. */
  #isState(roots: readonly number[], position: number): boolean {
    const most = mostStates(roots.map((root) => this.#book.entry(root).pattern), position);
    return most > 0 && areFew(linesOf(wordsAt(this.#book.entries, roots, position)), most);
  }

  /** Takes over wildcards of templates that differ in one word alone, and hands on its own. */
  #inherit(handle: number): void {
    const { pattern } = this.#book.entry(handle);
    const seen = new Set([handle]);
    for (const member of this.#relatives.siblings.note(handle, pattern)) {
      const sibling = this.#book.resolve(member);
      const other = this.#book.entry(sibling);
      if (pattern.wildcards.length + other.pattern.wildcards.length === 0 || seen.has(sibling)) continue;
      seen.add(sibling);
      if (other.isSplit || other.pattern.kinds.length !== pattern.kinds.length) continue;
      this.#handOn(sibling, handle);
      this.#handOn(handle, sibling);
    }
  }

  #handOn(from: number, to: number): void {
    if (this.#book.entry(from).pattern.wildcards.length === 0) return;
    if (this.#book.resolve(to) !== to || this.#book.resolve(from) !== from) return;
    const positions = inherited(this.#book.entry(to).pattern, this.#book.entry(from).pattern);
    if (positions.length > 0 && positions.every((i) => this.#isValue(from, to, i))) this.#merge([to], positions);
  }

  /** Whether what stands at a wildcard of a template are values for certain, and what another one has there may be one. */
  #isValue(general: number, special: number, position: number): boolean {
    const { pattern } = this.#book.entry(special);
    if (mostStates([pattern], position) > 0 && isInCapitals(pattern.texts[position])) return false;
    return !this.#splits.watched(general).includes(position);
  }

  /** Templates that differ in a value of several words. */
  #align(handle: number): void {
    const { pattern } = this.#book.entry(handle);
    const { gaps: last } = this.#relatives;
    const gaps = last.of(pattern).filter((gap) => isPhrase(pattern, gap) && wordsOutside(pattern, gap, 1) > 0);
    if (gaps.length === 0) return;
    const keys = last.keysOf(pattern);
    const { phrases } = this.#relatives, { entries } = this.#book;
    for (const gap of gaps) phrases.notePhrase(pattern, { handle, ...gap });
    for (const gap of gaps) {
      const key = keys.of(gap);
      const after = pattern.kinds.length - gap.end;
      const members = phrases.note(key, { handle, ...gap })
        .filter((member) => this.#book.entry(member.handle).pattern.kinds.length - member.end === after);
      if (this.#book.rootsOf(members.map((member) => member.handle)).length < 2) continue;
      if (phrases.isEvidence(members, entries) || phrases.areValues(members, entries)) {
        return this.#mergePhrases(key, members);
      }
      const sharing = phrases.sharing(key, members, entries);
      if (sharing.size === 0) continue;
      phrases.learnValues([members, ...sharing.values()].flat(), entries);
      this.#mergePhrases(key, members);
      for (const [other, places] of sharing) this.#mergePhrases(other, places);
      return;
    }
  }

  /** Makes templates one that differ in a phrase, and lets lines with any other there be found by it. */
  #mergePhrases(key: number, members: readonly PhraseMember[]): void {
    this.#relatives.phrases.learn(key);
    const roots = this.#book.rootsOf(members.map((member) => member.handle));
    if (roots.length > 1) this.#mergeFolded(roots, members);
  }

  /** Templates of other lengths that have something else where one of them has a single value. */
  #fill(handle: number): void {
    const { pattern } = this.#book.entry(handle);
    const { outerWords } = this.#relatives, { outlines } = this.#book.entries;
    const outline = outlines.of(pattern);
    outerWords.note(handle, outline, this.#book.isLive);
    const others = outerWords.of(outline, (handles, found) => outlines.addApartInSlot(handles, outline, found));
    for (const other of others.filter(this.#book.isLive)) {
      if (this.#fillSlot(handle, other) || this.#fillSlot(other, handle)) return;
    }
    const apart = outlines.apartInPart(outerWords.ofFirst(outline), outline, LONGEST_PART);
    for (const other of apart.filter(this.#book.isLive)) {
      if (this.#joinPart(handle, other) || this.#joinPart(other, handle)) return;
    }
    const starts = titleStarts(pattern);
    if (starts.length === 0) return;
    const mayEndApart = mayEndInTitle(pattern, starts);
    const mates = outlines.apartInTitle(outerWords.ofFirst(outline), outline, mayEndApart)
      .filter((other) => other !== handle && this.#book.isLive(other));
    if (mates.length > 0) this.#joinTitles([handle, ...mates], starts);
  }

  /** Merges two templates of which one has a part more, if so it is, under the pattern of the other. */
  #joinPart(short: number, long: number): boolean {
    const { pattern, phrases } = this.#book.entry(short);
    const { pattern: longer, forms } = this.#book.entry(long);
    const part = addedPart(pattern, longer);
    if (part === undefined) return false;
    const differing = [...pattern.kinds.keys()].filter((i) => {
      const at = i < part.start ? i : i + part.end - part.start;
      return pattern.hashes[i] !== longer.hashes[at] || longer.wildcards.includes(at);
    });
    const survivor = Math.min(short, long);
    this.#book.entry(long).forms = forms?.filter((_, i) => i < part.start || i >= part.end);
    this.#book.entries.replace(survivor, {
      ...this.#book.entry(survivor),
      pattern: copyOf(pattern),
      ...(phrases === undefined ? {} : { phrases }),
      isSettled: true,
      hasParts: true,
    });
    this.#merge([short, long], differing);
    return true;
  }

  /** Merges templates that differ in a name of several words alone. */
  #joinTitles(handles: readonly number[], starts: readonly number[]): void {
    const places = titlesOf(handles.map((handle) => this.#book.entry(handle).pattern), starts);
    if (places.length === 0) return;
    this.#mergeFolded(
      places.map(({ at }) => handles[at]),
      places.map(({ at, start, end }) => ({ handle: handles[at], start, end })),
    );
  }

  /** The templates that may differ from a pattern in one slot. */
  #alike(pattern: Pattern): readonly number[] {
    const all = (handles: readonly number[], found: number[]) => void found.push(...handles);
    return this.#relatives.outerWords.of(this.#book.entries.outlines.of(pattern), all).filter(this.#book.isLive);
  }

  /** Merges a template into one that has a single value where it has something else, if so it is; with it go all that are likewise. */
  #fillSlot(special: number, general: number): boolean {
    const { pattern, phrases = [] } = this.#book.entry(general);
    const slot = slotOf(pattern, this.#book.entry(special).pattern);
    if (slot === undefined) return false;
    const { position, kind } = slot;
    const members = [{ handle: general, start: position, end: position + 1 }, { handle: special, ...slot.gap }];
    if (kind === "words" && !phrases.includes(position)) {
      for (const other of this.#alike(pattern)) {
        const another = other === special ? undefined : slotOf(pattern, this.#book.entry(other).pattern);
        if (another?.position === position && another.kind === "words") members.push({ handle: other, ...another.gap });
      }
      const phrases = members.slice(1).map((member) => this.#phraseOf(member));
      const isCertain = areNames(phrases, isInBrackets(pattern, position)) || position > 0 && phrases.every(isOneValue);
      if (!isCertain && !(position > 0 && this.#isInSlots(special, slot.gap))) return false;
    }
    this.#mergeFolded(members.map((member) => member.handle), members);
    return true;
  }

  /** Whether a phrase stands where others have a single value in several messages; those that waited for it are merged. */
  #isInSlots(special: number, gap: Gap): boolean {
    const { phrases } = this.#relatives;
    const others = phrases.noteInSlot(this.#book.entry(special).pattern, { handle: special, ...gap });
    if (this.#book.rootsOf(others).length < LEAST_SLOTS) return false;
    this.#waiting.push(...others.filter((other) => other !== special));
    return true;
  }

  #phraseOf({ handle, start, end }: PhraseMember): readonly string[] {
    return this.#book.entry(handle).pattern.texts.slice(start, end);
  }

  /** Lets a template have whatever a line has where it has a single value. */
  openSlot(handle: number, position: number): void {
    const entry = this.#book.entry(handle);
    entry.phrases = [position, ...entry.phrases ?? []];
    this.#book.entries.open(handle, [position]);
    entry.isSettled = true;
    if (entry.forms?.[position]) entry.forms[position] = null;
    this.#merge([handle], []);
  }

  /** Makes templates one that have a value of several words where a gap of the members is. */
  #mergeFolded(roots: readonly number[], members: readonly PhraseMember[]): void {
    const [{ handle, start, end }] = members;
    const length = this.#book.entry(handle).pattern.kinds.length - (end - start) + 1;
    const general = folded(this.#book.entry(handle).pattern, { start, end });
    const gapOf = (pattern: Pattern) => ({ start, end: start + pattern.kinds.length - length + 1 });
    const all = [...new Set([...roots, ...this.#sharedAncestors(roots)])].filter((root) => {
      const { pattern } = this.#book.entry(root);
      const { end } = gapOf(pattern);
      return (end > start || roots.includes(root)) && hasPunctuationOf(general, folded(pattern, { start, end }));
    });
    if (all.length < 2) return;
    const own = members.filter((member) => all.includes(this.#book.resolve(member.handle)));
    const patterns = [...own.map((member) => member.handle), ...all].map((handle) => {
      const { pattern } = this.#book.entry(handle);
      return folded(pattern, gapOf(pattern));
    });
    general.kinds.forEach((_, i) => {
      const isOpen = patterns.some(({ hashes, wildcards }) => hashes[i] !== general.hashes[i] || wildcards.includes(i));
      if (isOpen) addWildcard(general, i);
    });
    const survivor = Math.min(...all);
    const { pattern, phrases = [] } = this.#book.entry(survivor);
    const more = gapOf(pattern).end - start - 1;
    this.#book.entries.replace(survivor, {
      ...this.#book.entry(survivor),
      pattern: general,
      isSettled: true,
      phrases: [start, ...phrases.filter((i) => i !== start).map((i) => i > start ? i - more : i)],
      forms: [],
    });
    this.#merge(all, []);
  }

  /** The oldest of the templates takes the others, with wildcards at these positions; before it, what two of them were split off. */
  #merge(roots: readonly number[], wildcards: readonly number[]): void {
    const all = [...new Set([...roots, ...this.#sharedAncestors(roots)])];
    const survivor = Math.min(...all);
    const entry = this.#book.entry(survivor);
    if (entry.isSplit) {
      entry.isSplit = false;
      entry.isSettled = true;
    }
    for (const root of all.filter((other) => other !== survivor)) {
      const { pattern } = this.#book.entry(root);
      if (pattern.kinds.length === entry.pattern.kinds.length) wildcards = [...wildcards, ...pattern.wildcards];
      this.#book.replace(root, survivor);
    }
    this.#book.entries.open(survivor, wildcards);
    this.#noteNames(survivor, all);
    this.#absorb(survivor);
    this.#book.generalised(survivor);
    this.#compare(survivor);
    if (this.#book.resolve(survivor) === survivor) this.#inherit(survivor);
    if (this.#book.resolve(survivor) === survivor) this.#fill(survivor);
  }

  /** Notes what stands in templates that were merged where their survivor has values for certain. */
  #noteNames(survivor: number, merged: readonly number[]): void {
    const { pattern: { wildcards, kinds } } = this.#book.entry(survivor);
    const watched = this.#splits.watched(survivor);
    const values = wildcards.filter((i) => !watched.includes(i));
    for (const handle of merged) {
      const { pattern } = this.#book.entry(handle);
      if (pattern.kinds.length === kinds.length) this.#relatives.known.note(survivor, pattern, values);
    }
  }

  #sharedAncestors(roots: readonly number[]): number[] {
    const ancestors = roots.flatMap((root) => this.#ancestorOf(root) ?? []);
    return ancestors.filter((ancestor, i) => ancestors.indexOf(ancestor) !== i);
  }

  /** What a template was split off for a word; not for its header, which gives the ancestor another pattern. */
  #ancestorOf(root: number): number | undefined {
    const { ancestor, pattern } = this.#book.entry(root);
    const known = ancestor === undefined ? undefined : this.#book.handleOf(ancestor);
    if (known === undefined) return undefined;
    const handle = this.#book.resolve(known);
    return this.#book.entry(handle).pattern.kinds.length === pattern.kinds.length ? handle : undefined;
  }

  /** Merges the templates that the generalised one now subsumes. */
  #absorb(survivor: number): void {
    const { pattern, phrases = [] } = this.#book.entry(survivor);
    for (const handle of this.#book.entries.rootsOfLength(pattern.kinds.length)) {
      if (handle !== survivor && subsumesPattern(pattern, this.#book.entry(handle).pattern)) {
        this.#book.replace(handle, survivor);
      }
    }
    for (const start of phrases) this.#absorbFolded(survivor, start);
    if (phrases.length > 0) this.#absorbSlots(survivor);
  }

  /** Merges those that have something else where it has a value of any form. */
  #absorbSlots(survivor: number): void {
    const { pattern, phrases = [] } = this.#book.entry(survivor);
    for (const other of this.#alike(pattern)) {
      if (other !== survivor && fitsSlots(pattern, this.#book.entry(other).pattern, phrases)) {
        this.#book.replace(other, survivor);
      }
    }
  }

  /** Merges those that have several words where it has a value in quotes. */
  #absorbFolded(survivor: number, start: number): void {
    const { pattern } = this.#book.entry(survivor);
    if (!isQuoted(pattern, { start, end: start + 1 })) return;
    this.#book.entries.list.forEach((entry, handle) => {
      const isLive = handle !== survivor && entry.parent === handle;
      if (isLive && isFoldedInto(pattern, entry.pattern, start)) this.#book.replace(handle, survivor);
    });
  }

  #ofLength(handles: readonly number[], length: number): number[] {
    return handles.filter((handle) => this.#book.entry(handle).pattern.kinds.length === length);
  }

  #differ([first, ...others]: readonly number[], position: number): boolean {
    const { hashes } = this.#book.entry(first).pattern;
    return others.some((handle) => this.#book.entry(handle).pattern.hashes[position] !== hashes[position]);
  }

  #tokensAt(handles: readonly number[], position: number): Set<number> {
    return new Set(handles.map((handle) => this.#book.entry(handle).pattern.hashes[position]));
  }
}
