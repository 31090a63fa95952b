import type { FieldValue } from "../line_point.ts";

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const MAX_UINT64 = 2n ** 64n - 1n;
/** Integers of so few digits are exact as a number, and a bigint made from a number costs half of one made from text. */
const EXACT_DIGITS = 15;

/** More digits than any 64 bits need, leading zeros included: making a bigint of a million digits is slow. */
export const MAX_DIGITS = 40;
const INTEGER_DIGITS = /^-?\d{1,40}$/;
const UNSIGNED_DIGITS = /^\d{1,40}$/;

/** A number as a field's value has it: `1.5` and `1` are floats, `1i` is an integer, `1u` unsigned; undefined for others. */
export function readNumber(text: string): FieldValue | undefined {
  const last = text.charCodeAt(text.length - 1);
  if (last === 0x69) return readInteger(text.slice(0, -1));
  if (last === 0x75) return readUnsigned(text.slice(0, -1));
  if (!/^-?[\d.][\d.eE+-]*$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? { kind: "float", value } : undefined;
}

function readInteger(digits: string): FieldValue | undefined {
  if (!INTEGER_DIGITS.test(digits)) return undefined;
  const value = exactInteger(digits);
  return value < INT64.min || value > INT64.max ? undefined : { kind: "integer", value };
}

function readUnsigned(digits: string): FieldValue | undefined {
  if (!UNSIGNED_DIGITS.test(digits)) return undefined;
  const value = exactInteger(digits);
  return value > MAX_UINT64 ? undefined : { kind: "unsigned", value };
}

/** The bigint of decimal digits with or without a minus. */
export function exactInteger(digits: string): bigint {
  return digits.length <= EXACT_DIGITS ? BigInt(Number(digits)) : BigInt(digits);
}
