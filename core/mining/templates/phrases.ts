import type { Entries } from "./entries.ts";
import { MOST_WORDS } from "./few_values.ts";
import type { Pattern } from "./pattern.ts";
import { type Gap, nameOf, phraseOf, wordsOutside } from "./phrase_gaps.ts";

/** Templates that differ in one gap and are remembered. */
const MOST = 64;
/** So many phrases that follow from an identifier before them are values. */
const LEAST_NAMED = 3;
/** Words around a phrase that no identifier goes with. */
const LEAST_WORDS = 2;

/** A template as it was when it was met, and where it has its phrase. */
export interface PhraseMember extends Gap {
  readonly handle: number;
  readonly pattern: Pattern;
}

/** Remembers templates that differ in a phrase of any length alone, and which phrases have turned out to be values. */
export class Phrases {
  readonly #groups = new Map<number, PhraseMember[]>();
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

  /** Notes a template, and returns all that differ from it in this gap alone. */
  note(key: number, member: PhraseMember): readonly PhraseMember[] {
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, [member]);
      return [member];
    }
    if (group.length < MOST && group.every(({ handle }) => handle !== member.handle)) group.push(member);
    return group;
  }

  /** Whether the phrases of templates are values: of several lengths, and either what stands before them by another name, or many. */
  isEvidence(members: readonly PhraseMember[], entries: Entries): boolean {
    const lines = new Map<string, number>(), named = new Map<string, string>();
    let isNamed = true;
    for (const { handle, pattern, ...gap } of members) {
      const phrase = phraseOf(pattern, gap), name = nameOf(pattern, gap);
      lines.set(phrase, (lines.get(phrase) ?? 0) + entries.hits(handle));
      if (name === "") continue;
      if ((named.get(name) ?? phrase) !== phrase) isNamed = false;
      named.set(name, phrase);
    }
    if (isNamed && named.size >= LEAST_NAMED && new Set(named.values()).size === named.size) return true;
    const [{ pattern, ...gap }] = members;
    const lengths = new Set(members.map(({ start, end }) => end - start));
    return lengths.size > 1 && lines.size > MOST_WORDS && wordsOutside(pattern, gap) >= LEAST_WORDS;
  }
}
