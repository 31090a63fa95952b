import assert from "node:assert/strict";
import { PastSlots } from "./past_slots.ts";

const NOW_MS = Date.UTC(2026, 2, 2, 12);

function slots({ slotMs = 1_000, zoneMinutes = 0 } = {}): (line: string) => string | undefined {
  const past = new PastSlots({ nowMs: NOW_MS, slotMs, historyMs: 7 * 86_400_000, zoneMinutes });
  return (line) => {
    const bytes = new TextEncoder().encode(line);
    const slot = past.slotOf(bytes, 0, bytes.length);
    return slot === undefined ? undefined : new Date(slot).toISOString();
  };
}

Deno.test("PastSlots has slots of a minute for what is older than an hour", () => {
  const slotOf = slots();
  assert.equal(slotOf("2026-03-02T10:59:59.900Z a"), "2026-03-02T10:59:00.000Z");
  assert.equal(slotOf(" at b(c)"), "2026-03-02T10:59:00.000Z");
  assert.equal(slotOf("2026-03-02T11:00:01.900Z a"), "2026-03-02T11:00:01.000Z");
  assert.equal(slots({ slotMs: 5_000 })("2026-03-02T11:00:09Z a"), "2026-03-02T11:00:05.000Z");
  assert.equal(slots({ slotMs: 600_000 })("2026-03-02T09:19:09Z a"), "2026-03-02T09:10:00.000Z");
});

Deno.test("PastSlots has none for a line without a time, too old, or from the future", () => {
  assert.equal(slots()("no time at all"), undefined);
  assert.equal(slots()("2026-02-23T11:59:59Z a"), undefined);
  assert.equal(slots()("2026-02-23T12:00:01Z a"), "2026-02-23T12:00:00.000Z");
  assert.equal(slots()("2026-03-02T12:00:05Z a"), "2026-03-02T12:00:05.000Z");
  assert.equal(slots()("2026-03-02T12:00:06Z a"), undefined);
});

Deno.test("PastSlots takes stamps that name no zone for the machine's own", () => {
  assert.equal(slots({ zoneMinutes: 120 })("2026-03-02 12:30:00 a"), "2026-03-02T10:30:00.000Z");
  assert.equal(slots({ zoneMinutes: 120 })("2026-03-02T10:30:00Z a"), "2026-03-02T10:30:00.000Z");
  assert.equal(slots({ zoneMinutes: -60 })("Mar  2 10:30:00 web sshd: a"), "2026-03-02T11:30:00.000Z");
});
