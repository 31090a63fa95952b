const UPPER_A = 65, UPPER_Z = 90;
/** Words that say what kind of thing is named next: "host", "user". */
export const NOUNS = new Set(
  ("user host name named client server context class interface device process thread module package file path domain node job " +
    "task session request account group role table database queue topic container pod image namespace zone region bucket key id " +
    "label").split(" "),
);
/** Words that something may follow that varies. */
export const PREPOSITIONS = new Set("for from by to at on in with of into".split(" "));

const SHORTEST = 2, LONGEST = 9;

/** Whether a word says that a variable may follow: "host", "for". */
export function isCue(word: string): boolean {
  if (word.length < SHORTEST || word.length > LONGEST) return false;
  if (NOUNS.has(word) || PREPOSITIONS.has(word)) return true;
  const first = word.charCodeAt(0);
  return first >= UPPER_A && first <= UPPER_Z && isCue(word.toLowerCase());
}
