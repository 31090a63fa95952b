import assert from "node:assert/strict";
import { logSources } from "./log_sources.ts";

const CASES: [string, string[], string[]][] = [
  ["its file", ["/var/log/app.log"], ["app.log"]],
  ["its file without .gz", ["/var/log/app.log.gz"], ["app.log"]],
  ["rotated files' log", ["/var/log/app.log.2.gz", "/var/log/app.log.1", "/var/log/app.log"], ["app.log"]],
  ["standard input", ["-"], ["stdin"]],
  ["folders that tell logs apart", ["/a/web/app.log", "/b/web/app.log"], ["a/web/app.log", "b/web/app.log"]],
  ["whole paths where only .gz differs", ["/a/app.log", "/a/app.log.gz"], ["/a/app.log", "/a/app.log.gz"]],
];
for (const [what, paths, names] of CASES) {
  Deno.test(`logSources() names a source for ${what}`, () => {
    assert.deepEqual(logSources(paths).map(({ source }) => source), names);
  });
}

Deno.test("logSources() reads rotated files oldest first", () => {
  const [log] = logSources(["/l/app.log", "/l/app.log.1", "/l/app.log.2.gz"]);
  assert.deepEqual(log?.files, ["/l/app.log.2.gz", "/l/app.log.1", "/l/app.log"]);
});
