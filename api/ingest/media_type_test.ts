import assert from "node:assert/strict";
import { bodyFormat } from "./media_type.ts";

const ACCEPTED: readonly (readonly [string, string])[] = [
  ["application/json", "json"],
  ["Application/JSON; charset=UTF-8", "json"],
  ["application/x-ndjson", "ndjson"],
  ["application/jsonl", "ndjson"],
  ['text/plain;charset="utf-8"', "text"],
  ["text/plain; format=flowed", "text"],
];

for (const [type, format] of ACCEPTED) {
  Deno.test(`bodyFormat() reads ${type} as ${format}`, () => assert.equal(bodyFormat(type), format));
}

for (
  const type of [
    null,
    "",
    "json",
    "text/html",
    "constructor",
    "application/x-www-form-urlencoded",
    "text/plain; charset=utf-16",
  ]
) {
  Deno.test(`bodyFormat() refuses ${type}`, () => {
    assert.throws(() => bodyFormat(type), { name: "RequestError", status: 415 });
  });
}
