import assert from "node:assert/strict";
import { join } from "node:path";
import { ruleOf } from "../core/mining/records/record_rule.ts";
import { isIndented } from "../counting/testing/is_indented.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { MortalAgent } from "./testing/crash.ts";
import { withFolder } from "./testing/with_folder.ts";

Deno.test("runAgent() counts a record of several lines once, and no kill or stop cuts one", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, "boom 1\n at a\n at b\nboom 2\n at a\n");
    const api = new ApiDouble();
    const agent = new MortalAgent(api, folder, { files: [file], openRule: () => ruleOf(isIndented) });
    await until(() => api.lines() === 1);
    await agent.killAndRestart();
    await Deno.writeTextFile(file, " at b\nboom 3\n at", { append: true });
    await until(() => api.lines() === 2);
    await agent.stopAndRestart();
    await Deno.writeTextFile(file, " a\n at b\n", { append: true });
    await agent.stopAndRestart({ untilEof: true });
    const { read, counted, rejected } = await agent.agent.done;
    assert.deepEqual(Object.values(api.byText()), [3]);
    assert.deepEqual([read, counted, rejected], [9, 9, 0]);
  }));

Deno.test("runAgent() begins a record with each line that begins as it is told, and no kill or stop cuts one", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, "BEGIN 1\nselect\nBEGIN 2\nfrom\n");
    const api = new ApiDouble();
    const agent = new MortalAgent(api, folder, { files: [file], start: "BEGIN", openRule: undefined });
    await until(() => api.lines() === 1);
    await agent.killAndRestart();
    await Deno.writeTextFile(file, "where\nBEGIN 3\nselect", { append: true });
    await until(() => api.lines() === 2);
    await agent.stopAndRestart({ untilEof: true });
    const { read, counted, rejected } = await agent.agent.done;
    assert.deepEqual(Object.values(api.byText()), [3]);
    assert.deepEqual([read, counted, rejected], [7, 7, 0]);
  }));

Deno.test("runAgent() leaves a record that may go on to the next start, and says so", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, "boom 1\nboom 2\n at a\n");
    const api = new ApiDouble();
    const options = { files: [file], stateFolder: join(folder, "state"), openRule: () => ruleOf(isIndented) };
    const agent = new RunningAgent(api, options);
    await until(() => api.lines() === 1);
    const first = await agent.stop();
    assert.deepEqual([first.read, first.counted, first.held], [1, 1, 2]);
    const { read, counted, held } = await new RunningAgent(api, { ...options, untilEof: true }).done;
    assert.deepEqual([api.lines(), read, counted, held], [2, 3, 3, 0]);
  }));

Deno.test("runAgent() counts the last record of a file that is at its end where it is stopped", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, "boom 1\nboom 2\n at a\n");
    const api = new ApiDouble();
    const agent = new RunningAgent(api, {
      files: [file],
      stateFolder: join(folder, "state"),
      openRule: () => ruleOf(isIndented),
      endsFilesOnStop: true,
    });
    await until(() => api.lines() === 1);
    const { read, counted, held } = await agent.stop();
    assert.deepEqual([api.lines(), read, counted, held], [2, 3, 3, 0]);
  }));

Deno.test("runAgent() counts all that stdin has given where it is stopped: it can't be read again", () =>
  withFolder(async (stateFolder) => {
    const api = new ApiDouble();
    const stdin = new ReadableStream<string>({ start: (stream) => stream.enqueue("boom 1\nboom 2\n at a\n at") })
      .pipeThrough(new TextEncoderStream());
    const agent = new RunningAgent(api, { files: ["-"], stateFolder, stdin, openRule: () => ruleOf(isIndented) });
    await until(() => api.lines() === 1);
    const { read, counted } = await agent.stop();
    assert.deepEqual([api.lines(), read, counted], [2, 4, 4]);
  }));

Deno.test("runAgent() counts a record of several lines of stdin, and gives the last one at the end", () =>
  withFolder(async (stateFolder) => {
    const api = new ApiDouble();
    const stdin = ReadableStream.from(["boom 1\n a", "t a\nboom 2", "\n at a\n at b"]).pipeThrough(
      new TextEncoderStream(),
    );
    const { read } = await new RunningAgent(api, {
      files: ["-"],
      stateFolder,
      stdin,
      openRule: () => ruleOf(isIndented),
    }).done;
    assert.deepEqual([api.lines(), read], [2, 5]);
  }));

Deno.test("runAgent() counts a record that nothing follows after a second", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, "boom 1\n at a\n");
    const api = new ApiDouble();
    await using _agent = new RunningAgent(api, {
      files: [file],
      stateFolder: join(folder, "state"),
      openRule: () => ruleOf(isIndented),
    });
    await until(() => api.lines() === 1);
  }));

Deno.test("runAgent() joins a traceback to its line where nothing else is said, and takes the message of a structured one", () =>
  withFolder(async (stateFolder) => {
    const api = new ApiDouble();
    const lines = [
      "2026-03-02 10:11:12 ERROR payment of order 7 failed",
      "Traceback (most recent call last):",
      '  File "shop.py", line 3, in pay',
      "ValueError: bad card",
      '{"level":"error","msg":"payment of order 8 failed"}',
    ];
    const stdin = ReadableStream.from([`${lines.join("\n")}\n`]).pipeThrough(new TextEncoderStream());
    const options = { files: ["-"], stateFolder, stdin, openRule: undefined };
    const { read, counted } = await new RunningAgent(api, options).done;
    assert.deepEqual([read, counted], [5, 5]);
    assert.deepEqual(api.byText(), { "payment of order <*> failed": 2 });
  }));
