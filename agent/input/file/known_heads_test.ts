import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { withFolder } from "../../testing/with_folder.ts";
import { rotationsOf } from "./file_search.ts";
import { KnownHeads } from "./known_heads.ts";

const text = (number: number) => `line of ${number}\n`.repeat(1_000);

Deno.test("KnownHeads knows a file again that was compressed, over restarts, and no other one", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log");
    Deno.writeTextFileSync(`${path}.2`, text(2));
    const known = new KnownHeads();
    known.note(rotationsOf(path));
    Deno.writeFileSync(`${path}.3.gz`, gzipSync(text(2)));
    Deno.writeTextFileSync(`${path}.1`, text(1));
    const again = new KnownHeads(known.heads);
    const isKnown = Object.fromEntries(
      rotationsOf(path).map((found) => [found.path.slice(path.length), again.has(found)]),
    );
    assert.deepEqual(isKnown, { ".1": false, ".2": true, ".3.gz": true });
  }));

Deno.test("KnownHeads goes by the times of files where it knows nothing, or there are too many", () =>
  withFolder((folder) => {
    const path = join(folder, "app.log");
    Deno.writeTextFileSync(`${path}.1`, text(1));
    assert.ok(new KnownHeads().has(rotationsOf(path)[0]!));
    for (let i = 2; i <= 201; i++) Deno.writeTextFileSync(`${path}.${i}`, text(i));
    const known = new KnownHeads();
    known.note(rotationsOf(path));
    const next = new KnownHeads(known.heads);
    for (let i = 12; i <= 201; i++) Deno.removeSync(`${path}.${i}`);
    assert.ok(rotationsOf(path).every((found) => next.has(found)));
    next.note(rotationsOf(path));
    assert.equal(next.heads?.length, 11);
  }));
