/** Classes of a byte, as bits, for scanners that run over a line's bytes. */
export const DIGIT = 1, UPPER = 2, LOWER = 4, HEX = 8, SPACE = 16, DELIMITER = 32, HIGH = 64;

/** Letters of any alphabet: every byte of a multi-byte UTF-8 character counts as one. */
export const LETTER = UPPER | LOWER | HIGH;

/** Bits of {@linkcode DIGIT} and so on for each byte. */
export const CLASS = classes();

function classes(): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const char = String.fromCharCode(byte);
    if (byte >= 128) table[byte] |= HIGH;
    else if (byte <= 32 || byte === 127) table[byte] |= SPACE;
    if (char >= "0" && char <= "9") table[byte] |= DIGIT | HEX;
    if (char >= "A" && char <= "Z") table[byte] |= UPPER;
    if (char >= "a" && char <= "z") table[byte] |= LOWER;
    if ((char >= "A" && char <= "F") || (char >= "a" && char <= "f")) table[byte] |= HEX;
    if ("=,;:()[]{}\"'`<>|".includes(char)) table[byte] |= DELIMITER;
  }
  return table;
}

/** By byte, 1 for those of a text. */
export function bytesOf(text: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of new TextEncoder().encode(text)) table[byte] = 1;
  return table;
}

/** Whether `[start, end)` holds only bytes that have one of the class bits `mask`; true when it is empty. */
export function all(bytes: Uint8Array, start: number, end: number, mask: number): boolean {
  for (let i = start; i < end; i++) if ((CLASS[bytes[i]] & mask) === 0) return false;
  return true;
}
