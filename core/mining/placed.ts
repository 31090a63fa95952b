import { type Tokens, WORD } from "./tokens.ts";

const COLON = 58;

/** Marks the words that stand where values do: glued behind a key's colon (`state:up`), or behind "user". */
export function markPlaced(tokens: Tokens, buffer: Uint8Array): void {
  for (let i = 1; i < tokens.count; i++) {
    if (tokens.kinds[i] !== WORD) continue;
    const before = buffer[tokens.starts[i - 1]];
    const length = tokens.ends[i - 1] - tokens.starts[i - 1];
    if (!tokens.spaced[i] && length === 1 && before === COLON && i > 1 && tokens.kinds[i - 2] >= WORD) {
      tokens.placed[i] = 1;
    }
    if (tokens.spaced[i] && tokens.kinds[i - 1] === WORD && length === 4 && isUser(buffer, tokens.starts[i - 1])) {
      tokens.placed[i] = 1;
    }
  }
}

function isUser(buffer: Uint8Array, at: number): boolean {
  return buffer[at] === 117 && buffer[at + 1] === 115 && buffer[at + 2] === 101 && buffer[at + 3] === 114;
}
