import assert from "node:assert/strict";
import configuration from "../deno.json" with { type: "json" };

const TASKS = Object.entries(configuration.tasks);
const SETS = configuration.permissions as Record<string, Record<string, unknown>>;

/** Tasks that start other programs: developers' own, and `services`, which builds and starts InfluxDB. */
const STARTERS = ["services", "bench", "chaos", "strict", "test:parts", "test:whole"];

Deno.test("each task runs with permissions that are named, and none with all of them", () => {
  for (const [name, task] of TASKS) {
    assert.doesNotMatch(task, /(^| )(-A|--allow-all)( |$)/, name);
    if (!/^deno (run|test)/.test(task)) continue;
    const [, set = ""] = /-P=(\w+)/.exec(task) ?? [];
    assert.ok(set in SETS, `${name} names no set of permissions`);
    assert.equal("run" in SETS[set]!, STARTERS.includes(name), `${name} may start programs`);
    // Deno fetches code from some hosts whatever a set says, and an address can carry what was read.
    assert.match(task, / --no-remote /, `${name} may fetch code`);
  }
});

Deno.test("no set of permissions allows native libraries, or code from elsewhere; what only reads can't write or send", () => {
  for (const set of Object.values(SETS)) {
    for (const name of ["all", "ffi", "import"]) assert.equal(set[name], undefined);
  }
  assert.deepEqual(Object.keys(SETS.reader!).sort(), ["env", "read"]);
  assert.deepEqual(Object.keys(SETS.files!).sort(), ["env", "read", "write"]);
});

Deno.test("packages are those of the lock file", () => {
  assert.deepEqual(configuration.lock, { frozen: true });
});

Deno.test("a task that only reads can't be made to write or send, code's address included", async () => {
  const code = `
    const remote = await import(["https://raw.githubusercontent.com", "what-was-read.ts"].join("/")).catch(String);
    if (!remote.includes("--no-remote")) Deno.exit(9);
    const tries = [() => Deno.writeTextFileSync("/tmp/logiq", ""), () => Deno.connect({ port: 9 }), () => new Deno.Command("ls").spawn()];
    let refused = 0;
    for (const attempt of tries) { try { await attempt(); } catch (error) { refused += Number(error instanceof Deno.errors.NotCapable); } }
    Deno.exit(refused);
  `;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, code);
    const config = new URL("../deno.json", import.meta.url).pathname;
    const { code: refused } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--config", config, "--no-check", "--no-prompt", "--no-remote", "-P=reader", file],
      stdout: "null",
      stderr: "null",
    }).output();
    assert.equal(refused, 3);
  } finally {
    await Deno.remove(file);
  }
});
