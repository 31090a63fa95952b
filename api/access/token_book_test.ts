import assert from "node:assert/strict";
import { joinedBooks, tokenBook } from "./token_book.ts";

const READER = "reader-0123456789", SENDER = "sender-0123456789";

Deno.test("tokenBook() knows each of several tokens whole, and nothing that is nearly one", () => {
  const book = tokenBook([{ token: READER, role: "read" }, { token: SENDER, role: "ingest" }]);
  assert.deepEqual([READER, SENDER].map(book.roleOf), ["read", "ingest"]);
  const other = (character: number) => Array.from({ length: 40 }, (_, i) => String.fromCharCode(character + 1 + i));
  const nearly = Array.from(READER, (character, at) => [
    READER.slice(0, at),
    READER.slice(at + 1),
    ...other(character.charCodeAt(0)).map((sign) => READER.slice(0, at) + sign + READER.slice(at + 1)),
  ]).flat();
  for (const token of [...nearly, `${READER} `, READER.toUpperCase(), ""]) {
    assert.equal(book.roleOf(token), null, token);
  }
});

Deno.test("tokenBook() takes the last role of a token that stands twice", () => {
  assert.equal(tokenBook([{ token: READER, role: "read" }, { token: READER, role: "admin" }]).roleOf(READER), "admin");
});

Deno.test("joinedBooks() asks each, the first that knows a token wins", () => {
  const [reader, both] = [
    tokenBook([{ token: READER, role: "read" }]),
    tokenBook([
      { token: READER, role: "admin" },
      { token: SENDER, role: "ingest" },
    ]),
  ];
  assert.deepEqual([READER, SENDER, "another"].map(joinedBooks([reader, both]).roleOf), ["read", "ingest", null]);
});
