import assert from "node:assert/strict";
import { join } from "node:path";
import { SystemClock } from "../clock/system_clock.ts";
import { resendRefused } from "./resend_refused.ts";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { refusal } from "./testing/refusal.ts";
import { withFolder } from "./testing/with_folder.ts";

interface Setting {
  readonly api: ApiDouble;
  readonly file: string;
  readonly stateFolder: string;
  readonly append: (count: number) => void;
}

function withSetting(work: (setting: Setting) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    const file = join(folder, "app.log");
    const append = (count: number) => {
      const lines = Array.from({ length: count }, (_, i) => `request ${i} done\n`);
      Deno.writeTextFileSync(file, lines.join(""), { append: true });
    };
    append(10);
    await work({ api: new ApiDouble(), file, stateFolder: join(folder, "state"), append });
  });
}

function unavailable(headers?: HeadersInit): Response {
  return Response.json({ error: { message: "store down" } }, { status: 503, headers });
}

Deno.test("runAgent() keeps everything while the api is away, and sends it in order when it is back", () =>
  withSetting(async ({ api, file, stateFolder, append }) => {
    let isAway = true;
    api.fate = () => isAway ? unavailable() : "ok";
    await using agent = new RunningAgent(api, { files: [file], stateFolder });
    await until(() => agent.of("apiAway").length > 0);
    for (let i = 0; i < 5; i++) {
      append(10);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    assert.equal(api.lines(), 0);
    const waiting = agent.of("stats").at(-1)!.stats.pendingBatches;
    assert.ok(waiting >= 3, `${waiting} batches wait`);
    isAway = false;
    await until(() => api.lines() === 60);
    assert.equal(agent.of("apiBack").length, 1);
    assert.match(agent.of("apiAway")[0].reason, /^it answered 503: .*store down/);
    const numbers = api.messages.flatMap(({ batch }) => batch ? [batch.number] : []);
    assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b));
    await agent.stop();
  }));

Deno.test("runAgent() waits as long as Retry-After asks", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    const tries: number[] = [];
    api.fate = () => tries.push(performance.now()) === 1 ? unavailable({ "retry-after": "1" }) : "ok";
    await using agent = new RunningAgent(api, { files: [file], stateFolder, untilEof: true });
    await agent.done;
    assert.ok(tries[1] - tries[0] >= 990, `tried again after ${tries[1] - tries[0]} ms`);
  }));

Deno.test("runAgent() counts lines that the api refuses for good as rejected, and goes on", () =>
  withSetting(async ({ api, file, stateFolder, append }) => {
    let refusals = 0;
    api.fate = ({ batch }) => {
      const isRefused = batch!.points.length > 0 && refusals++ === 0;
      if (!isRefused) return "ok";
      return Response.json({ stored: 3, rejected: 7, reason: "too old", timeMs: Date.now() }, { status: 422 });
    };
    await using agent = new RunningAgent(api, { files: [file], stateFolder });
    await until(() => agent.of("refused").length > 0);
    append(5);
    await until(() => api.heartbeat("app.log")?.read === 15);
    const summary = await agent.stop();
    assert.deepEqual([summary.read, summary.counted, summary.rejected], [15, 8, 7]);
    assert.deepEqual(agent.of("refused")[0], { kind: "refused", lines: 7, reason: "too old" });
    const { read, counted, rejected } = api.heartbeat("app.log")!;
    assert.deepEqual([read, counted, rejected], [15, 8, 7]);
  }));

const ANSWERS: readonly (readonly [string, (before: string) => string])[] = [
  ["the answer to the message before", (before) => before],
  ["that, cut short", (before) => before.slice(0, -9)],
  ["that, twice", (before) => before + before],
  ["nothing", () => ""],
  ["JSON of somebody", () => '{"ok":true,"rejected":0}'],
  ["a number that is none", () => '{"stored":10,"rejected":0,"timeMs":"now"}'],
  ["a page", () => "<html>all is well</html>"],
];

