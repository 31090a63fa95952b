import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, HEX, LETTER } from "../byte_classes.ts";
import { printable } from "../printable.ts";
import { isMark } from "../tokens/partial.ts";
import { PARTIAL, type TokenList, VALUE, WORD } from "../tokens/token_list.ts";
import { isUnit } from "../tokens/units.ts";
import { isCue } from "./cue_words.ts";

const { COMMA, DASH, DOT, EQUALS, PERCENT, QUOTE, SPACE_BYTE } = BYTE;
/** Longer tokens have no form. */
const LONGEST = 64;
const MASKED = /\d|>[^\s"]/;
const WORDS = /^(?!true$|false$|none$|null$|nil$)[a-z]{2,}$/i;

/** By position, what a template's text says there while all lines agree; null where it says no more than that there is a value. */
export type Forms = (string | null)[];

/** What of a message's partial values and values may be the same in all lines: `ssh2`, the unit of `3 seconds`, the quotes of `tag="x"`, `tty=ssh`. */
export function formsOf(tokens: TokenList): Forms {
  let forms: Forms | undefined;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] < PARTIAL) continue;
    const form = formOf(tokens, i);
    if (form === null) continue;
    forms ??= new Array<string | null>(tokens.count).fill(null);
    forms[i] = form;
  }
  return forms ?? [];
}

/** Takes out of forms what a line has otherwise, and says whether there was any. */
export function differ(forms: Forms, tokens: TokenList): boolean {
  let isChanged = false, isLeft = false;
  for (let i = 0; i < forms.length; i++) {
    if (forms[i] === null) continue;
    if (formOf(tokens, i) === forms[i]) isLeft = true;
    else {
      forms[i] = null;
      isChanged = true;
    }
  }
  if (!isLeft) forms.length = 0;
  return isChanged;
}

/** Whether forms may turn out otherwise in a line of a shape that was met before: of `ssh2` and `3ms` the shape is the same as of `ssh1` and `3s`. */
export function areMasked(forms: Forms): boolean {
  return forms.some((form) => form !== null && MASKED.test(form));
}

/** What two templates have in common. */
export function commonForms(forms: Forms = [], others: Forms = []): Forms {
  return forms.length === others.length ? forms.map((form, i) => form === others[i] ? form : null) : [];
}

function formOf(tokens: TokenList, i: number): string | null {
  const { kinds, bytes, starts, ends } = tokens;
  const start = starts[i], end = ends[i], last = bytes[end - 1];
  if (end === start || end - start > LONGEST) return null;
  if (kinds[i] === PARTIAL) return withoutMark(printable(bytes.subarray(start, end)));
  if (kinds[i] !== VALUE) return null;
  const isKeyed = i > 1 && !tokens.spaced[i] && kinds[i - 2] >= WORD && tokens.isPunctuation(i - 1, EQUALS);
  if (isKeyed && bytes[start] === QUOTE) return last === QUOTE && end - start > 1 ? '"<*>"' : null;
  if (last === PERCENT) return isNumber(bytes, start, end - 1) ? "<*>%" : null;
  if (CLASS[last] & DIGIT && isTerm(tokens, i)) return printable(bytes.subarray(start, end));
  if (!(CLASS[last] & LETTER)) return null;
  let unit = end - 1;
  while (unit > start && CLASS[bytes[unit - 1]] & LETTER) unit--;
  if (unit === start) return isKeyed ? stateOf(tokens, i) : null;
  const isSpaced = bytes[unit - 1] === SPACE_BYTE;
  if (!isUnit(bytes, unit, end) || !isNumber(bytes, start, isSpaced ? unit - 1 : unit)) return null;
  return `<*>${isSpaced ? " " : ""}${printable(bytes.subarray(unit, end))}`;
}

/** Whether a token is a term such as `x509`: a letter that is no digit of a number, and digits, where nothing before names what varies. */
function isTerm(tokens: TokenList, i: number): boolean {
  const { bytes, starts, ends } = tokens;
  const first = CLASS[bytes[starts[i]]];
  if (!(first & LETTER) || first & HEX) return false;
  for (let at = starts[i] + 1; at < ends[i]; at++) if (!(CLASS[bytes[at]] & DIGIT)) return false;
  return i === 0 || !tokens.isPunctuation(i - 1, EQUALS) && !isCue(tokens.text(i - 1));
}

/** The word that is the value of a key, where that is no name of things that vary. */
function stateOf(tokens: TokenList, i: number): string | null {
  const text = printable(tokens.bytes.subarray(tokens.starts[i], tokens.ends[i]));
  return WORDS.test(text) && !isCue(tokens.text(i - 2)) ? text : null;
}

/** Whether digits, with what parts them, or a mark stand there. */
function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start === 3 && isMark(bytes, start, end)) return true;
  for (let i = bytes[start] === DASH ? start + 1 : start; i < end; i++) {
    if (!(CLASS[bytes[i]] & DIGIT) && bytes[i] !== DOT && bytes[i] !== COMMA) return false;
  }
  return end > start;
}

function withoutMark(text: string): string | null {
  return text.includes("<*>") ? null : text;
}
