import type { FileCheckpoint, Fingerprint } from "../../state/checkpoint.ts";
import { beginsLike, type Content, digestOf } from "./content.ts";
import { fingerprintOfBytes, HEAD_BYTES, TAIL_BYTES, withTail } from "./file_identity.ts";

/** As many last bytes of a content are looked through, so many at once. */
const MOST_BYTES = 64 * 2 ** 20, STRETCH_BYTES = 2 ** 20;

const NEWLINE = 10;

/** What was read of a file, and where the next line begins: a record that may go on is read again. */
export type ReadPart = Pick<FileCheckpoint, "fingerprint" | "offset">;

/** What was read up to the end of a fingerprint, that record included. */
export function partUpTo(fingerprint: Fingerprint): ReadPart {
  return { fingerprint, offset: fingerprint.tail?.end ?? 0 };
}

/** Where reading goes on in a content after what was read of another; see {@linkcode endOfReadPart}. */
export function offsetAfter({ fingerprint, offset }: ReadPart, content: Content): number | undefined {
  const end = endOfReadPart(content, fingerprint);
  return end === undefined ? undefined : end + offset - fingerprint.tail!.end;
}

/** Of parts the one after which a content is read on furthest, and where. */
export function furthestPart<Part extends ReadPart>(
  parts: readonly Part[],
  content: Content,
): { readonly part: Part; readonly offset: number } | undefined {
  const found = parts.flatMap((part) => {
    const offset = offsetAfter(part, content);
    return offset === undefined ? [] : [{ part, offset }];
  });
  return found.toSorted((a, b) => b.offset - a.offset)[0];
}

/** Whether a content begins with the whole head that a fingerprint was made of. */
export function isBegunAlike({ length, hash }: Fingerprint, content: Content): boolean {
  return length === HEAD_BYTES && beginsLike(content, { length, hash });
}

/** The fingerprint of a content up to its end. */
export function fingerprintOfAll(content: Content): Fingerprint {
  const { size } = content, length = Math.min(size, TAIL_BYTES);
  return withTail(fingerprintOfBytes(content.bytesAt(0, HEAD_BYTES)), content.bytesAt(size - length, length), size);
}

/**
 * Where in a content the last bytes stand that were read of another file, and what is to be read begins: an editor may have changed or left out lines
 * before. Undefined where they are not there, stand there more than once, as in a log that says the same again and again, or are too few to tell.
 * Costs a sum for each byte.
 */
export function endOfReadPart(content: Content, { tail }: Fingerprint): number | undefined {
  if (tail?.sum === undefined || tail.length < TAIL_BYTES) return undefined;
  const ends: number[] = [];
  for (let from = Math.max(0, content.size - MOST_BYTES); from < content.size; from += STRETCH_BYTES) {
    const bytes = content.bytesAt(from, STRETCH_BYTES + TAIL_BYTES - 1);
    ends.push(...endsIn(bytes, { hash: tail.hash, sum: tail.sum }).map((end) => from + end));
    if (ends.length > 1) return undefined;
  }
  return ends[0];
}

function endsIn(bytes: Uint8Array, { hash, sum }: { readonly hash: string; readonly sum: number }): number[] {
  const ends: number[] = [];
  let left = sum;
  for (let end = 1; end <= bytes.length; end++) {
    left += (bytes[end - 1 - TAIL_BYTES] ?? 0) - bytes[end - 1]!;
    const mayBe = left === 0 && end >= TAIL_BYTES && bytes[end - 1] === NEWLINE;
    if (mayBe && digestOf(bytes.subarray(end - TAIL_BYTES, end)) === hash) ends.push(end);
  }
  return ends;
}
