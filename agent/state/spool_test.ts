import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import type { CounterBatch } from "../../core/counter_batch.ts";
import { packBatch, unpackBatch } from "../../core/packed_points.ts";
import { withFolder } from "../testing/with_folder.ts";
import { Spool } from "./spool.ts";
import { withChecksum } from "./checksummed_text.ts";
import type { SpoolEntry } from "./spool_entry.ts";
import { StoredPosition } from "./stored_position.ts";

function entry(number: number, text = "user <*>"): SpoolEntry {
  const template = { source: "s", id: `${number}`, text, sample: "", firstSeenMs: 0, initial: false };
  const batch: CounterBatch = { agent: "a", number, points: [], templates: [template], samples: [] };
  const position = { files: [], sources: { s: { read: number, counted: number, firstLiveMs: null } } };
  return { number, slotMs: number * 1000, lines: { s: 1 }, position, batch };
}

async function open(folder: string, warnings: string[] = []): Promise<Spool> {
  const stored = await StoredPosition.open(dirname(folder));
  return Spool.open(folder, { stored, onWarning: (message) => warnings.push(message) });
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map((each) => each.name).sort();
}

Deno.test("Spool is found by the next run as the last one left it", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    for (const number of [0, 1, 2]) await spool.append(entry(number));
    await spool.acknowledge();
    const again = await open(folder);
    assert.deepEqual(again.pending, spool.pending);
    assert.deepEqual([again.bytes, again.nextNumber, again.checkpoint], [spool.bytes, 3, entry(2).position]);
    assert.deepEqual(again.takeFound().map((batch) => batch.templates[0].id), ["0", "1", "2"]);
    assert.deepEqual(unpackBatch(JSON.parse((await again.read(1))!)), entry(1).batch);
  }));

Deno.test("Spool keeps the position when everything is acknowledged and forgotten", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    for (const number of [0, 1, 2]) await spool.append(entry(number));
    for (const _ of [0, 1, 2]) await spool.acknowledge();
    await spool.forget(1);
    assert.deepEqual(names(folder), ["000000001.acked", "000000002.acked"]);
    await spool.forget(2);
    const again = await open(folder);
    assert.deepEqual([again.nextNumber, again.checkpoint, again.bytes], [3, entry(2).position, 0]);
  }));

Deno.test("Spool keeps acknowledged batches until snapshots cover them", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    for (const number of [0, 1, 2, 3]) await spool.append(entry(number));
    for (const _ of [0, 1, 2]) await spool.acknowledge();
    await spool.forget(0);
    assert.deepEqual(names(folder), ["000000001.acked", "000000002.acked", "000000003.batch"]);
  }));

Deno.test("Spool removes what a write left unfinished", () =>
  withFolder(async (folder) => {
    await (await open(folder)).append(entry(0));
    Deno.writeTextFileSync(join(folder, "000000001.batch.tmp"), "logiq batch 1");
    const spool = await open(folder);
    assert.deepEqual([names(folder), spool.nextNumber], [["000000000.batch"], 1]);
  }));

for (const damage of ["torn", "changed", "empty"]) {
  Deno.test(`Spool sets a ${damage} file aside, says so, and never uses its number again`, () =>
    withFolder(async (folder) => {
      const first = await open(folder);
      await first.append(entry(0));
      await first.append(entry(1));
      const path = join(folder, "000000001.batch");
      const text = Deno.readTextFileSync(path);
      const damaged = { torn: text.slice(0, 50), changed: text.replaceAll("logiq", "logio"), empty: "" }[damage]!;
      Deno.writeTextFileSync(path, damaged);
      const warnings: string[] = [];
      const spool = await open(folder, warnings);
      assert.deepEqual(spool.pending.map((batch) => batch.number), [0]);
      assert.deepEqual([spool.checkpoint, spool.nextNumber], [entry(0).position, 2]);
      assert.deepEqual(names(folder), ["000000000.batch", "000000001.batch.corrupt"]);
      assert.match(warnings.join(), /^Cannot use spool file ".*000000001\.batch": /);
    }));
}

for (const suffix of ["batch", "acked"]) {
  Deno.test(`Spool sets a folder and a broken link aside that have the place of a file, .${suffix}`, () =>
    withFolder(async (folder) => {
      const spool = await open(folder);
      for (const number of [0, 1, 2]) await spool.append(entry(number));
      if (suffix === "acked") { for (const _ of [0, 1, 2]) await spool.acknowledge(); }
      const at = (number: number) => join(folder, `00000000${number}.${suffix}`);
      for (const number of [1, 2]) Deno.removeSync(at(number));
      Deno.mkdirSync(at(1));
      Deno.symlinkSync(join(folder, "nothing"), at(2));
      if (suffix === "batch") assert.equal(await spool.read(1), undefined);
      const warnings: string[] = [];
      const again = await open(folder, warnings);
      assert.deepEqual([again.nextNumber, again.checkpoint, warnings.length], [3, entry(0).position, 2]);
    }));
}

Deno.test("Spool takes nothing for lost that was in a damaged file of what was acknowledged", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    for (const number of [0, 1, 2]) await spool.append(entry(number));
    for (const _ of [0, 1]) await spool.acknowledge();
    Deno.writeTextFileSync(join(folder, "000000001.acked"), "garbage");
    for (const wanted of [1, 0]) {
      const warnings: string[] = [];
      const again = await open(folder, warnings);
      assert.deepEqual([again.pending.map(({ number }) => number), warnings.length], [[2], wanted]);
    }
  }));