for (const [what, answer] of ANSWERS) {
  Deno.test(`runAgent() sends a batch again that is answered 200 on its way with ${what}`, () =>
    withSetting(async ({ api, file, stateFolder, append }) => {
      let before = "", messages = 0;
      const transport = async (request: Request) => {
        const isBatch = request.method === "POST" && (await request.clone().json()).batch !== null;
        if (isBatch && before !== "" && messages++ % 2 === 0) return new Response(answer(before));
        const response = await api.transport(request);
        before = await response.clone().text();
        return response;
      };
      await using agent = new RunningAgent(api, { files: [file], stateFolder, transport });
      for (let i = 0; i < 4; i++) {
        append(10);
        await until(() => api.lines() === 20 + i * 10);
      }
      const { read, counted, pendingBatches } = await agent.stop();
      assert.deepEqual([read, counted, pendingBatches], [50, 50, 0]);
    }));
}

for (const status of [400, 422]) {
  Deno.test(`runAgent() keeps a batch that is answered with ${status} aside, and goes on`, () =>
    withSetting(async ({ api, file, stateFolder }) => {
      api.fate = ({ batch }) => batch!.points.length > 0 ? refusal("no", status) : "ok";
      await using agent = new RunningAgent(api, { files: [file], stateFolder, untilEof: true });
      const summary = await agent.done;
      assert.deepEqual([summary.counted, summary.rejected, summary.pendingBatches], [0, 10, 0]);
      assert.match(
        agent.of("refused")[0].reason,
        new RegExp(`^it answered ${status}: .*batch kept as ".*\\.refused"$`),
      );
      const names = [...Deno.readDirSync(join(stateFolder, "spool"))].map((entry) => entry.name);
      assert.equal(names.filter((name) => name.endsWith(".refused")).length, 1);
      const resend = () => {
        const { transport } = api;
        const notes: string[] = [];
        const onNote = (note: string) => notes.push(note);
        const to = { apiUrl: "http://api.test", stateFolder, transport, clock: new SystemClock(), onNote };
        return resendRefused(to).then((outcome) => ({ ...outcome, notes }));
      };
      const refused = await resend();
      assert.deepEqual([refused.batches, refused.stored, refused.lines], [1, 0, 0]);
      assert.match(refused.notes[0], new RegExp(`^".*\\.refused" is not stored: it answered ${status}`));
      api.fate = () => "ok";
      assert.deepEqual(await resend(), { batches: 1, stored: 1, lines: 10, notes: [] });
      assert.deepEqual([await resend(), api.lines()], [{ batches: 0, stored: 0, lines: 0, notes: [] }, 10]);
      const later = await new RunningAgent(api, { files: [file], stateFolder, untilEof: true }).done;
      assert.deepEqual([later.read, later.counted, later.rejected], [10, 10, 0]);
    }));
}

Deno.test("runAgent() counts the lines of a batch that is removed under it as lost, and goes on", () =>
  withSetting(async ({ api, file, stateFolder, append }) => {
    let isAway = true;
    api.fate = ({ batch }) => isAway && batch!.points.length > 0 ? "requestLost" : "ok";
    await using agent = new RunningAgent(api, { files: [file], stateFolder });
    await until(() => agent.of("apiAway").length > 0);
    const spool = join(stateFolder, "spool");
    append(5);
    const waiting = () =>
      [...Deno.readDirSync(spool)].map(({ name }) => name).filter((name) => name.endsWith(".batch"));
    await until(() => waiting().length === 2);
    Deno.removeSync(join(spool, waiting().sort()[0]));
    isAway = false;
    await until(() => api.lines() === 5);
    append(3);
    await until(() => api.heartbeat("app.log")?.read === 18);
    const summary = await agent.stop();
    assert.deepEqual([summary.read, summary.counted, summary.rejected, summary.lost], [18, 8, 0, 10]);
    assert.deepEqual(api.heartbeat("app.log")!.lost, { spool: 10 });
    assert.match(agent.of("lost")[0].message, /^Batch \d+ in the spool was damaged or removed: 10 lines are lost$/);
  }));

