const DECODER = new TextDecoder();

/** Text of bytes with control characters and invalid UTF-8 replaced by U+FFFD. */
export function printable(bytes: Uint8Array): string {
  return printableText(DECODER.decode(bytes));
}

/** A text with control characters and line separators replaced by U+FFFD. */
export function printableText(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "\ufffd");
}
