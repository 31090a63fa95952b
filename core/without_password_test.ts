import assert from "node:assert/strict";
import { withoutPassword } from "./without_password.ts";

Deno.test("withoutPassword() leaves no user and password in any address of a text", () => {
  const cases: readonly [given: string, shown: string][] = [
    ["http://user:secret@db:8086/x", "http://***@db:8086/x"],
    [
      'cannot reach "https://token@db", nor influx:http://a:b@c@d/e',
      'cannot reach "https://***@db", nor influx:http://***@d/e',
    ],
    ["http://db:8086/a@b?c=d@e", "http://db:8086/a@b?c=d@e"],
    ["htp:/user:secret@db, http:///user:secret@db", "htp:/***@db, http:///***@db"],
    ['"user:secret@db", influx:user:secret@db', '"***@db", ***@db'],
    ["nobody@example.org", "nobody@example.org"],
  ];
  for (const [given, shown] of cases) assert.equal(withoutPassword(given), shown);
});
