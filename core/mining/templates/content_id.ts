/** Sixteen hexadecimal digits that follow from a text alone: 64-bit FNV-1a over its UTF-16 code units, mixed. */
export function contentId(text: string): string {
  let low = 0x84222325, high = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    // Multiplies the pair by the FNV prime 0x100000001b3.
    const product = low * 0x1b3;
    const carry = Math.floor(product / 0x100000000);
    high = (Math.imul(high, 0x1b3) + (low << 8) + carry) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
