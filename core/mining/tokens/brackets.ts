import { BYTE } from "../../bytes.ts";

const { CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN } = BYTE;

/** What begins a span in brackets. */
export const OPENS = new Set<number>([OPEN_BRACKET, OPEN_BRACE, OPEN_PAREN]);
/** What ends one. */
export const CLOSES = new Set<number>([CLOSE_BRACKET, CLOSE_BRACE, CLOSE_PAREN]);