Deno.test("runAgent() ends in words when the api refuses its token, and loses nothing", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    api.fate = () => refusal("no such token", 401);
    await assert.rejects(new RunningAgent(api, { files: [file], stateFolder }).done, /set API_TOKEN to the api's own$/);
    api.fate = () => "ok";
    await new RunningAgent(api, { files: [file], stateFolder, untilEof: true }).done;
    assert.equal(api.lines(), 10);
  }));

for (const status of [400, 401, 403, 404, 413, 422, 502]) {
  for (
    const [what, body, type] of [
      ["a page of its own", "<html><h1>No</h1></html>", "text/html"],
      ["JSON in the api's words", '{"error":{"code":400,"message":"No"}}', "application/json"],
    ] as const
  ) {
    Deno.test(`runAgent() tries again what a proxy answers with ${status} and ${what}`, () =>
      withSetting(async ({ api, file, stateFolder }) => {
        let answers = 0;
        const answer = () => new Response(body, { status, headers: { "content-type": type } });
        api.fate = ({ batch }) => batch!.points.length > 0 && answers++ < 2 ? answer() : "ok";
        await using agent = new RunningAgent(api, { files: [file], stateFolder, untilEof: true });
        const summary = await agent.done;
        assert.deepEqual([api.lines(), summary.counted, summary.rejected], [10, 10, 0]);
      }));
  }
}

Deno.test("runAgent() tries again what a proxy finds too large though it can't be divided, and rejects nothing of it", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    let pages = 0;
    const page = () => new Response("<html><h1>Too large</h1></html>", { status: 413 });
    api.fate = ({ batch }) => batch!.points.length > 0 && pages++ < 8 ? page() : "ok";
    await using agent = new RunningAgent(api, { files: [file], stateFolder, untilEof: true });
    const summary = await agent.done;
    assert.deepEqual([api.lines(), summary.counted, summary.rejected], [10, 10, 0]);
  }));

for (const isOfBefore of [true, false]) {
  const whose = isOfBefore
    ? "keeps aside a batch that an api of before"
    : "waits with a batch that a gateway before an api of now";
  Deno.test(`runAgent() ${whose} refuses in its words time and again`, () =>
    withSetting(async ({ api, file, stateFolder, append }) => {
      api.isOfBefore = isOfBefore;
      let refused: number | undefined, refusals = 0;
      api.fate = ({ batch }) => {
        if (batch!.points.length > 0) refused ??= batch!.number;
        if (batch!.number !== refused) return "ok";
        refusals++;
        return Response.json({ error: { message: "no such field" } }, { status: 400 });
      };
      await using agent = new RunningAgent(api, { files: [file], stateFolder });
      await until(() => refused !== undefined);
      append(5);
      await until(() => isOfBefore ? api.lines() === 5 : refusals > 9, { withinMs: 60_000 });
      const { counted, rejected, pendingBatches } = await agent.stop();
      assert.deepEqual([counted, rejected, pendingBatches > 0], isOfBefore ? [5, 10, false] : [15, 0, true]);
      const told = agent.of("warning").filter(({ message }) => message.includes("older than this agent"));
      assert.equal(told.length, isOfBefore ? 1 : 0);
      if (isOfBefore) assert.match(agent.of("refused")[0].reason, /no such field.*; batch kept as ".*\.refused"$/);
    }));
}

Deno.test("runAgent() goes on trying while the api says 403, and names it", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    let isForbidden = true;
    api.fate = () => isForbidden ? Response.json({ error: { message: "not from here" } }, { status: 403 }) : "ok";
    await using agent = new RunningAgent(api, { files: [file], stateFolder, untilEof: true });
    await until(() => agent.of("apiAway").length > 0);
    assert.match(agent.of("apiAway")[0].reason, /^it answered 403: .*not from here/);
    isForbidden = false;
    assert.equal((await agent.done).counted, 10);
  }));

