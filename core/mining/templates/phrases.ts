import { addCount } from "../../add_count.ts";
import type { Entries } from "./entries.ts";
import { MOST_WORDS } from "./few_values.ts";
import { LOG_WORDS } from "./log_words.ts";
import type { Pattern } from "./pattern.ts";
import { NumberGroups, type NumberGroupsState } from "./number_groups.ts";
import { type Gap, GapKeys, isQuoted, isSetOff, nameOf, phraseHash, phraseOf, wordsOutside } from "./phrase_gaps.ts";

/** Templates that differ in one gap and are remembered. */
const MOST = 64;
/** This many phrases that follow from an identifier before them are values. */
const LEAST_NAMED = 3;
/** Values come ever anew: this share of the phrases was met once. What comes back are the messages of a program. */
const EVER_NEW = 0.8;
/** Share of the words of many phrases that are usual ones, from which on they are no values. */
const LEAST_SAID = 0.6;
const PLAIN = /^[A-Za-z]{2,}$/;
/** Words around a phrase that no identifier goes with. */
const LEAST_WORDS = 2;
/** Phrases that two messages have in common, from which on they are values of both, and places of one that are remembered. */
const LEAST_SHARED = 6, MOST_PLACES = 16;
/** Such values that a third message has, from which on they are values of it, and how many are remembered. */
const LEAST_KNOWN = 2, MOST_VALUES = 8192;
/** A member is `handle * SIZE * SIZE + start * SIZE + end`. */
const SIZE = 256;

/** A template, and where it has its phrase. */
export interface PhraseMember extends Gap {
  readonly handle: number;
}

/** Remembers templates that differ in a phrase of any length alone, and which phrases have turned out to be values. */
export class Phrases {
  /** Members by what they have in common. */
  readonly #groups = new NumberGroups(MOST, SIZE * SIZE);
  /** Members by what stands in their gaps. */
  readonly #places = new NumberGroups(MOST_PLACES);
  /** Templates by what they have where others have a single value. */
  readonly #inSlots = new NumberGroups(MOST_PLACES);
  /** What was found to be a value of two messages. */
  readonly #values = new Set<number>();
  readonly #known = new Set<number>();

  /** Phrases that are values. */
  get size(): number {
    return this.#known.size;
  }

  isKnown(key: number): boolean {
    return this.#known.has(key);
  }

  /** Says that what stands in these gaps is a value. */
  learn(key: number): void {
    this.#known.add(key);
  }

  /** Notes a template, and returns all that differ from it in this gap alone; none while they are fewer than could be evidence. */
  note(key: number, { handle, start, end }: PhraseMember): readonly PhraseMember[] {
    const group = this.#groups.note(key, (handle * SIZE + start) * SIZE + end);
    return group.length < LEAST_NAMED ? [] : group.map(unpacked);
  }

  /** Notes what stands in a template's gap. */
  notePhrase(pattern: Pattern, { handle, start, end }: PhraseMember): void {
    // What follows a colon a program words itself: `parser: line 7 was empty`.
    if (end - start > 1 && pattern.texts[start - 1] !== ":") {
      this.#places.note(phraseHash(pattern, { start, end }), (handle * SIZE + start) * SIZE + end);
    }
  }

  /** Notes a template that has a phrase where another one has a single value, and returns all that have the same phrase so. */
  noteInSlot(pattern: Pattern, { handle, start, end }: PhraseMember): readonly number[] {
    return this.#inSlots.note(phraseHash(pattern, { start, end }), handle);
  }

