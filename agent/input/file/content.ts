import { createHash } from "node:crypto";
import { addCount } from "../../../core/add_count.ts";
import type { FileCheckpoint, Fingerprint } from "../../state/checkpoint.ts";

/** Bytes that can be looked at anywhere: those of an open file, or what a compressed one decompresses to. */
export interface Content {
  readonly size: number;
  /** When it was last written to, epoch milliseconds. */
  readonly writtenMs: number;
  /** Bytes from `from` on, fewer than `length` at its end. */
  bytesAt(from: number, length: number): Uint8Array;
}

/** Files that share their beginning are a file and its copy where that is so long: a header is shorter. */
export const LEAST_SHARED_BYTES = 1_024;
/** Files that are equal are copies where they are so long. */
export const LEAST_EQUAL_BYTES = 64;
/** Bytes that are compared from each end of what two may share. */
const SAMPLE_BYTES = 4_096;
/** As many lines that come once in a sample tell it from another log's: a header may have two, and then always the same follows. */
const LEAST_OWN_LINES = 3;

/** What a content is now: a copy that is being made grows from one question to the next, and the answers would be of different files. */
export function asItIs(content: Content): Content {
  const { size, writtenMs } = content;
  return {
    size,
    writtenMs,
    bytesAt: (from, length) => content.bytesAt(from, Math.max(0, Math.min(length, size - from))),
  };
}

/** Whether it holds the bytes of a fingerprint where they were. */
export function beginsLike(content: Pick<Content, "bytesAt">, { length, hash, tail }: Fingerprint): boolean {
  const isAt = (from: number, bytes: number, digest: string) => {
    const found = content.bytesAt(from, bytes);
    return found.length === bytes && digestOf(found) === digest;
  };
  return isAt(0, length, hash) && (tail === undefined || isAt(tail.end - tail.length, tail.length, tail.hash));
}

/** Whether it holds what was read of a checkpoint's file. */
export function holds(content: Content, { offset, fingerprint }: FileCheckpoint): boolean {
  return offset <= content.size && beginsLike(content, fingerprint);
}

/** Whether anything of the content of a checkpoint's file is known. */
export function isKnown({ fingerprint: { length, tail } }: FileCheckpoint): boolean {
  return length > 0 || (tail?.length ?? 0) > 0;
}

/** Whether what was read of a checkpoint's file is enough to know its content by, were it another file. */
export function isTelling({ fingerprint: { tail } }: FileCheckpoint): boolean {
  return tail !== undefined && tail.end >= LEAST_EQUAL_BYTES;
}

/** Of the marks of one content, a file's and its copies', the one that was read furthest. */
export function furthestOf(marks: readonly FileCheckpoint[]): FileCheckpoint | undefined {
  return marks.toSorted((a, b) => b.offset - a.offset)[0];
}

/** How many bytes two share: all of the shorter one, where it is the other's beginning, of whatever length; else 0. */
export function sharedBytes(a: Content, b: Content): number {
  const length = Math.min(a.size, b.size);
  const samples = [0, Math.max(0, length - SAMPLE_BYTES)];
  const isShared = samples.every((from) => {
    const bytes = Math.min(SAMPLE_BYTES, length - from);
    return isEqual(a.bytesAt(from, bytes), b.bytesAt(from, bytes));
  });
  return isShared ? length : 0;
}

/** How many bytes of `content` are also in `other`, where one is a copy of the other: they share too much for chance. */
export function copiedBytes(content: Content, other: Content): number {
  const shared = sharedBytes(content, other);
  const isWhole = content.size === other.size && (shared >= LEAST_EQUAL_BYTES || content.writtenMs === other.writtenMs);
  return isWhole || shared >= LEAST_SHARED_BYTES ? shared : 0;
}

/** How many bytes of `content` are all of `other`'s, which it has taken the place of: a mirror's next copy goes on from the one before, however short. */
export function continuedBytes(content: Content, other: Content): number {
  const shared = sharedBytes(content, other);
  return shared === other.size && shared >= LEAST_EQUAL_BYTES ? shared : 0;
}

/** Whether it says the same again and again, as a log without times may: that another says so, too, does not make it a copy. */
export function isRepeating(content: Content): boolean {
  const lines = new TextDecoder("latin1").decode(content.bytesAt(0, SAMPLE_BYTES)).split("\n").slice(0, -1);
  const counts = new Map<string, number>();
  for (const line of lines) addCount(counts, line, 1);
  const once = [...counts.values()].filter((count) => count === 1).length;
  return once < LEAST_OWN_LINES && lines.length - once >= LEAST_OWN_LINES;
}

/** Whether two arrays have the same bytes. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Sixteen hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}
