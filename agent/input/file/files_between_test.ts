import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../../testing/with_folder.ts";
import { filesBetween } from "./files_between.ts";

Deno.test("filesBetween() finds what a link has led to in between, by numbers of one name", () =>
  withFolder((folder) => {
    const at = (name: string) => join(folder, name);
    for (const name of ["0.log", "1.log", "2.log", "10.log", "11.log", "1.log.20260101", "one.log"]) {
      Deno.writeTextFileSync(at(name), "");
    }
    assert.deepEqual(filesBetween(at("0.log"), at("11.log")), [at("1.log"), at("2.log"), at("10.log")]);
    assert.deepEqual(filesBetween(at("2.log"), at("10.log")), []);
    assert.deepEqual(filesBetween(at("11.log"), at("0.log")), []);
    assert.deepEqual(filesBetween(at("0.log"), at("one.log")), []);
    assert.deepEqual(filesBetween(at("0.log"), "/0.log"), []);
    for (const release of ["2026-02-01", "2026-02-02", "2026-03-01", "2026-03-01b"]) Deno.mkdirSync(at(release));
    assert.deepEqual(
      filesBetween(at("2026-02-01/app.log"), at("2026-03-01/app.log")),
      [at("2026-02-02/app.log")],
    );
  }));
