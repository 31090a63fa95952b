import { BYTE } from "../../bytes.ts";

const { CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN } = BYTE;

/** Whether a byte begins a span in brackets. */
export function opensBracket(byte: number): boolean {
  return byte === OPEN_BRACKET || byte === OPEN_BRACE || byte === OPEN_PAREN;
}

/** Whether a byte ends one. */
export function closesBracket(byte: number): boolean {
  return byte === CLOSE_BRACKET || byte === CLOSE_BRACE || byte === CLOSE_PAREN;
}
