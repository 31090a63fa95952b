import assert from "node:assert/strict";
import { withoutPassword } from "./without_password.ts";

Deno.test("withoutPassword() leaves no user and password in any address of a text, nor what is as secret", () => {
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
    ['"http://user:se cret@db:8086" and a@b', '"http://***@db:8086" and a@b'],
    ["http://db/write?u=me&p=secret&db=x", "http://db/write?u=***&p=***&db=x"],
    [
      'it answered 500: {"path":"/x","Authorization":"Bearer secret"}',
      'it answered 500: {"path":"/x","Authorization":"Bearer ***"}',
    ],
    [
      "/x authorization: Basic c2VjcmV0 authorization: Token secret accept: */*",
      "/x authorization: Basic *** authorization: Token *** accept: */*",
    ],
  ];
  for (const [given, shown] of cases) assert.equal(withoutPassword(given), shown);
});
