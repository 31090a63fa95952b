import { shownText } from "../../../core/shown_text.ts";

/** A piece of HTML, as against text that is to be shown as it is. */
export class Markup {
  constructor(readonly html: string) {}
}

/** What a template of {@linkcode html} takes: text is cleaned and escaped, markup is not, lists are joined, null is nothing. */
export type Content = string | number | null | Markup | readonly Markup[];

/**
 * Makes markup of a template, and escapes what is filled in.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.equal(html`<b title="${'"'}">${"<*>"}</b>`.html, '<b title="&quot;">&lt;*&gt;</b>');
 * ```
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(strings.map((text, i) => text + written(values[i] ?? null)).join(""));
}

function written(content: Content): string {
  if (content === null) return "";
  if (content instanceof Markup) return content.html;
  return Array.isArray(content) ? content.map(({ html }) => html).join("") : escaped(String(content));
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

function escaped(text: string): string {
  return shownText(text).replaceAll(/[&<>"']/g, (character) => ENTITIES.get(character)!);
}
