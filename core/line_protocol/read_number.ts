import { BYTE } from "../bytes.ts";
import type { FieldValue } from "../line_point.ts";

const { DASH, DIGIT_0, DIGIT_9, DOT } = BYTE;

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const MAX_UINT64 = 2n ** 64n - 1n;
const SMALL_I = 105;
const SMALL_U = 117;
/** Any integer of so few digits is exact as a number, and so is its quotient with a power of ten, rounded once. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
/** More digits than any 64 bits need, leading zeros included: making a bigint of a million digits is slow. */
export const MAX_DIGITS = 40;

/** A number as a field's value has it: `1.5` and `1` are floats, `1i` is an integer, `1u` unsigned; undefined for others. */
export function readNumber(text: string): FieldValue | undefined {
  return readShortNumber(text) ?? readAnyNumber(text);
}

/** Digits, few enough, with at most a sign, a dot and an `i`: nearly all numbers, at a third of the time. */
function readShortNumber(text: string): FieldValue | undefined {
  const { length } = text;
  const isNegative = text.charCodeAt(0) === DASH;
  let at = isNegative ? 1 : 0;
  let digits = 0;
  let whole = 0;
  let beforeDot = -1;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= DIGIT_0 && code <= DIGIT_9) {
      whole = whole * 10 + code - DIGIT_0;
      digits++;
    } else if (code === DOT && beforeDot < 0) beforeDot = digits;
    else break;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return undefined;
  if (at === length) {
    const value = beforeDot < 0 ? whole : whole / POWERS_OF_TEN[digits - beforeDot]!;
    return { kind: "float", value: isNegative ? -value : value };
  }
  if (at < length - 1 || beforeDot >= 0 || text.charCodeAt(at) !== SMALL_I) return undefined;
  return { kind: "integer", value: BigInt(isNegative ? -whole : whole) };
}

function readAnyNumber(text: string): FieldValue | undefined {
  const last = text.charCodeAt(text.length - 1);
  if (last === SMALL_I) return readInteger(text.slice(0, -1));
  if (last === SMALL_U) return readUnsigned(text.slice(0, -1));
  if (!/^-?[\d.][\d.eE+-]*$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? { kind: "float", value } : undefined;
}

function readInteger(digits: string): FieldValue | undefined {
  if (digits.length > MAX_DIGITS || !/^-?\d+$/.test(digits)) return undefined;
  const value = BigInt(digits);
  return value < INT64.min || value > INT64.max ? undefined : { kind: "integer", value };
}

function readUnsigned(digits: string): FieldValue | undefined {
  if (digits.length > MAX_DIGITS || !/^\d+$/.test(digits)) return undefined;
  const value = BigInt(digits);
  return value > MAX_UINT64 ? undefined : { kind: "unsigned", value };
}
