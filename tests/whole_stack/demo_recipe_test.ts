import assert from "node:assert/strict";
import { join } from "node:path";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const RECIPE = /## A demo\n[^]*?```ts[^\n]*\n([^]*?)```/;
const LIST = "demos/scenarios/scenarios.ts";
/** Names that no demo has, so that the recipe's own are free for the next one. */
const CONSTANT = "demoOfTheRecipe";
const NAME = "demo0_of_the_recipe";

Deno.test("the demo of CONTRIBUTING's recipe, added as it says, runs and agrees with its expectation", async () => {
  await using folder = await temporaryFolder();
  const copy = join(folder.path, "logiq");
  await copyProject(copy);
  const [, example] = RECIPE.exec(await Deno.readTextFile(join(ROOT, "CONTRIBUTING.md")))!;
  const renamed = example.replace(
    /export const \w+: Scenario = \{\s*name: "\w+"/,
    `export const ${CONSTANT}: Scenario = {\n  name: "${NAME}"`,
  );
  assert.notEqual(renamed, example);
  await Deno.writeTextFile(join(copy, `demos/scenarios/${NAME}.ts`), renamed);
  const list = await Deno.readTextFile(join(copy, LIST));
  await Deno.writeTextFile(
    join(copy, LIST),
    `import { ${CONSTANT} } from "./${NAME}.ts";\n${list.replace("Scenario[] = [", `$&${CONSTANT}, `)}`,
  );
  const args = ["demo", NAME, "--speed", "10", "--json"];
  await using demo = startProgram(args, { folder: folder.path, script: join(copy, "main.ts") });
  assert.equal((await demo.status).code, 0, demo.errors.join("\n"));
  const verdict = JSON.parse(demo.lines.findLast((line) => line.includes('"part":"demo"'))!);
  assert.equal(verdict.name, NAME);
});

/** Copies the program, without its tests of the whole and its benchmarks. */
async function copyProject(to: string, from = ROOT): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (name.startsWith(".") || ["bench", "node_modules", "tests"].includes(name)) continue;
    if (isDirectory) await copyProject(join(to, name), join(from, name));
    else if (/\.ts$|^deno\.json$/.test(name)) await Deno.copyFile(join(from, name), join(to, name));
  }
}
