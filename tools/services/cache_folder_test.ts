import assert from "node:assert/strict";
import { cacheFolder } from "./cache_folder.ts";

Deno.test("cacheFolder() prefers LOGIQ_CACHE, then XDG_CACHE_HOME, then the home folder", () => {
  const cases: [Record<string, string>, string][] = [
    [{ LOGIQ_CACHE: "/c", XDG_CACHE_HOME: "/x", HOME: "/h" }, "/c"],
    [{ LOGIQ_CACHE: "", XDG_CACHE_HOME: "/x", HOME: "/h" }, "/x/logiq"],
    [{ HOME: "/h" }, "/h/.cache/logiq"],
    [{ USERPROFILE: "/u" }, "/u/.cache/logiq"],
  ];
  for (const [variables, expected] of cases) assert.equal(cacheFolder((name) => variables[name]), expected);
});

Deno.test("cacheFolder() says what to set when the environment names no folder", () => {
  assert.throws(() => cacheFolder(() => undefined), /set LOGIQ_CACHE/);
});
