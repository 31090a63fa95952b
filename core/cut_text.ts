const HIGH_SURROGATES = /[\ud800-\udbff]$/;

/** A text of at most `length` UTF-16 units, the last of them a mark where some are missing; no character is cut apart. */
export function cutText(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).replace(HIGH_SURROGATES, "")}…` : text;
}