Deno.test("runAgent() takes a new id where the api says that its own is taken, and only then", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    let answers = 0;
    api.fate = ({ agent }) => {
      const error = { message: "conflict" };
      if (answers++ < 2) return Response.json({ error }, { status: 409 });
      return answers === 3 ? Response.json({ taken: agent, error }, { status: 409 }) : "ok";
    };
    await using agent = new RunningAgent(api, { files: [file], stateFolder, untilEof: true });
    const { counted } = await agent.done;
    assert.deepEqual([api.lines(), counted, answers > 3], [10, 10, true]);
    assert.equal(new Set(agent.of("started").map((each) => each.agent)).size, 2);
    assert.match(agent.of("warning")[0].message, /this one gets a new id/);
  }));

Deno.test("runAgent() divides a batch that is too large, and rejects no more than the part that is too large alone", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    const words = ["alpha", "beta", "gamma", "delta", "omega"];
    Deno.writeTextFileSync(file, words.map((word) => `${word} ${word} is here\n`.repeat(3)).join(""));
    const tooLarge = () => refusal("too large", 413);
    const transport = async (request: Request) => {
      const body = await request.clone().text();
      const isLarge = body.length > 700 || JSON.parse(body).batch?.samples.length > 4;
      return isLarge ? tooLarge() : await api.transport(request);
    };
    await using agent = new RunningAgent(api, { files: [file], stateFolder, transport, untilEof: true });
    const summary = await agent.done;
    assert.deepEqual([api.lines(), summary.counted, summary.rejected], [15, 15, 0]);
    assert.ok(api.messages.filter(({ batch }) => batch !== null).length > 3);
    assert.deepEqual(Object.keys(api.byText()).filter((text) => text.startsWith("unknown")), []);
  }));

Deno.test("runAgent() says of its sources in parts what a proxy finds too large", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    const files = ["a", "b", "c"].map((name) => `${file}.${name}`);
    for (const file of files) Deno.writeTextFileSync(file, "");
    const transport = async (request: Request) => {
      const { heartbeats = [] } = request.method === "POST" ? await request.clone().json() : {};
      return heartbeats.length > 1 ? new Response("<h1>No</h1>", { status: 413 }) : await api.transport(request);
    };
    await using agent = new RunningAgent(api, { files, stateFolder, transport });
    await until(() => new Set(api.heartbeats.map(({ source }) => source)).size === 3);
    await agent.stop();
  }));

Deno.test("runAgent() sends its token", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    const tokens = new Set<string | null>();
    const transport = (request: Request) => {
      tokens.add(request.headers.get("authorization"));
      return api.transport(request);
    };
    await new RunningAgent(api, { files: [file], stateFolder, transport, apiToken: "t", untilEof: true }).done;
    assert.deepEqual([...tokens], ["Bearer t"]);
  }));

Deno.test("runAgent() refuses an api that is no URL", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    await using agent = new RunningAgent(api, { files: [file], stateFolder, apiUrl: "localhost:x" });
    await assert.rejects(agent.done, /^AgentError: Cannot send to "localhost:x": expected a URL/);
  }));

Deno.test("runAgent() stops reading while the spool is full, and loses nothing", () =>
  withSetting(async ({ api, file, stateFolder, append }) => {
    let isAway = true;
    api.fate = () => isAway ? "requestLost" : "ok";
    await using agent = new RunningAgent(api, { files: [file], stateFolder, spoolLimitBytes: 2_000 });
    await until(() => {
      append(1);
      return agent.of("spoolFull").length > 0;
    });
    const { read } = agent.of("stats").length ? { read: agent.of("stats").at(-1)!.stats.lines } : { read: 0 };
    append(500);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(agent.of("stats").at(-1)!.stats.lagBytes > 0);
    assert.ok(agent.of("stats").at(-1)!.stats.lines < read + 500);
    isAway = false;
    const written = Deno.readTextFileSync(file).split("\n").length - 1;
    await until(() => api.lines() === written);
    assert.deepEqual(agent.of("spoolFull").map((event) => event.full), [true, false]);
    await agent.stop();
  }));

