import { subsumes } from "../mining/templates/subsumes.ts";

/** Text of a variable part. */
const VARIABLE = "<*>";

/**
 * Finds the more general texts that one text is an instance of ({@link subsumes}: as many tokens, and every literal token of the
 * general one agrees), where that is evidence enough to merge what two agents have mined. More than half of the general text's tokens must be literal, and at most one of its variable parts may
 * stand for a word, so that `Started <*>` and `Paused <*>`, or `<*> <*> failed` and `disk sda failed`, stay apart.
 *
 * Texts are looked up by the positions of their variable parts, which costs one look-up per set of such positions
 * in use, not one comparison per pair of texts.
 */
export class CoverIndex {
  readonly #byLength = new Map<number, Map<string, readonly number[]>>();
  readonly #texts = new Set<string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      const tokens = text.split(" ");
      const variable = tokens.flatMap((token, at) => token === VARIABLE ? [at] : []);
      if (variable.length === 0 || variable.length * 2 >= tokens.length) continue;
      this.#texts.add(text);
      let masks = this.#byLength.get(tokens.length);
      if (masks === undefined) this.#byLength.set(tokens.length, masks = new Map());
      masks.set(variable.join(), variable);
    }
  }

  /** Texts that cover `text`, itself left out. */
  covering(text: string): string[] {
    const tokens = text.split(" ");
    return [...this.#byLength.get(tokens.length)?.values() ?? []]
      .filter((variable) => wordsAt(tokens, variable) <= 1)
      .map((variable) => replaceAt(tokens, variable))
      .filter((general) => general !== text && this.#texts.has(general) && subsumes(general, text));
  }
}

function wordsAt(tokens: readonly string[], positions: readonly number[]): number {
  return positions.filter((at) => !tokens[at]!.includes(VARIABLE) && !/\d/.test(tokens[at]!)).length;
}

function replaceAt(tokens: readonly string[], positions: readonly number[]): string {
  const general = [...tokens];
  for (const at of positions) general[at] = VARIABLE;
  return general.join(" ");
}
