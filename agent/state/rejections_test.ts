import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../testing/with_folder.ts";
import { withChecksum } from "./checksummed_text.ts";
import { Rejections } from "./rejections.ts";

const batch = { number: 3, slotMs: 0, bytes: 0, lines: { a: 5, b: 7 } };

Deno.test("Rejections adds a batch once, however often it is called, a restart in between", () =>
  withFolder(async (folder) => {
    const first = await Rejections.open(folder, assert.fail);
    const all = { by: { retention: 6, bounds: 6 } };
    await first.add(batch, all);
    await first.add(batch, all);
    const second = await Rejections.open(folder, assert.fail);
    await second.add(batch, all);
    assert.deepEqual(["a", "b", "c"].map((source) => second.of(source)), [
      { retention: 5 },
      { retention: 1, bounds: 6 },
      {},
    ]);
    await second.add({ ...batch, number: 4 }, { by: { refused: 6 } });
    assert.deepEqual([second.of("a"), second.of("b")], [
      { retention: 5, refused: 5 },
      { retention: 1, bounds: 6, refused: 1 },
    ]);
  }));

Deno.test("Rejections tells of refused records how many lines they had", () =>
  withFolder(async (folder) => {
    const rejections = await Rejections.open(folder, assert.fail);
    await rejections.add({ ...batch, lines: { a: 30, b: 8 } }, { by: { retention: 14 }, records: { a: 10, b: 8 } });
    assert.deepEqual([rejections.of("a"), rejections.of("b")], [{ retention: 30 }, { retention: 4 }]);
  }));

Deno.test("Rejections keeps what it knows whatever single bit is changed", () =>
  withFolder(async (folder) => {
    const path = join(folder, "rejected");
    await (await Rejections.open(folder, assert.fail)).add(batch, { by: { retention: 12 } });
    const bytes = Deno.readFileSync(path);
    for (let at = 0; at < bytes.length; at++) {
      Deno.writeFileSync(path, bytes.map((byte, i) => i === at ? byte ^ (1 << at % 8) : byte));
      assert.deepEqual((await Rejections.open(folder, assert.fail)).of("b"), { retention: 7 });
    }
  }));

Deno.test("Rejections keeps what it could not write at once", () =>
  withFolder(async (folder) => {
    const rejections = await Rejections.open(folder, assert.fail);
    const inTheWay = join(folder, "rejected.tmp");
    Deno.mkdirSync(inTheWay);
    await assert.rejects(rejections.addLost(batch));
    Deno.removeSync(inTheWay);
    await rejections.addLost(batch);
    assert.equal((await Rejections.open(folder, assert.fail)).lostOf("b"), 7);
  }));

Deno.test("Rejections outlives one change after another, of which each was read in between", () =>
  withFolder(async (folder) => {
    const path = join(folder, "rejected");
    await (await Rejections.open(folder, assert.fail)).addLost(batch);
    for (const from of [0.2, 0.8]) {
      const bytes = Deno.readFileSync(path);
      bytes[Math.floor(from * bytes.length)]! ^= 1;
      Deno.writeFileSync(path, bytes);
      assert.equal((await Rejections.open(folder, assert.fail)).lostOf("b"), 7);
    }
  }));

Deno.test("Rejections sets a folder aside that has its place", () =>
  withFolder(async (folder) => {
    Deno.mkdirSync(join(folder, "rejected", "full"), { recursive: true });
    const warnings: string[] = [];
    await (await Rejections.open(folder, (message) => warnings.push(message))).addLost(batch);
    assert.equal(warnings.length, 1);
    assert.equal((await Rejections.open(folder, assert.fail)).lostOf("b"), 7);
  }));

Deno.test("Rejections sets a corrupt file aside and says so", () =>
  withFolder(async (folder) => {
    Deno.writeTextFileSync(join(folder, "rejected"), "half a fi");
    const warnings: string[] = [];
    const rejections = await Rejections.open(folder, (message) => warnings.push(message));
    assert.deepEqual(rejections.of("a"), {});
    assert.match(warnings[0], /^Cannot use ".*rejected": it is torn or changed/);
    assert.ok(Deno.statSync(join(folder, "rejected.corrupt")).isFile);
  }));

Deno.test("Rejections reads what was kept before lost lines were", () =>
  withFolder(async (folder) => {
    const kept = withChecksum("rejections", JSON.stringify({ upTo: 2, lines: { a: 5 } }));
    Deno.writeTextFileSync(join(folder, "rejected"), kept);
    const rejections = await Rejections.open(folder, assert.fail);
    assert.deepEqual([rejections.of("a"), rejections.lostOf("a")], [{ refused: 5 }, 0]);
    await rejections.addLost(batch);
    assert.equal(rejections.lostOf("a"), 5);
  }));
