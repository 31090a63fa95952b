import { KnownNames, type KnownNamesState } from "./known_names.ts";
import { OuterWords } from "./outer_words.ts";
import { outlineOf } from "./outlines.ts";
import type { GroupsState, NumberGroupsState } from "./number_groups.ts";
import type { Pattern } from "./pattern.ts";
import { LastGaps } from "./phrase_gaps.ts";
import { Phrases, type PhrasesState } from "./phrases.ts";
import { SharedNames } from "./shared_names.ts";
import { Siblings } from "./siblings.ts";
import { VariantGroups } from "./variant_groups.ts";

/** Remembers which templates are like each other, in each way in which evidence is looked for. */
export class Relatives {
  /** The same but for certain positions. */
  readonly variants = new VariantGroups();
  /** The same punctuation. */
  readonly siblings = new Siblings();
  /** The same but for a phrase. */
  readonly phrases = new Phrases();
  /** Where a pattern may have phrases. */
  readonly gaps = new LastGaps();
  /** The same first or last word. */
  readonly outerWords = new OuterWords();
  /** The same name at one position. */
  readonly names = new SharedNames();
  /** Values of several messages. */
  readonly known = new KnownNames();

  /** Notes a template that is not looked at itself. */
  note(handle: number, pattern: Pattern): void {
    this.variants.noteAll(handle, pattern);
    this.siblings.note(handle, pattern);
    this.outerWords.note(handle, outlineOf(pattern));
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    this.variants.forget(handles);
    this.siblings.forget(handles);
    this.phrases.forget(handles);
    this.outerWords.forget(handles);
    this.names.forget(handles);
    this.known.forget(handles);
  }

  /** All of it in plain arrays. */
  dump(): RelativesState {
    return {
      groups: this.variants.dump(),
      siblings: this.siblings.dump(),
      phrases: this.phrases.dump(),
      outerWords: this.outerWords.dump(),
      names: this.names.dump(),
      known: this.known.dump(),
    };
  }

  /** Takes what {@linkcode dump} gave; for one that is empty. */
  restore({ groups, siblings = [], phrases, outerWords = [], names = [], known }: RelativesState): void {
    this.variants.restore(groups);
    this.siblings.restore(siblings);
    this.outerWords.restore(outerWords);
    this.names.restore(names);
    if (known !== undefined) this.known.restore(known);
    if (phrases !== undefined) this.phrases.restore(phrases);
  }
}

/** Relatives in plain arrays; earlier versions knew the groups alone. */
export interface RelativesState {
  readonly groups: GroupsState;
  readonly siblings?: GroupsState;
  readonly phrases?: PhrasesState;
  readonly outerWords?: NumberGroupsState;
  readonly names?: NumberGroupsState;
  readonly known?: KnownNamesState;
}
