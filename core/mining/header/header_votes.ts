/** What a column is by its form. */
export const OTHER = 0,
  STAMP = 1,
  LEVEL = 2,
  BRACKETED = 3,
  IN_PARENTHESES = 4,
  NUMBER = 5,
  NAMED = 6,
  NAME = 7,
  SEPARATOR = 8,
  HOST = 9;

const FORMS = 10;
/** This many lines of different shapes have come to a place before their votes count, and again at each doubling. */
const FIRST_COUNT = 16;
/** A column that a source's lines have at least this often at one place is header; one that they have no oftener than the other is not. */
const USUAL = 0.9, SELDOM = 0.5;
/** Places that are told apart. */
const MOST_PLACES = 512;

/** What columns the lines have that come to a place: that is, the forms of all columns before. */
interface Place {
  lines: number;
  /** By form, how many lines have such a column here. */
  readonly counts: number[];
  /** By form, whether that was found to be header. */
  readonly usual: (boolean | null)[];
}

/**
 * Which columns after a source's time stamps are header: those that nearly all of its lines have at one place. A word in brackets that few
 * lines have belongs to what they say. Lines vote by shape, so that a message that comes often has one vote; until there are enough, or
 * where they do not agree, the form decides.
 */
export class HeaderVotes {
  /** How often the votes have come to another result than before. */
  revision = 0;
  /** Whether lines may vote. */
  isOpen = true;

  readonly #places = new Map<number, Place>();

  /**
   * Notes that a line has a column of this form at a place, and says whether that is header; `byForm` where the votes do not say. A line that
   * is looked at again is not counted.
   */
  take(place: number, form: number, { byForm, isCounted = true }: { byForm: boolean; isCounted?: boolean }): boolean {
    let found = this.#places.get(place);
    if (this.isOpen && isCounted) {
      if (found === undefined && this.#places.size < MOST_PLACES) {
        found = { lines: 0, counts: new Array(FORMS).fill(0), usual: new Array(FORMS).fill(null) };
        this.#places.set(place, found);
      }
      if (found !== undefined) this.#vote(found, form);
    }
    return found?.usual[form] ?? byForm;
  }

  /** Whether nearly all lines have a column of this form at a place. */
  isUsual(place: number, form: number): boolean {
    return this.#places.get(place)?.usual[form] ?? false;
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): VotesState {
    return { revision: this.revision, isOpen: this.isOpen, places: [...this.#places] };
  }

  /** Takes what {@linkcode dump} gave; for one that is empty. */
  restore({ revision, isOpen, places }: VotesState): void {
    this.revision = revision;
    this.isOpen = isOpen;
    for (const [key, { lines, counts, usual }] of places) {
      this.#places.set(key, { lines, counts: filled(counts, 0), usual: filled(usual, null) });
    }
  }

  #vote(place: Place, form: number): void {
    place.counts[form]++;
    place.lines++;
    if (place.lines >= FIRST_COUNT && (place.lines & (place.lines - 1)) === 0) this.#decide(place);
  }

  #decide({ counts, lines, usual }: Place): void {
    counts.forEach((count, form) => {
      const isUsual = count >= USUAL * lines;
      if (isUsual === usual[form] || (!isUsual && count > SELDOM * lines)) return;
      usual[form] = isUsual;
      if (count > 0) this.revision++;
    });
  }
}

/** A copy with an entry for each form: there were fewer once. */
function filled<T>(entries: readonly T[], missing: T): T[] {
  return Array.from({ length: FORMS }, (_, form) => entries[form] ?? missing);
}

/** Votes in plain arrays. */
export interface VotesState {
  readonly revision: number;
  readonly isOpen: boolean;
  readonly places: readonly (readonly [number, Place])[];
}
