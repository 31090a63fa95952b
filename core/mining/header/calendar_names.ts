/** The Gregorian calendar as logs write it, in English. */
const MONTHS = codesOf("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
const WEEKDAYS = codesOf("Mon Tue Wed Thu Fri Sat Sun");

/** The month whose name in three letters is at `at`, from 1 on; 0 without. */
export function monthAt(bytes: Uint8Array, at: number, end: number): number {
  const code = codeAt(bytes, at, end);
  for (let i = 0; i < MONTHS.length; i++) if (MONTHS[i] === code) return i + 1;
  return 0;
}

/** Whether the name of a day of the week in three letters is at `at`. */
export function isWeekdayAt(bytes: Uint8Array, at: number, end: number): boolean {
  return WEEKDAYS.includes(codeAt(bytes, at, end));
}

/** Three bytes as one number; 0 where there are fewer. */
function codeAt(bytes: Uint8Array, at: number, end: number): number {
  return at + 3 > end ? 0 : bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2];
}

/** Names of three letters as numbers. */
function codesOf(names: string): Int32Array {
  return Int32Array.from(names.split(" "), (name) => codeAt(new TextEncoder().encode(name), 0, name.length));
}
