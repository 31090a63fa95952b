import { RE2JS } from "re2js";

/** What the setting `start` may be: a regular expression as RE2 has them, without look-ahead and back references. */
export const START = {
  expected: "a regular expression without look-ahead and back references",
  test(given: string): boolean {
    try {
      RE2JS.compile(given);
      return true;
    } catch {
      return false;
    }
  },
};