Deno.test("runAgent() uses the api's clock where its own is more than 5 s off", () =>
  withSetting(async ({ file, stateFolder, append }) => {
    const api = new ApiDouble(() => Date.now() + 3_600_000);
    await using agent = new RunningAgent(api, { files: [file], stateFolder });
    await until(() => api.lines() === 10);
    append(10);
    await until(() => api.lines() === 20);
    await agent.stop();
    const off = agent.of("clockOff")[0].offMs;
    assert.ok(Math.abs(off + 3_600_000) < 1_000, `off by ${off}`);
    for (const point of api.counters.values()) assert.ok(Math.abs(point.slotMs - Date.now() - 3_600_000) < 10_000);
  }));

Deno.test("runAgent() beats at each slot's end, idle or not, with a watermark of what is acknowledged", () =>
  withSetting(async ({ api, file, stateFolder, append }) => {
    const startMs = Date.now();
    let isAway = false;
    api.fate = () => isAway ? "requestLost" : "ok";
    await using agent = new RunningAgent(api, { files: [file], stateFolder });
    await until(() => api.lines() === 10);
    const beats = api.heartbeats.length;
    await until(() => api.heartbeats.length >= beats + 5);
    const idle = api.heartbeat("app.log")!;
    assert.deepEqual([idle.read, idle.counted, idle.lagBytes, idle.lagMs, idle.firstLiveMs], [10, 10, 0, 0, null]);
    assert.ok(idle.watermarkMs % 20 === 0 && idle.watermarkMs > startMs && idle.sinceMs >= startMs);
    isAway = true;
    append(1);
    const writtenMs = Date.now();
    await until(() => agent.of("apiAway").length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(api.heartbeats.every((beat) => beat.watermarkMs <= writtenMs + 40));
    isAway = false;
    await until(() => api.heartbeat("app.log")!.watermarkMs > writtenMs + 60);
    assert.equal(api.lines({ mode: "live" }), 1);
    const { firstLiveMs } = api.heartbeat("app.log")!;
    assert.equal(firstLiveMs, [...api.counters.values()].find((point) => point.mode === "live")!.slotMs);
    await agent.stop();
  }));

Deno.test("runAgent() stops within 2 s though the api hangs, and leaves the rest to the next run", () =>
  withSetting(async ({ api, file, stateFolder }) => {
    let isHanging = true;
    const hanging = Promise.withResolvers<Response>();
    const transport = (request: Request) => isHanging ? hanging.promise : api.transport(request);
    await using agent = new RunningAgent(api, { files: [file], stateFolder, transport });
    await until(() => agent.of("stats").length > 3);
    const before = performance.now();
    const summary = await agent.stop();
    assert.ok(performance.now() - before < 2_000);
    assert.ok(summary.pendingBatches > 0);
    isHanging = false;
    await new RunningAgent(api, { files: [file], stateFolder, transport, untilEof: true }).done;
    assert.equal(api.lines(), 10);
  }));

Deno.test("runAgent() waits with reading while its state can't be written, and goes on when it can", () =>
  withSetting(async ({ api, file, stateFolder, append }) => {
    await using agent = new RunningAgent(api, { files: [file], stateFolder, clock: new SystemClock() });
    await until(() => api.lines() === 10);
    const spool = join(stateFolder, "spool");
    await until(() => agent.of("stats").length > 3);
    Deno.renameSync(spool, `${spool}.away`);
    append(10);
    await until(() => agent.of("warning").length > 0);
    assert.match(agent.of("warning")[0].message, /^Cannot write the agent's state: .*reading waits$/);
    Deno.renameSync(`${spool}.away`, spool);
    await until(() => api.lines() === 20);
    await agent.stop();
  }));
