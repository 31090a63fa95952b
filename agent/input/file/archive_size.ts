import { bytesOf } from "./file_identity.ts";
import { orNothing } from "./file_problem.ts";

const FOOTER_BYTES = 12, CRC_BYTES = 4;
/** No log is compressed to less than that part of it: a size that says so is made up. */
const MOST_RATIO = 10_000;
/** Seven bits each: more make a number that is none. */
const MOST_DIGITS = 8;

/**
 * How many bytes a file that can't be decompressed here holds, by what it says itself; undefined where it does not, is damaged or gone. Known of
 * `.xz` alone, whose end lists the sizes of its blocks (The .xz File Format 1.2.1, sections 2.1.2 and 4).
 */
export function plainBytesOf(path: string): number | undefined {
  if (!path.endsWith(".xz")) return undefined;
  return orNothing(() => {
    using file = Deno.openSync(path);
    const { size } = file.statSync();
    const plain = listedBytes((from, length) => bytesOf(file, from, length), size);
    return plain !== undefined && plain <= size * MOST_RATIO ? plain : undefined;
  });
}

function listedBytes(bytesAt: (from: number, length: number) => Uint8Array, size: number): number | undefined {
  const footer = bytesAt(size - FOOTER_BYTES, FOOTER_BYTES);
  if (footer.length < FOOTER_BYTES || footer[10] !== 0x59 || footer[11] !== 0x5a) return undefined;
  const length = (new DataView(footer.buffer).getUint32(4, true) + 1) * 4;
  if (length + FOOTER_BYTES > size) return undefined;
  const index = new Numbers(bytesAt(size - FOOTER_BYTES - length, length - CRC_BYTES));
  if (index.next() !== 0) return undefined;
  const blocks = index.next() ?? 0;
  let plain = 0;
  for (let block = 0; block < blocks; block++) {
    index.next();
    const bytes = index.next();
    if (bytes === undefined) return undefined;
    plain += bytes;
  }
  return plain;
}

/** Whole numbers of seven bits a byte, the least first; the eighth says that more follow. */
class Numbers {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(): number | undefined {
    let number = 0;
    for (let digit = 0; digit < MOST_DIGITS; digit++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return undefined;
      number += (byte & 0x7f) * 2 ** (7 * digit);
      if (byte < 0x80) return number;
    }
    return undefined;
  }
}
