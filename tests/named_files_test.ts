import assert from "node:assert/strict";
import { join } from "node:path";
import { OWN_MEASUREMENTS } from "../store/influx/measurements.ts";

const ROOT = new URL("..", import.meta.url).pathname;

/** Files and folders of the project, relative to its root, folders with a slash at their end. */
async function pathsIn(folder = ""): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(ROOT, folder))) {
    if (name.startsWith(".") || name === "node_modules") continue;
    const path = `${folder}${name}`;
    if (isDirectory) paths.push(`${path}/`, ...await pathsIn(`${path}/`));
    else paths.push(path);
  }
  return paths;
}

const PATHS = await pathsIn();

for (const page of PATHS.filter((path) => path.endsWith(".md") && path !== "CHANGELOG.md")) {
  Deno.test(`${page} names files and folders that are there`, async () => {
    const text = await Deno.readTextFile(join(ROOT, page));
    const named = [...text.matchAll(/`([a-z][\w./]*(?:\.ts|\/))`/g)].map(([, path]) => path!);
    const gone = named.filter((path) => !PATHS.some((each) => `/${each}`.endsWith(`/${path}`)));
    // What a recipe's reader makes has a name in capitals.
    assert.deepEqual(gone.filter((path) => !/[A-Z]{4}/.test(path)), []);
  });
}

Deno.test("ARCHITECTURE.md names each folder of the root, each fact, and for each plug-in a list and a recipe", async () => {
  const text = await Deno.readTextFile(join(ROOT, "docs/ARCHITECTURE.md"));
  const recipes = await Deno.readTextFile(join(ROOT, "CONTRIBUTING.md"));
  const folders = PATHS.filter((path) => /^[a-z]+\/$/.test(path) && path !== "docs/");
  assert.deepEqual(folders.filter((folder) => !text.includes(`\`${folder}`)), []);
  const [, facts = ""] = /## Facts\n([^]*?)\n## /.exec(text) ?? [];
  assert.deepEqual(Object.values(OWN_MEASUREMENTS).flat().filter((name) => !facts.includes(`\`${name}\``)), []);
  const [, places = ""] = text.split("## Where to add");
  const rows = [...places.matchAll(/^\| (an? [a-z ]+) \|.*\| "(.+)" \|$/gm)];
  const headings = [...recipes.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  assert.deepEqual(rows.map(([, , recipe]) => recipe).sort(), headings.sort());
});
