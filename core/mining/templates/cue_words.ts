import { BYTE } from "../../bytes.ts";
import { WordLengths } from "../../word_lengths.ts";

const { UPPER_A, UPPER_Z } = BYTE;
/** Words that say what kind of thing is named next: "host", "user". */
export const NOUNS = new Set(
  ("user host name named client server context class interface device process thread module package file path domain node job " +
    "task session request account group role table database queue topic container pod image namespace zone region bucket key id " +
    "label backend proxy plugin agent peer member service unit consumer producer broker replica shard index collection cluster " +
    "application app tenant city folder directory bean mailbox share volume mount repository branch schema keyspace policy rule site")
    .split(" "),
);
/** Words that something may follow that varies. */
export const PREPOSITIONS = new Set("for from by to at on in with of into".split(" "));
/** Plain words that say how things are. */
export const STATES = new Set(
  ("ok up down on off in out yes no open closed online offline healthy unhealthy degraded idle busy active inactive ready pending done " +
    "success failure partial complete incomplete unknown none low medium high normal critical fatal error warning info debug good bad " +
    "new old full empty slow fast alive dead lost free left right valid invalid read write start stop begin end")
    .split(" "),
);
/** Nouns that states stand beside: `idle state`, `state idle`; and words that they stand after: `is idle`. */
export const STATE_NOUNS = new Set(
  "state status mode role type kind stage step reason result severity level priority phase health".split(" "),
);
export const STATE_VERBS = new Set("is are was were be been become becomes became now as".split(" "));

export const GERUND = /^[a-z]{2,}ing$/;

const CUES = new Set([...NOUNS, ...PREPOSITIONS]);
const LENGTHS = new WordLengths(CUES);

/** Whether a word says what happens to what the noun before it names: "session opened", "server starting"; a name seldom ends so. */
export function isParticiple(word: string): boolean {
  return /^[a-z]{2,}(?:ed|ing)$/.test(word);
}

/** Whether some of the words at one place say what happens; where fewer than half end in -ing and none is a state, they are names: `billing`. */
export function sayWhatHappens(words: readonly string[]): boolean {
  const gerunds = words.filter((word) => GERUND.test(word)).length;
  if (words.some((word) => isParticiple(word) && !GERUND.test(word))) return true;
  return gerunds * 2 > words.length || gerunds > 0 && words.some((word) => STATES.has(word));
}

/** Whether a word says that a variable may follow: "host", "for". */
export function isCue(word: string): boolean {
  if (!LENGTHS.mayHave(word.charCodeAt(0), word.length)) return false;
  if (CUES.has(word)) return true;
  const first = word.charCodeAt(0);
  return first >= UPPER_A && first <= UPPER_Z && CUES.has(word.toLowerCase());
}
