import assert from "node:assert/strict";
import { join } from "node:path";
import { groupLogFiles, logFiles } from "./log_files.ts";

/** Files beside `app.log`, and those of it in the order in which they were written. */
const FOLDERS: readonly (readonly [names: string, files: string])[] = [
  ["app.log", "app.log"],
  ["app.log app.log.1 app.log.10.gz app.log.2.gz", "app.log.10.gz app.log.2.gz app.log.1 app.log"],
  ["app.log app.log.1 app.log.1.gz", "app.log.1 app.log"],
  ["app.log app.log-20260302 app.log-20260301.gz", "app.log-20260301.gz app.log-20260302 app.log"],
  ["app.log app.log.2026-03-01.9 app.log.2026-03-01.10.gz", "app.log.2026-03-01.9 app.log.2026-03-01.10.gz app.log"],
  ["app.log app.log-1772446272 app.log.1", "app.log-1772446272 app.log.1 app.log"],
  ["app.log app.2026-03-01.log app.2026-02-28.0.log.gz", "app.2026-02-28.0.log.gz app.2026-03-01.log app.log"],
  ["app.log app.1.log app.2.log", "app.2.log app.1.log app.log"],
  ["app.log app.log.bak app-1.log app-web.log myapp.log app.log.1.xz app.logs.1 app.log.1a app.log-1", "app.log"],
];

Deno.test("logFiles() finds what rotation has put beside a log, oldest first", async () => {
  for (const [names, files] of FOLDERS) {
    const folder = await Deno.makeTempDir();
    try {
      for (const name of names.split(" ")) await Deno.writeTextFile(join(folder, name), "");
      const path = join(folder, "app.log");
      assert.deepEqual(logFiles(path), { path, files: files.split(" ").map((name) => join(folder, name)) });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
});

/** Paths as a command line gives them, and the files of each log. */
const GIVEN: readonly (readonly [paths: string, logs: readonly string[]])[] = [
  ["a.log b.log", ["a.log: a.log", "b.log: b.log"]],
  ["a.log a.log.1 a.log.2.gz b.log", ["a.log: a.log.2.gz a.log.1 a.log", "b.log: b.log"]],
  ["x/a.log.1 x/a.log.2.gz y/a.log.1", ["x/a.log: x/a.log.2.gz x/a.log.1", "y/a.log: y/a.log.1"]],
  ["a.log-20260302 a.log-20260301", ["a.log: a.log-20260301 a.log-20260302"]],
  ["host-1.log host-2.log web.1.log web.2.log", [
    "host-1.log: host-1.log",
    "host-2.log: host-2.log",
    "web.1.log: web.1.log",
    "web.2.log: web.2.log",
  ]],
  ["web.log web.1.log web.2.log", ["web.log: web.2.log web.1.log web.log"]],
  ["a.log a.log -", ["a.log: a.log", "-: -"]],
  ["old.log.gz", ["old.log.gz: old.log.gz"]],
];

Deno.test("groupLogFiles() puts the files of one log together, oldest first", () => {
  for (const [paths, logs] of GIVEN) {
    const found = groupLogFiles(paths.split(" ")).map(({ path, files }) => `${path}: ${files.join(" ")}`);
    assert.deepEqual(found, logs, paths);
  }
});
