import { cutText } from "../../cut_text.ts";
import { printable } from "../printable.ts";
import { type FieldCursor, NUMBER, TEXT } from "./field_cursor.ts";
import { type FieldRoles, HOST, LEVEL, roleOf, STATE, STATE_OR_MESSAGE, TIME } from "./field_roles.ts";
import { stateText } from "./state_value.ts";

const LONGEST_KEY = 64;
const LONGEST_TEXT = 1024;

/**
 * Text of a record without a message, from a cursor that was just opened on it: states with their values first, then its other keys,
 * each in order, `{action=login status=2xx user=<*>}`. Level, time and host are no part of it.
 */
export function keyedText(bytes: Uint8Array, cursor: FieldCursor, roles: FieldRoles): string {
  const states = new Set<string>(), others = new Set<string>();
  while (cursor.next()) {
    const role = roleOf(roles.of(cursor.path));
    if (role === LEVEL || role === TIME || role === HOST) continue;
    const isState = (role === STATE || role === STATE_OR_MESSAGE) && (cursor.kind === TEXT || cursor.kind === NUMBER);
    const value = isState ? stateText(bytes, cursor.start, cursor.end) : "<*>";
    if (value === "<*>" && cursor.depth > 1) continue;
    (value === "<*>" ? others : states).add(`${keyText(bytes, cursor)}=${value}`);
  }
  return `{${cutText([...states].sort().concat([...others].sort()).join(" "), LONGEST_TEXT)}}`;
}

function keyText(bytes: Uint8Array, { keyStart, keyEnd }: FieldCursor): string {
  return printable(bytes.subarray(keyStart, Math.min(keyEnd, keyStart + LONGEST_KEY)));
}

/** Whether a template's text is one that {@linkcode keyedText} may have made. */
export function isKeyedText(text: string): boolean {
  return text.startsWith("{") && text.endsWith("}");
}
