/** U+2060 WORD JOINER: shows as nothing, and no name begins with it by accident. */
const MARK = "\u2060";

/** What line protocol has no way to write in a tag, or what InfluxDB's parser reads differently from its own rules. */
const UNWRITABLE = /^$|^\u2060|[\0\t\n\r]|\\$|\\[, ="]/;

/**
 * A text as a tag of InfluxDB can hold it: as it is wherever line protocol allows that, else marked and with `%`,
 * backslashes, tabs, line ends and NUL percent-encoded. {@linkcode fromTagText} gives the text back.
 *
 * ```ts
 * import { fromTagText, toTagText } from "./tag_text.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(toTagText("C:\\logs\\app.log"), "C:\\logs\\app.log");
 * assert.equal(toTagText("C:\\logs\\"), "\u2060C:%5Clogs%5C");
 * assert.equal(fromTagText(toTagText("C:\\logs\\")), "C:\\logs\\");
 * ```
 */
export function toTagText(text: string): string {
  return UNWRITABLE.test(text) ? MARK + text.replaceAll(/[%\\\0\t\n\r]/g, percentEncoded) : text;
}

/** The text that {@linkcode toTagText} was given. */
export function fromTagText(tag: string): string {
  if (!tag.startsWith(MARK)) return tag;
  return tag.slice(MARK.length).replaceAll(/%([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