Deno.test("Spool counts the bytes that wait", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    await spool.append(entry(0, "é".repeat(100)));
    assert.equal(spool.bytes, Deno.statSync(join(folder, "000000000.batch")).size);
    await spool.acknowledge();
    assert.equal(spool.bytes, 0);
  }));

Deno.test("Spool reads what an earlier version has written, and goes on from its position", () =>
  withFolder(async (folder) => {
    const { batch, ...head } = entry(3);
    const text = withChecksum("batch", `${JSON.stringify(head)}\n${JSON.stringify(batch)}`);
    Deno.writeTextFileSync(join(folder, "000000003.batch"), text);
    const spool = await open(folder);
    assert.deepEqual([spool.checkpoint, JSON.parse((await spool.read(3))!)], [entry(3).position, batch]);
  }));

/** Three batches of a line each, the first acknowledged, after which `damage` is done to the second's file. */
async function damaged(folder: string, damage: (path: string) => void) {
  const first = await open(folder);
  for (const number of [4, 5, 6]) await first.append(entry(number));
  await first.acknowledge();
  damage(join(folder, "000000005.batch"));
  const warnings: string[] = [];
  return { spool: await open(folder, warnings), warnings };
}

Deno.test("Spool tells the lines of a batch that was damaged or removed, and goes on with the next", async () => {
  const flip = (path: string, at: number) => {
    const bytes = Deno.readFileSync(path);
    bytes[at] ^= 1;
    Deno.writeFileSync(path, bytes);
  };
  for (
    const damage of [
      (path: string) => flip(path, Deno.readTextFileSync(path).indexOf("templates")),
      (path: string) => Deno.removeSync(path),
      (path: string) => Deno.writeTextFileSync(path, ""),
    ]
  ) {
    await withFolder(async (folder) => {
      const { spool } = await damaged(folder, damage);
      assert.deepEqual(spool.pending.map(({ number, lines }) => [number, lines]), [[5, { s: 1 }], [6, { s: 1 }]]);
      assert.equal(await spool.read(5), undefined);
      await spool.drop();
      assert.deepEqual(unpackBatch(JSON.parse((await spool.read(6))!)), entry(6).batch);
      assert.deepEqual(spool.checkpoint, entry(6).position);
    });
  }
});

Deno.test("Spool has a position and a count of lines whichever byte of its newest file is changed", () =>
  withFolder(async (folder) => {
    await (await open(folder)).append(entry(7));
    const path = join(folder, "000000007.batch");
    const written = Deno.readFileSync(path);
    for (let at = 0; at < written.length; at += 7) {
      for (const bit of [1, 64]) {
        Deno.writeFileSync(path, written.map((byte, i) => i === at ? byte ^ bit : byte));
        const warnings: string[] = [];
        const spool = await open(folder, warnings);
        assert.deepEqual([spool.checkpoint, spool.pending[0]?.lines, warnings], [entry(7).position, { s: 1 }, []]);
        const json = await spool.read(7);
        assert.ok(json === undefined || json === JSON.stringify(packBatch(entry(7).batch)));
      }
    }
  }));

Deno.test("Spool keeps its position when the newest batch is removed under it", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    for (const number of [4, 5]) await spool.append(entry(number));
    for (const name of names(folder)) Deno.removeSync(join(folder, name));
    assert.equal(await spool.read(4), undefined);
    await spool.drop();
    await spool.drop();
    assert.deepEqual([(await open(folder)).checkpoint, spool.bytes], [entry(5).position, 0]);
    await spool.append(entry(6));
    await spool.acknowledge();
    assert.deepEqual((await open(folder)).checkpoint, entry(6).position);
  }));

Deno.test("Spool goes on after what is stored though its files are removed or overwritten", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    for (const number of [3, 4, 5]) await spool.append(entry(number));
    for (const number of [3, 4]) {
      await spool.read(number);
      await spool.acknowledge();
    }
    Deno.removeSync(join(folder, "000000003.acked"));
    Deno.writeTextFileSync(join(folder, "000000004.acked"), "garbage");
    const warnings: string[] = [];
    assert.deepEqual((await open(folder, warnings)).pending.map(({ number }) => number), [5]);
    assert.match(warnings.join(), /^[^,]*000000004\.acked": it is torn or changed, .*; what it had is stored$/);
    for (const name of names(folder)) Deno.removeSync(join(folder, name));
    const again = await open(folder);
    assert.deepEqual([again.checkpoint, again.nextNumber, again.pending], [entry(4).position, 5, []]);
  }));

Deno.test("Spool goes by its own files where nothing intact says what is stored", () =>
  withFolder(async (folder) => {
    const spool = await open(folder);
    for (const number of [0, 1]) await spool.append(entry(number));
    for (const number of [0, 1]) {
      await spool.read(number);
      await spool.acknowledge();
    }
    const stored = join(dirname(folder), "stored");
    for (const damage of [() => Deno.writeTextFileSync(stored, "x"), () => Deno.removeSync(stored)]) {
      damage();
      assert.deepEqual((await open(folder)).checkpoint, entry(1).position);
    }
  }));
