import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, HEX, LETTER } from "../byte_classes.ts";
import { BEFORE_STATUS, hasRequest, isApart, isPlaceAt, isWordAt, mayFollowStatus } from "./status_place.ts";

const { DIGIT_0 } = BYTE;
/** Largest number that {@linkcode lineStates} gives. */
const MOST = 0x3fffffff;

/** Where runs of letters and digits that hold a digit begin in a line, of which `numberCount` are meant. */
export interface NumberPlaces {
  readonly numbers: Int32Array;
  readonly numberCount: number;
}

/**
 * What lines of one shape are told apart by though it is made of digits, as one number: classes of statuses, states of SQL and gRPC, what routers call their
 * messages; 0 where a line has none, -1 where nothing stands in it where they do, so that no line of its shape has one. Lines of one shape with the same
 * number are alike in this. Statuses are looked for in the line's numbers alone. `codes` are those of `stateCodesIn`.
 */
export function lineStates(
  bytes: Uint8Array,
  start: number,
  end: number,
  { codes, places }: { readonly codes: number; readonly places: NumberPlaces },
): number {
  const { numbers, numberCount } = places;
  let classes = 0, apart = 0, hasPlace = false, hasApart = false;
  for (let i = 0; i < numberCount; i++) {
    const at = numbers[i];
    if (at === start || BEFORE_STATUS[bytes[at - 1]] !== 1 || !(CLASS[bytes[at]] & (DIGIT | HEX))) continue;
    if (!mayFollowStatus(bytes, wordEnd(bytes, at, end), end)) continue;
    const digit = isWordAt(bytes, at, end) ? bytes[at] - DIGIT_0 : 0;
    if (isPlaceAt(bytes, at)) {
      hasPlace = true;
      classes = classes << 3 ^ digit;
    } else if (isApart(bytes, at)) {
      hasApart = true;
      apart = apart << 3 ^ digit;
    }
  }
  const hasStatuses = hasApart && hasRequest(bytes, start, end);
  if (!hasStatuses && !hasPlace && codes < 0) return -1;
  const statuses = hasStatuses ? Math.imul(apart, 31) ^ classes : classes;
  return (codes < 0 ? statuses : Math.imul(codes, 31) ^ statuses) & MOST;
}

function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && CLASS[bytes[at]] & (LETTER | DIGIT)) at++;
  return at;
}
