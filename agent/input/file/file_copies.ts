import type { OpenFile } from "./open_file.ts";

/** Files that share their beginning are a file and its copy where that is so long: a header is shorter. */
const LEAST_SHARED_BYTES = 1_024;
/** Files that are equal are copies where they are so long. */
const LEAST_EQUAL_BYTES = 64;

/** How many bytes of `file` are also in one of `others`, of which it is a copy, or which is a copy of it; 0: it is neither. */
export function sharedBytes(file: OpenFile, others: readonly OpenFile[]): number {
  return Math.max(0, ...others.filter((other) => other !== file).map((other) => sharedWith(file, other)));
}

function sharedWith(file: OpenFile, other: OpenFile): number {
  const length = Math.min(file.size, other.size);
  const isLongEnough = length >= (file.size === other.size ? LEAST_EQUAL_BYTES : LEAST_SHARED_BYTES);
  return isLongEnough && file.sharesWith(other, length) ? length : 0;
}