  /** Says that what stands in these gaps are values of two messages. */
  learnValues(members: readonly PhraseMember[], { list }: Entries): void {
    for (const member of members) {
      if (this.#values.size >= MOST_VALUES) return;
      this.#values.add(phraseHash(list[member.handle].pattern, member));
    }
  }

  /** Whether several of the phrases of templates are values of two other messages. */
  areValues(members: readonly PhraseMember[], { list }: Entries): boolean {
    if (this.#values.size === 0) return false;
    const phrases = new Set(members.map((member) => phraseHash(list[member.handle].pattern, member)));
    return phrases.intersection(this.#values).size >= LEAST_KNOWN;
  }

  /** Members by key of other messages that have six of the phrases of these ones, of several lengths, the last of them included. */
  sharing(key: number, members: readonly PhraseMember[], { list }: Entries): Map<number, readonly PhraseMember[]> {
    const others = new Map<number, Map<number, PhraseMember>>();
    const placesOf = (member: PhraseMember) =>
      this.#places.of(phraseHash(list[member.handle].pattern, member)).map(unpacked).filter(({ handle }) =>
        handle !== member.handle
      );
    const last = members.at(-1)!;
    if (placesOf(last).length === 0 || areOfOneLength(members)) return new Map();
    for (const member of members) {
      for (const place of placesOf(member)) {
        const { pattern } = list[place.handle];
        const other = new GapKeys(pattern, [place]).of(place);
        if (other === key) continue;
        const found = others.get(other) ?? new Map<number, PhraseMember>();
        others.set(other, found.set(phraseHash(pattern, place), place));
      }
    }
    const shared = others.entries().filter(([, found]) => {
      const phrases = found.values().map((place) => phraseOf(list[place.handle].pattern, place)).toArray();
      return found.size >= LEAST_SHARED && !areOfOneLength(found.values().toArray()) && !beginAlike(phrases);
    });
    return new Map(shared.map(([other]) => [other, this.#groups.of(other).map(unpacked)]));
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    this.#groups.forget((member) => handles.has(handleOf(member)));
    this.#places.forget((member) => handles.has(handleOf(member)));
    this.#inSlots.forget((handle) => handles.has(handle));
  }

  /** Whether the phrases of templates are values: in quotes, what stands before them by another name, or many; of several lengths. */
  isEvidence(members: readonly PhraseMember[], entries: Entries): boolean {
    const [{ handle, start }] = members;
    if (!isSetOff(entries.list[handle].pattern, start)) return false;
    return areNamed(members, entries) || areQuoted(members, entries) || areEverNew(members, entries);
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): PhrasesState {
    return {
      groups: this.#groups.dump(),
      places: this.#places.dump(),
      inSlots: this.#inSlots.dump(),
      values: [...this.#values],
      known: [...this.#known],
    };
  }

  restore({ groups, places = [], inSlots = [], values = [], known }: PhrasesState): void {
    this.#groups.restore(groups);
    this.#places.restore(places);
    this.#inSlots.restore(inSlots);
    for (const value of values) this.#values.add(value);
    for (const key of known) this.#known.add(key);
  }
}

/** Phrases in plain arrays. */
export interface PhrasesState {
  readonly groups: NumberGroupsState;
  /** Earlier versions had none. */
  readonly places?: NumberGroupsState;
  readonly inSlots?: NumberGroupsState;
  readonly values?: readonly number[];
  readonly known: readonly number[];
}

/** Whether each phrase goes with an identifier before it that goes with no other. */
function areNamed(members: readonly PhraseMember[], { list }: Entries): boolean {
  const named = new Map<string, string>();
  for (const member of members) {
    const { pattern } = list[member.handle];
    const name = nameOf(pattern, member);
    if (name === "") continue;
    const phrase = phraseOf(pattern, member);
    if ((named.get(name) ?? phrase) !== phrase) return false;
    named.set(name, phrase);
  }
  return named.size >= LEAST_NAMED && new Set(named.values()).size === named.size && !beginAlike([...named.values()]);
}

/** Whether all phrases have their first word in common, which is the message's then. */
function beginAlike(phrases: readonly string[]): boolean {
  const firsts = new Set(phrases.map((phrase) => phrase.split(" ", 1)[0]));
  return firsts.size === 1;
}

function areOfOneLength(members: readonly Gap[]): boolean {
  const [first] = members;
  return members.every(({ start, end }) => end - start === first.end - first.start);
}

/** Whether several phrases, of several lengths, stand in quotes. */
function areQuoted(members: readonly PhraseMember[], { list }: Entries): boolean {
  const [first] = members;
  if (areOfOneLength(members) || !isQuoted(list[first.handle].pattern, first)) return false;
  return new Set(members.map((member) => phraseOf(list[member.handle].pattern, member))).size >= LEAST_NAMED;
}

/** Whether there are many phrases, of several lengths, of which hardly one comes back. */
function areEverNew(members: readonly PhraseMember[], entries: Entries): boolean {
  const [first] = members;
  if (members.length <= MOST_WORDS || areOfOneLength(members)) return false;
  if (wordsOutside(entries.list[first.handle].pattern, first) < LEAST_WORDS) return false;
  const lines = new Map<string, number>();
  for (const member of members) {
    const phrase = phraseOf(entries.list[member.handle].pattern, member);
    addCount(lines, phrase, entries.hits(member.handle));
  }
  const once = lines.values().filter((count) => count <= 1).toArray().length;
  const phrases = [...lines.keys()];
  return lines.size > MOST_WORDS && once >= EVER_NEW * lines.size && !beginAlike(phrases) && !areSaid(phrases);
}

/** Whether phrases of several words are made of what programs say: they are the messages of one. */
function areSaid(phrases: readonly string[]): boolean {
  const words = phrases.join(" ").split(" ").filter((word) => PLAIN.test(word));
  return words.length > phrases.length &&
    words.filter((word) => LOG_WORDS.has(word)).length >= words.length * LEAST_SAID;
}

function handleOf(member: number): number {
  return Math.floor(member / (SIZE * SIZE));
}

function unpacked(member: number): PhraseMember {
  return { handle: handleOf(member), start: Math.floor(member / SIZE) % SIZE, end: member % SIZE };
}
