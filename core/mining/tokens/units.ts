import { CLASS, UPPER } from "../byte_classes.ts";
import { WordLengths } from "../../word_lengths.ts";

const UNITS = new Set(
  ("b bytes byte kb mb gb tb kib mib gib bit bits kbit mbit kbps mbps ns us ms s sec secs second seconds msec msecs usec usecs " +
    "millis millisecond milliseconds microseconds nanoseconds min mins minute minutes h hr hrs hour hours day days " +
    "hz khz mhz ghz db dbm rpm fps ppm kw kwh " +
    "mm cm km bar mbar hpa kpa psi lux kg °c °f").split(" ").map(spelled),
);
/** Codes of currencies (ISO 4217) that are no words of programs. */
const CURRENCIES = new Set(
  "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF INR JPY KRW MXN NOK NZD PLN RUB SEK SGD THB USD ZAR".split(" "),
);

const LENGTHS = new WordLengths([...UNITS, ...CURRENCIES]);

/** Whether the bytes `[start, end)` are a unit of size, time, frequency or power, in any case, or a currency's code: `KB`, `ms`, `EUR`. */
export function isUnit(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start || !LENGTHS.mayHave(bytes[start], end - start)) return false;
  let word = "";
  for (let i = start; i < end; i++) word += letter(bytes[i]);
  return UNITS.has(word) || isCurrency(bytes, start, end);
}

/** A unit as its bytes are compared: in small letters, byte by byte. */
function spelled(unit: string): string {
  return Array.from(new TextEncoder().encode(unit), letter).join("");
}

function letter(byte: number): string {
  return String.fromCharCode(byte | 32);
}

/** Whether the bytes `[start, end)` are the code of a currency: `EUR`. */
export function isCurrency(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 3 && (CLASS[bytes[start]] & UPPER) !== 0 &&
    CURRENCIES.has(String.fromCharCode(bytes[start], bytes[start + 1], bytes[start + 2]));
}
