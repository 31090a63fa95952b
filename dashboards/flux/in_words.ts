import type { Snippet } from "./script.ts";

/** Defines `inWords(ms)`: a span of time in the unit in which it has two figures or so: `90 s`, `5 min`, `26 h`, `3 d`. */
export const IN_WORDS: Snippet = {
  text: `
inWords = (ms) =>
  if ms < 120000 then
    string(v: ms / 1000) + " s"
  else if ms < 7200000 then
    string(v: ms / 60000) + " min"
  else if ms < 172800000 then
    string(v: ms / 3600000) + " h"
  else
    string(v: ms / 86400000) + " d"`,
};
