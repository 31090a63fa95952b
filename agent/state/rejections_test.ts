import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../testing/with_folder.ts";
import { withChecksum } from "./checksummed_text.ts";
import { Rejections } from "./rejections.ts";

const batch = { number: 3, slotMs: 0, bytes: 0, lines: { a: 5, b: 7 } };

Deno.test("Rejections adds a batch once, however often it is called, a restart in between", () =>
  withFolder(async (folder) => {
    const first = await Rejections.open(folder, assert.fail);
    await first.add(batch, 12);
    await first.add(batch, 12);
    const second = await Rejections.open(folder, assert.fail);
    await second.add(batch, 12);
    assert.deepEqual([second.of("a"), second.of("b"), second.of("c")], [5, 7, 0]);
    await second.add({ ...batch, number: 4 }, 6);
    assert.deepEqual([second.of("a"), second.of("b")], [10, 8]);
  }));

Deno.test("Rejections sets a corrupt file aside and says so", () =>
  withFolder(async (folder) => {
    Deno.writeTextFileSync(join(folder, "rejected"), "half a fi");
    const warnings: string[] = [];
    const rejections = await Rejections.open(folder, (message) => warnings.push(message));
    assert.equal(rejections.of("a"), 0);
    assert.match(warnings[0], /^Cannot use ".*rejected": it is torn or changed/);
    assert.ok(Deno.statSync(join(folder, "rejected.corrupt")).isFile);
  }));

Deno.test("Rejections reads what was kept before lost lines were", () =>
  withFolder(async (folder) => {
    const kept = withChecksum("rejections", JSON.stringify({ upTo: 2, lines: { a: 5 } }));
    Deno.writeTextFileSync(join(folder, "rejected"), kept);
    const rejections = await Rejections.open(folder, assert.fail);
    assert.deepEqual([rejections.of("a"), rejections.lostOf("a")], [5, 0]);
    await rejections.addLost(batch);
    assert.equal(rejections.lostOf("a"), 5);
  }));
