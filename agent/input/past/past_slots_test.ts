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

Deno.test("PastSlots has one for what is written while the past is read", () => {
  const past = new PastSlots({ nowMs: NOW_MS, slotMs: 1_000, historyMs: 7 * 86_400_000, zoneMinutes: 0 });
  const slotOf = (line: string) => past.slotOf(new TextEncoder().encode(line), 0, line.length);
  assert.equal(slotOf("2026-03-02T12:00:20Z a"), undefined);
  past.nowMs = NOW_MS + 20_000;
  assert.equal(slotOf("2026-03-02T12:00:20Z a"), NOW_MS + 20_000);
  assert.equal(slotOf("2026-03-02T12:00:26Z a"), undefined);
});

Deno.test("PastSlots says of how many records it has no slot, and why", () => {
  const past = new PastSlots({ nowMs: NOW_MS, slotMs: 1_000, historyMs: 7 * 86_400_000, zoneMinutes: 0 });
  for (
    const line of ["none", "2026-02-01T00:00:00Z old", " with it", "2026-03-02T10:30:00Z a", "2029-03-02T10:30:00Z b"]
  ) {
    const bytes = new TextEncoder().encode(line);
    past.slotOf(bytes, 0, bytes.length);
  }
  assert.deepEqual(past.undated, { tooOld: 2, untimed: 2 });
});

Deno.test("PastSlots takes stamps that name no zone for the machine's own", () => {
  assert.equal(slots({ zoneMinutes: 120 })("2026-03-02 12:30:00 a"), "2026-03-02T10:30:00.000Z");
  assert.equal(slots({ zoneMinutes: 120 })("2026-03-02T10:30:00Z a"), "2026-03-02T10:30:00.000Z");
  assert.equal(slots({ zoneMinutes: -60 })("Mar  2 10:30:00 web sshd: a"), "2026-03-02T11:30:00.000Z");
});

for (
  const [stamp, written, slot] of [
    ["2026-03-02 11:30:00", "11:30", "11:30"],
    ["2026-03-02 11:30:00", "09:30", "09:30"],
    ["2026-03-02 11:30:00", "11:59", "11:30"],
    ["2026-03-02T11:30:00+01:00", "10:30", "10:30"],
  ] as const
) {
  Deno.test(`PastSlots.rehearse() two hours east of Greenwich places ${stamp} of a file written to at ${written} at ${slot}`, async () => {
    const file = await Deno.makeTempFile();
    await Deno.writeTextFile(file, `${stamp} INFO a\n`.repeat(20));
    await Deno.utime(file, new Date(), new Date(`2026-03-02T${written}:00Z`));
    const past = new PastSlots({ nowMs: NOW_MS, slotMs: 1_000, historyMs: 86_400_000, zoneMinutes: 120 });
    await past.rehearse([file]);
    const line = new TextEncoder().encode(`${stamp} INFO a`);
    assert.equal(new Date(past.slotOf(line, 0, line.length)!).toISOString().slice(11, 16), slot);
    await Deno.remove(file);
  });
}

for (
  const [what, end, slot] of [
    ["no", "2026-02-20T10:00:00Z INFO b\n", undefined],
    ["the", "2026-03-01T10:00:00Z INFO b\n", "10:30"],
    ["the", "", "10:30"],
  ] as const
) {
  Deno.test(`PastSlots reads ${what} times in a log that ends with "${end.trim()}"`, async () => {
    const files = await Promise.all([Deno.makeTempFile(), Deno.makeTempFile()]);
    await Deno.writeTextFile(files[0], "2026-02-19T10:00:00Z INFO a\n".repeat(20));
    await Deno.writeTextFile(files[1], end);
    const past = new PastSlots({ nowMs: NOW_MS, slotMs: 1_000, historyMs: 7 * 86_400_000, zoneMinutes: 0 });
    await past.rehearse(files);
    const line = new TextEncoder().encode("2026-03-02T10:30:00Z INFO a");
    const slotMs = past.slotOf(line, 0, line.length);
    assert.equal(slotMs && new Date(slotMs).toISOString().slice(11, 16), slot);
    for (const file of files) await Deno.remove(file);
  });
}
