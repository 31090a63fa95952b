import { BYTE } from "../../bytes.ts";

const { DIGIT_0 } = BYTE;

/** Digits of a status of HTTP. */
export const STATUS_DIGITS = 3;

/** The statuses that servers answer with, by their first and last one: those of the standard, and those that servers and proxies added. */
const RANGES: readonly (readonly [first: number, last: number])[] = [
  [100, 103],
  [200, 208],
  [218, 218],
  [226, 226],
  [300, 308],
  [400, 431],
  [440, 440],
  [444, 444],
  [449, 451],
  [460, 460],
  [463, 464],
  [494, 511],
  [520, 530],
  [561, 561],
  [598, 599],
];
const USUAL = new Uint8Array(1000);
for (const [first, last] of RANGES) USUAL.fill(1, first, last + 1);

/** Whether the three digits at `at` are a status that servers answer with, so that a number of another kind is seldom taken for one. */
export function isUsualStatus(bytes: Uint8Array, at: number): boolean {
  return USUAL[(bytes[at] - DIGIT_0) * 100 + (bytes[at + 1] - DIGIT_0) * 10 + bytes[at + 2] - DIGIT_0] === 1;
}
