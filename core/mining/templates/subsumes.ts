import { PARTIAL, type TokenList, VALUE } from "../tokens/token_list.ts";
import { Tokenizer } from "../tokens/tokenizer.ts";

const ENCODER = new TextEncoder();

/**
 * Whether the template text `general` matches every line of the template text `special`: the same tokens, or `<*>`
 * where `special` has anything. Reflexive and transitive, so that reconciling templates of several agents ends in the
 * same one whatever the order.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { subsumes } from "./subsumes.ts";
 *
 * assert.ok(subsumes("session opened for user <*>", "session opened for user root"));
 * assert.ok(!subsumes("session opened for user root", "session opened for user <*>"));
 * ```
 */
export function subsumes(general: string, special: string): boolean {
  if (general === special) return true;
  const a = scanned(general), b = scanned(special);
  if (a.count !== b.count || a.count === 0) return false;
  for (let i = 0; i < a.count; i++) {
    if (a.kinds[i] === VALUE) continue;
    if (b.kinds[i] === VALUE || (a.kinds[i] === PARTIAL) !== (b.kinds[i] === PARTIAL)) return false;
    if (a.hashes[i] !== b.hashes[i] || a.checks[i] !== b.checks[i]) return false;
  }
  return true;
}

function scanned(text: string): TokenList {
  const bytes = ENCODER.encode(text);
  return new Tokenizer().scan(bytes, 0, bytes.length, true);
}
