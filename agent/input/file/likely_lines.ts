/** As many lines as this many bytes are likely to hold, by how many a line has; 1 at least, but for no bytes. */
export function likelyLines(bytes: number, lineBytes: number): number {
  return bytes <= 0 ? 0 : Math.max(1, Math.round(bytes / lineBytes));
}
