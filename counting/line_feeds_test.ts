import assert from "node:assert/strict";
import fc from "fast-check";
import { LineFeeds } from "./line_feeds.ts";

const BYTES = fc.array(fc.oneof(fc.constantFrom(0, 9, 10, 11, 0x8a, 0x0b, 255), fc.nat(255)), { maxLength: 40 });

Deno.test("LineFeeds.next() is indexOf(), wherever the bytes lie in their buffer", () => {
  fc.assert(fc.property(BYTES, fc.nat(7), fc.nat(7), (values, before, after) => {
    const buffer = new Uint8Array(before + values.length + after).fill(10);
    buffer.set(values, before);
    const bytes = buffer.subarray(before, before + values.length);
    const feeds = new LineFeeds(bytes);
    for (let at = 0; at <= bytes.length; at++) assert.equal(feeds.next(at), bytes.indexOf(10, at));
  }));
});
