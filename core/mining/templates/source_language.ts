import { WORD } from "../tokens/token_list.ts";
import { LOG_WORDS } from "./log_words.ts";
import type { Pattern } from "./pattern.ts";

const PLAIN = /^[A-Za-z]{2,}$/;
/** English words and endings that other languages do not share with it. */
const ENGLISH =
  /^(?:the|of|to|for|from|with|by|and|or|are|been|has|have|had|not|cannot|this|that|its|we|if|when|while|than|should|would|did|does|all|any|out|.*(?:ed|ing|ly))$/;
/** Words of a source from which on it is known whether they are usual, and their share if so. */
const LEAST_WORDS = 32, LEAST_SHARE = 3 / 4;
/** Words after which it is settled. */
const MOST_WORDS = 1024;

/** How many words of a message programs say. */
export interface UsualWords {
  readonly words: number;
  readonly usual: number;
}

/** Counts what is said in the words of a message, one of its positions aside. */
export function usualWords(pattern: Pattern, aside = -1): UsualWords {
  let words = 0, usual = 0;
  for (let i = 0; i < pattern.kinds.length; i++) {
    if (i === aside || !isPlainWord(pattern, i)) continue;
    words++;
    if (LOG_WORDS.has(pattern.texts[i].toLowerCase())) usual++;
  }
  return { words, usual };
}

/** Whether some words of a message are English for certain, one of its positions aside. */
export function isEnglish(pattern: Pattern, aside: number): boolean {
  return pattern.texts.some((text, i) => {
    const word = text.toLowerCase();
    return i !== aside && isPlainWord(pattern, i) && ENGLISH.test(word) && LOG_WORDS.has(word);
  });
}

function isPlainWord({ kinds, texts, wildcards }: Pattern, i: number): boolean {
  return kinds[i] === WORD && !wildcards.includes(i) && PLAIN.test(texts[i]);
}

/** Whether a source's messages are in the language whose words are known, by how many of their words are usual ones. */
export class SourceLanguage {
  #words = 0;
  #usual = 0;

  /** Notes a new message. */
  note(pattern: Pattern): void {
    if (this.#words >= MOST_WORDS) return;
    const { words, usual } = usualWords(pattern);
    this.#words += words;
    this.#usual += usual;
  }

  /** Whether most words of the source are usual; not while few were met. */
  isUsual(): boolean {
    return this.#words >= LEAST_WORDS && this.#usual >= this.#words * LEAST_SHARE;
  }

  /** Words, and usual ones, for {@linkcode restore}. */
  dump(): readonly [number, number] {
    return [this.#words, this.#usual];
  }

  restore([words, usual]: readonly [number, number]): void {
    this.#words = words;
    this.#usual = usual;
  }
}
