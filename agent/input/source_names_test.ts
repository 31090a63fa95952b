import assert from "node:assert/strict";
import { sourceNames } from "./source_names.ts";

for (
  const [paths, names] of [
    [["/var/log/syslog", "/var/log/auth.log"], ["syslog", "auth.log"]],
    [["/srv/web/access.log", "/srv/shop/access.log"], ["web/access.log", "shop/access.log"]],
    [["/a/x/log", "/b/x/log", "/c/y/log"], ["a/x/log", "b/x/log", "y/log"]],
    [["-"], ["stdin"]],
    [["/log", "/a/log"], ["/log", "a/log"]],
  ] as const
) {
  Deno.test(`sourceNames() names ${paths.join(", ")}`, () => {
    assert.deepEqual([...sourceNames(paths).values()], names);
  });
}

Deno.test("sourceNames() names a path that is given twice once", () => {
  assert.deepEqual([...sourceNames(["/a/log", "/a/log", "/a/../a/log"])].map(([, name]) => name), ["log", "log"]);
});
