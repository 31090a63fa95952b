import { IDENTIFIER, PARTIAL, PUNCTUATION, WORD } from "../tokens/token_list.ts";
import { isCompound } from "./evidence.ts";
import { LOG_WORDS } from "./log_words.ts";
import { groupsOf, type GroupsState, listsOf, NumberGroups } from "./number_groups.ts";
import { keyWithWildcard, type Pattern, patternKey } from "./pattern.ts";
import { isUnusual } from "./unusual_words.ts";
import { standsAfterState } from "./word_values.ts";

const MAX_GROUP = 64;

/** Remembers which templates are the same but for certain positions. */
export class VariantGroups {
  readonly #groups = new NumberGroups(MAX_GROUP);

  /** Notes that the template is one of those that differ at these positions alone, and returns them all; none while there is no other. */
  note(handle: number, pattern: Pattern, positions: readonly number[]): readonly number[] {
    return this.#groups.note(patternKey(pattern, positions), handle);
  }

  /** As {@linkcode note}, for one position. */
  noteAt(handle: number, pattern: Pattern, position: number): readonly number[] {
    return this.#groups.note(keyWithWildcard(pattern, position), handle);
  }

  /** Notes a template in all ways. */
  noteAll(handle: number, pattern: Pattern): void {
    for (const positions of jointPositions(pattern)) this.note(handle, pattern, positions);
    for (let i = 0; i < pattern.kinds.length; i++) if (mayVary(pattern, i)) this.noteAt(handle, pattern, i);
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    this.#groups.forget((handle) => handles.has(handle));
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): GroupsState {
    return listsOf(this.#groups.dump());
  }

  restore(state: GroupsState): void {
    this.#groups.restore(groupsOf(state));
  }
}

/**
 * Sets of several positions at all of which a template may differ from others of its kind: what looks like identifiers, and names with those.
 *
 * @param isKnown Whether the word with a hash is known for a name
 */
export function jointPositions(pattern: Pattern, isKnown = (_hash: number) => false): readonly number[][] {
  const soft: number[] = [], named: number[] = [];
  for (let i = 0; i < pattern.kinds.length; i++) {
    if (!mayVary(pattern, i)) continue;
    if (isSoft(pattern, i)) {
      soft.push(i);
      named.push(i);
    } else if (pattern.kinds[i] === WORD && (isKnown(pattern.hashes[i]) || isName(pattern, i))) named.push(i);
  }
  const sets = soft.length > 0 ? [soft] : [];
  return named.length > soft.length && named.length > 1 ? [...sets, named] : sets;
}

/** Whether a template may differ from others of its kind at a position alone. */
export function mayVary({ kinds, wildcards }: Pattern, i: number): boolean {
  return kinds[i] !== PUNCTUATION && !(wildcards.length > 0 && wildcards.includes(i));
}

function isName(pattern: Pattern, i: number): boolean {
  return !LOG_WORDS.has(pattern.texts[i]) && !standsAfterState(pattern, i) &&
    (isCompound(pattern.texts[i]) || isUnusualAlone(pattern, i));
}

function isSoft({ kinds }: Pattern, i: number): boolean {
  return kinds[i] === PARTIAL || (kinds[i] === IDENTIFIER && i > 0);
}

/** Whether an unusual word has none beside it: several are one name. */
function isUnusualAlone(pattern: Pattern, i: number): boolean {
  return isUnusualWord(pattern, i) && !isUnusualWord(pattern, i - 1) && !isUnusualWord(pattern, i + 1);
}

function isUnusualWord({ kinds, texts }: Pattern, i: number): boolean {
  return kinds[i] === WORD && isUnusual(texts[i]);
}
