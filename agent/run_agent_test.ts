import assert from "node:assert/strict";
import { join } from "node:path";
import { AgentError } from "./agent_error.ts";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { withFolder } from "./testing/with_folder.ts";

function lines(count: number, text = "user logged in id="): string {
  return Array.from({ length: count }, (_, i) => `${text}${i}\n`).join("");
}

/** Runs an agent to the end of one file with this content; returns what was stored. */
async function ingest(folder: string, content: string | Uint8Array): Promise<ApiDouble> {
  const file = join(folder, "app.log");
  await Deno.writeFile(file, typeof content === "string" ? new TextEncoder().encode(content) : content);
  const api = new ApiDouble();
  await new RunningAgent(api, { files: [file], stateFolder: join(folder, "state"), untilEof: true }).done;
  return api;
}

Deno.test("runAgent() counts present lines as backlog and appended ones as live", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, lines(300));
    const api = new ApiDouble();
    await using agent = new RunningAgent(api, { files: [file], stateFolder: join(folder, "state") });
    await until(() => api.lines() === 300 && agent.of("backlogDone").length === 1);
    await Deno.writeTextFile(file, lines(50) + lines(1, "disk full on node "), { append: true });
    await until(() => api.lines() === 351);
    assert.equal(api.lines({ source: "app.log", mode: "backlog" }), 300);
    assert.equal(api.lines({ mode: "live" }), 51);
    assert.deepEqual([...api.templates.values()].map((record) => record.initial), [true, false]);
    assert.equal(agent.of("backlogDone")[0].lines, 300);
    const summary = await agent.stop();
    assert.deepEqual([summary.lines, summary.counted, summary.rejected, summary.pendingBatches], [351, 351, 0, 0]);
  }));

for (
  const [what, content, count] of [
    ["CRLF", "user 1 in\r\nuser 2 in\r\n", 2],
    ["no final newline", "user 1 in\nuser 2 in", 2],
    ["NUL and control bytes", "a\0b\x01\x1b[31mc\n\0\0\n", 2],
    ["empty lines", "\n\n\n", 3],
    ["invalid UTF-8", new Uint8Array([0xff, 0xfe, 10, 0xc3, 10, 0x80]), 3],
    ["random bytes", crypto.getRandomValues(new Uint8Array(60_000)).map((byte) => byte === 10 ? 11 : byte), 1],
    ["a line of 10 MB between two others", `first\n${"x".repeat(10_000_000)}\nlast\n`, 3],
    ["nothing", "", 0],
  ] as const
) {
  Deno.test(`runAgent() counts each line of a file with ${what}`, () =>
    withFolder(async (folder) => {
      const api = await ingest(folder, content);
      assert.equal(api.lines(), count);
      const heartbeat = api.heartbeat("app.log");
      if (heartbeat) assert.equal(heartbeat.read, heartbeat.counted + heartbeat.rejected);
    }));
}

Deno.test("runAgent() reads several files at once, each under its own name", () =>
  withFolder(async (folder) => {
    const files = ["a/app.log", "b/app.log", "c.log"].map((name) => join(folder, name));
    for (const name of ["a", "b"]) await Deno.mkdir(join(folder, name));
    for (const [i, file] of files.entries()) await Deno.writeTextFile(file, lines(100 * (i + 1)));
    const api = new ApiDouble();
    await new RunningAgent(api, { files, stateFolder: join(folder, "state"), untilEof: true }).done;
    const counts = ["a/app.log", "b/app.log", "c.log"].map((source) => api.lines({ source }));
    assert.deepEqual(counts, [100, 200, 300]);
  }));

Deno.test("runAgent() adds files up under one name where that is given", () =>
  withFolder(async (folder) => {
    const files = ["a.log", "b.log"].map((name) => join(folder, name));
    for (const file of files) await Deno.writeTextFile(file, lines(10));
    const api = new ApiDouble();
    const stateFolder = join(folder, "state");
    await new RunningAgent(api, { files, stateFolder, source: "shop", untilEof: true }).done;
    assert.equal(api.lines({ source: "shop" }), 20);
    assert.equal(api.templates.size, 1);
  }));

Deno.test("runAgent() with untilEof reads a slow stream to its end", () =>
  withFolder(async (folder) => {
    const api = new ApiDouble();
    const stdin = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (let part = 0; part < 3; part++) {
          await new Promise((resolve) => setTimeout(resolve, 120));
          controller.enqueue(new TextEncoder().encode(lines(100)));
        }
        controller.close();
      },
    });
    const stateFolder = join(folder, "state");
    const { lines: read } = await new RunningAgent(api, { files: ["-"], stateFolder, stdin, untilEof: true }).done;
    assert.deepEqual([read, api.lines()], [300, 300]);
  }));

Deno.test("runAgent() counts standard input as live, to its end", () =>
  withFolder(async (folder) => {
    const api = new ApiDouble();
    const stdin = new Blob([lines(1_000), "last"]).stream();
    await using agent = new RunningAgent(api, { files: ["-"], stateFolder: join(folder, "state"), stdin });
    const summary = await agent.done;
    assert.deepEqual([summary.lines, api.lines({ source: "stdin", mode: "live" })], [1_001, 1_001]);
  }));

Deno.test("runAgent() reads no faster than its rate allows", () =>
  withFolder(async (folder) => {
    const api = new ApiDouble();
    const stdin = new Blob([lines(10_000)]).stream();
    const stateFolder = join(folder, "state");
    const startMs = performance.now();
    await using agent = new RunningAgent(api, { files: ["-"], stateFolder, stdin, ratePerSecond: 1_000 });
    await until(() => api.lines() > 1_000);
    const { lines: read } = await agent.stop();
    const tookMs = performance.now() - startMs;
    assert.ok(read <= tookMs + 200, `${read} lines in ${tookMs} ms`);
  }));

