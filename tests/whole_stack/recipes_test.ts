import assert from "node:assert/strict";
import { join } from "node:path";
import { type Program, startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const CONTRIBUTING = await Deno.readTextFile(join(ROOT, "CONTRIBUTING.md"));

/** A recipe of CONTRIBUTING.md: its heading, what its code calls the plug-in, its list, and where in that the list begins. */
const PLUG_INS = [
  ["A kind of anomaly", "single", "core/detection/kinds/kinds.ts", "export const KINDS = ["],
  ["An input", "httpInput", "agent/input/inputs.ts", "readonly Input[] = ["],
  ["A notifier", "file", "notify/notifiers.ts", "readonly NotifierKind[] = ["],
] as const;

/** Names that nothing has, so that those of the recipes are free for whoever follows them. */
const DEMO = "demo0_of_the_recipe";
const KIND = "ofrecipe";

Deno.test("the plug-ins of CONTRIBUTING's recipes, each added by a file and a line, run, and the demos agree", async () => {
  await using folder = await temporaryFolder();
  const copy = join(folder.path, "logiq");
  await copyProject(copy);
  for (const [heading, name, list, head] of PLUG_INS) {
    const code = `${recipe(heading).replace('name: "single"', `name: "${KIND}"`)}\nexport { ${name} as ofRecipe };\n`;
    const file = join(copy, `${name}_of_the_recipe.ts`);
    await Deno.writeTextFile(file, code);
    await addTo(join(copy, list), head, file);
  }
  const scenario = recipe("A demo").replace(
    /export const \w+(.*?)name: "\w+"/s,
    `export const ofRecipe$1name: "${DEMO}"`,
  );
  const file = join(copy, `demos/scenarios/${DEMO}.ts`);
  await Deno.writeTextFile(file, scenario);
  await addTo(join(copy, "demos/scenarios/scenarios.ts"), "readonly Scenario[] = [", file);

  const run = (...args: string[]) => startProgram(args, { folder: folder.path, script: join(copy, "main.ts") });
  await using help = run("up", "--help");
  await using demo = run("demo", DEMO, "demo2_pattern_anomaly", "--speed", "10", "--json");
  const helpText = (await outputOf(help)).replace(/\s+/g, " ");
  assert.match(helpText, /a web address is read to its end.*"file:" with a path/);
  const verdicts = (await outputOf(demo)).split("\n").filter((line) => line.includes('"part":"demo"'));
  assert.deepEqual(verdicts.map((line) => JSON.parse(line).name), [DEMO, "demo2_pattern_anomaly"]);
});

Deno.test("the store of CONTRIBUTING's recipe passes the first case of its port", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "memory_store_test.ts");
  const place = join(ROOT, "store/memory");
  await Deno.writeTextFile(file, recipe("A store").replaceAll(/"(\..+)"/g, (_, path) => `"${join(place, path)}"`));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "--config", join(ROOT, "deno.json"), "--check", "--no-remote", "-P=part", "--quiet", file],
    env: { NO_COLOR: "1" },
  }).output();
  const output = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
  assert.equal(code, 0, output);
  assert.match(output, /1 passed/);
});

/** The code of a recipe. */
function recipe(heading: string): string {
  const [, code] = new RegExp(`## ${heading}\\n[^]*?\`\`\`ts[^\\n]*\\n([^]*?)\`\`\``).exec(CONTRIBUTING)!;
  return code!;
}

/** Adds what a file exports to a list, first. */
async function addTo(list: string, head: string, file: string): Promise<void> {
  const text = await Deno.readTextFile(list);
  assert.ok(text.includes(head), list);
  await Deno.writeTextFile(list, `import { ofRecipe } from "${file}";\n${text.replace(head, `${head}ofRecipe, `)}`);
}

async function outputOf(program: Program): Promise<string> {
  assert.equal((await program.status).code, 0, [...program.errors, ...program.lines.slice(-2)].join("\n"));
  return program.lines.join("\n");
}

/** Copies the program, without its tests of the whole and its benchmarks. */
async function copyProject(to: string, from = ROOT): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (name.startsWith(".") || ["bench", "node_modules", "tests"].includes(name)) continue;
    if (isDirectory) await copyProject(join(to, name), join(from, name));
    else if (/\.ts$|^deno\.json$/.test(name)) await Deno.copyFile(join(from, name), join(to, name));
  }
}
