import { NumberTable } from "./number_table.ts";

const NONE: readonly number[] = [];

/** Whole numbers that have a key in common, in the order in which they came. One that is alone, as most are, costs no array. */
export class NumberGroups {
  readonly #most: number;
  readonly #per: number;
  /** By key, its only number times two; or where its list stands, times two and 1. */
  readonly #groups = new NumberTable();
  readonly #lists: number[][] = [];

  /** @param most Numbers of one key that are remembered. @param per Numbers that are the same when divided by it count as one. */
  constructor(most: number, per = 1) {
    this.#most = most;
    this.#per = per;
  }

  /** Keys that were met. */
  get size(): number {
    return this.#groups.size;
  }

  /** Notes a number, and returns all that have its key; none while it is the only one. */
  note(key: number, number: number): readonly number[] {
    const group = this.#groups.getOrSet(key, number * 2);
    if (group === undefined || (isAlone(group) && this.#isSame(group / 2, number))) return NONE;
    const list = this.#listOf(key, group);
    if (list.length < this.#most && !this.#has(list, number)) list.push(number);
    return list;
  }

  /** All numbers of a key. */
  of(key: number): readonly number[] {
    const group = this.#groups.get(key);
    if (group === undefined) return NONE;
    return isAlone(group) ? [group / 2] : this.#listAt(group);
  }

  /** Forgets some of the numbers of a key. */
  keep(key: number, isKept: (number: number) => boolean): void {
    const group = this.#groups.get(key);
    if (group === undefined || isAlone(group)) return;
    const list = this.#listAt(group);
    list.splice(0, Infinity, ...list.filter(isKept));
  }

  /** Forgets some of the numbers. */
  forget(isForgotten: (number: number) => boolean): void {
    const groups = this.#groups;
    for (let place = 0; place < groups.size; place++) {
      const group = groups.valueAt(place);
      if (!isAlone(group)) this.#forgetOf(this.#listAt(group), isForgotten);
      else if (isForgotten(group / 2)) this.#addList(groups.keyAt(place), []);
    }
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): NumberGroupsState {
    return this.#groups.entries().map(([key, group]) => [key, isAlone(group) ? group / 2 : this.#listAt(group)]);
  }

  /** Takes what {@linkcode dump} gave; for one that is empty. */
  restore(state: NumberGroupsState): void {
    for (const [key, group] of state) {
      if (typeof group === "number") this.#groups.set(key, group * 2);
      else this.#addList(key, [...group]);
    }
  }

  #forgetOf(list: number[], isForgotten: (number: number) => boolean): void {
    const kept = list.filter((number) => !isForgotten(number));
    if (kept.length < list.length) list.splice(0, Infinity, ...kept);
  }

  #has(list: readonly number[], number: number): boolean {
    return this.#per === 1 ? list.includes(number) : list.some((other) => this.#isSame(other, number));
  }

  #isSame(number: number, other: number): boolean {
    return number === other || Math.floor(number / this.#per) === Math.floor(other / this.#per);
  }

  /** The list of a group, which one of a single number has not had yet. */
  #listOf(key: number, group: number): number[] {
    return isAlone(group) ? this.#addList(key, [group / 2]) : this.#listAt(group);
  }

  #listAt(group: number): number[] {
    return this.#lists[(group - 1) / 2];
  }

  #addList(key: number, list: number[]): number[] {
    this.#groups.set(key, this.#lists.length * 2 + 1);
    this.#lists.push(list);
    return list;
  }
}

function isAlone(group: number): boolean {
  return group % 2 === 0;
}

/** Groups in plain arrays: by key a number that is alone, or several. */
export type NumberGroupsState = readonly (readonly [number, number | readonly number[]])[];

/** Groups as lists, of which most have one number. */
export type GroupsState = readonly (readonly [number, readonly number[]])[];

/** Groups with a list for each. */
export function listsOf(groups: NumberGroupsState): GroupsState {
  return groups.map(([key, group]) => [key, typeof group === "number" ? [group] : group]);
}

/** Inverse of {@linkcode listsOf}. */
export function groupsOf(lists: GroupsState): NumberGroupsState {
  return lists.map(([key, list]) => [key, list.length === 1 ? list[0] : list]);
}