Deno.test("runAgent() ends soon though hundreds of files are behind", () =>
  withFolder(async (folder) => {
    const files = Array.from({ length: 200 }, (_, i) => join(folder, `${i}.log`));
    for (const file of files) await Deno.writeTextFile(file, lines(500));
    const api = new ApiDouble();
    const options = { files, stateFolder: join(folder, "state"), slotMs: 1_000, windowMs: 2_000 };
    await using agent = new RunningAgent(api, options);
    await until(() => agent.of("started").length > 0);
    await new Promise((resolve) => setTimeout(resolve));
    const { lines: read } = await agent.stop();
    assert.ok(read < 50_000, `${read} of 100,000 lines were read before it ended`);
    await using next = new RunningAgent(api, { ...options, untilEof: true });
    assert.equal((await next.done).read, 100_000);
    assert.equal(api.lines(), 100_000);
  }));

Deno.test("runAgent() goes on without files that can't be read, and says why", () =>
  withFolder(async (folder) => {
    const good = join(folder, "good.log");
    await Deno.writeTextFile(good, lines(5));
    const api = new ApiDouble();
    const files = [good, join(folder, "missing.log"), folder];
    await using agent = new RunningAgent(api, { files, stateFolder: join(folder, "state"), untilEof: true });
    await agent.done;
    assert.equal(api.lines(), 5);
    const messages = agent.of("fileProblem").map((event) => event.message);
    assert.match(messages[0], /missing\.log": no such file/);
    assert.match(messages[1], /: it is a directory/);
  }));

Deno.test("runAgent() waits for its only file to be there, and reads what was rotated away since", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    const api = new ApiDouble();
    await using agent = new RunningAgent(api, { files: [file], stateFolder: join(folder, "state") });
    await until(() => agent.of("stats").length > 1);
    const [{ message, isAwaited }] = agent.of("fileProblem");
    assert.match(message, /no such file/);
    assert.equal(isAwaited, true);
    Deno.writeTextFileSync(`${file}.new`, lines(10));
    Deno.renameSync(`${file}.new`, `${file}.1`);
    Deno.writeTextFileSync(file, lines(20));
    await until(() => api.lines() === 30);
    await agent.stop();
  }));

for (const what of ["a folder", "a link to a device"]) {
  Deno.test(`runAgent() waits for a log that it has followed where ${what} has its path when it starts`, () =>
    withFolder(async (folder) => {
      const file = join(folder, "app.log");
      const api = new ApiDouble();
      const options = { files: [file], stateFolder: join(folder, "state") };
      Deno.writeTextFileSync(file, lines(10));
      await new RunningAgent(api, { ...options, untilEof: true }).done;
      Deno.writeTextFileSync(file, lines(3), { append: true });
      Deno.renameSync(file, `${file}.1`);
      if (what === "a folder") Deno.mkdirSync(file);
      else Deno.symlinkSync("/dev/mem", file);
      await using agent = new RunningAgent(api, options);
      await until(() => api.lines() === 13);
      assert.equal(agent.of("fileProblem")[0]!.isAwaited, true);
      Deno.removeSync(file);
      Deno.writeTextFileSync(file, lines(20));
      await until(() => api.lines() === 33);
      await agent.stop();
    }));
}

Deno.test("runAgent() ends with one line where no file is there to be read to its end, and awaits none", () =>
  withFolder(async (folder) => {
    await using agent = new RunningAgent(new ApiDouble(), {
      files: [join(folder, "x"), join(folder, "y")],
      stateFolder: join(folder, "state"),
      untilEof: true,
    });
    await assert.rejects(
      agent.done,
      (error) => error instanceof AgentError && /^Cannot read ".*x": no such file; check its name$/.test(error.message),
    );
    const problems = agent.of("fileProblem").map(({ path, isAwaited }) => [path, isAwaited]);
    assert.deepEqual(problems, [[join(folder, "y"), false]]);
  }));

Deno.test("runAgent() refuses a state folder that another agent runs on", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, "");
    const options = { files: [file], stateFolder: join(folder, "state") };
    await using first = new RunningAgent(new ApiDouble(), options);
    await until(() => first.of("started").length > 0);
    await assert.rejects(new RunningAgent(new ApiDouble(), options).done, /another agent runs on it/);
    await first.stop();
  }));

Deno.test("runAgent() has the same templates after a restart, and after its snapshot is lost", () =>
  withFolder(async (folder) => {
    const [file, stateFolder] = [join(folder, "app.log"), join(folder, "state")];
    const api = new ApiDouble();
    const run = async () => {
      await Deno.writeTextFile(file, lines(20) + lines(20, "cache miss for key "), { append: true });
      await new RunningAgent(api, { files: [file], stateFolder, untilEof: true }).done;
      return [...new Set([...api.counters.values()].map((point) => point.template))].sort();
    };
    const ids = await run();
    assert.deepEqual(await run(), ids);
    for (const { name } of Deno.readDirSync(join(stateFolder, "miners"))) {
      Deno.writeTextFileSync(join(stateFolder, "miners", name), "torn");
    }
    api.registry = [...api.templates.values()];
    assert.deepEqual(await run(), ids);
    assert.equal(api.lines(), 120);
  }));

Deno.test("runAgent() shows a sample line per template, no more often than every 10 s", () =>
  withFolder(async (folder) => {
    const api = await ingest(folder, lines(100) + lines(100, "cache miss for key "));
    const samples = api.messages.flatMap((message) => message.batch?.samples ?? []);
    assert.deepEqual(samples.map((sample) => sample.line), ["user logged in id=0", "cache miss for key 0"]);
  }));
