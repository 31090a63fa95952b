const UNITS = new Set(
  ("b bytes byte kb mb gb tb kib mib gib bit bits kbit mbit kbps mbps ns us ms s sec secs second seconds msec msecs usec usecs " +
    "millis millisecond milliseconds microseconds nanoseconds min mins minute minutes h hr hrs hour hours day days " +
    "hz khz mhz ghz").split(" "),
);

const LONGEST = 12;

/** Whether the bytes `[start, end)` are a unit of size, time or frequency, in any case: `KB`, `ms`, `seconds`. */
export function isUnit(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > LONGEST || end === start) return false;
  let word = "";
  for (let i = start; i < end; i++) word += String.fromCharCode(bytes[i] | 32);
  return UNITS.has(word);
}
