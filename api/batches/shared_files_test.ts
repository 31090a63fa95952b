import assert from "node:assert/strict";
import { AGENT_PATH } from "../../core/agent_message.ts";
import { openTestApi, START_MS, type TestApi } from "../testing/test_api.ts";

interface Said {
  readonly agent: string;
  readonly run?: string;
  readonly source?: string;
  readonly files?: readonly string[];
}

/** Each says that it follows a file, a second apart. */
async function hear(api: TestApi, said: readonly Said[]): Promise<void> {
  for (const { agent, run = `run of ${agent}`, source = "app.log", files = ["f1"] } of said) {
    const totals = { read: 5, counted: 5, rejected: 0, lagBytes: 0, lagMs: 0, spoolBytes: 0 };
    const times = { watermarkMs: START_MS, sinceMs: START_MS, firstLiveMs: START_MS };
    const heartbeats = [{ agent, source, host: "web-1", ...totals, ...times, files }];
    const { status } = await api.post(AGENT_PATH, { agent, run, batch: null, heartbeats, clockMs: START_MS });
    assert.equal(status, 200);
    await api.clock.advance(1_000);
  }
}

function inTurn(agents: readonly string[], times: number, of: Partial<Said> = {}): Said[] {
  return Array.from({ length: times }, () => agents.map((agent): Said => ({ agent, ...of }))).flat();
}

async function toldBy(said: readonly Said[]): Promise<{ told: unknown; problems: unknown[] }> {
  await using api = openTestApi();
  await hear(api, said);
  return { told: (await api.get("/")).body.sharedFiles, problems: api.problems };
}

Deno.test("GET / and the api's terminal say that two agents follow one file, once, until one of them ends", async () => {
  await using api = openTestApi();
  await hear(api, inTurn(["a1", "b2"], 5));
  const told =
    'Agents "a1" and "b2" follow one file of source "app.log" on host "web-1": each of its lines counts twice; ' +
    "end all but one, or give each another --source";
  const { status, body } = await api.get("/");
  assert.deepEqual([status, body.status, body.sharedFiles], [200, "ok", [told]]);
  assert.deepEqual(api.problems, [told]);
  await hear(api, inTurn(["a1", "b2"], 5, { files: ["rotated"] }));
  assert.deepEqual((await api.get("/")).body.sharedFiles, [told]);
  assert.deepEqual(api.problems, [told]);
  await hear(api, inTurn(["a1"], 61));
  assert.equal((await api.get("/")).body.sharedFiles, undefined);
  await hear(api, inTurn(["a1", "b2"], 5));
  assert.deepEqual(api.problems, [told, told], "it has come again");
});

Deno.test("GET / names all agents that follow one file, however they take turns", async () => {
  const { told } = await toldBy(inTurn(["a1", "b2", "c3", "b2"], 5));
  assert.match((told as string[])[0]!, /^Agents "a1", "b2" and "c3" follow .* counts 3 times; /);
});

Deno.test("GET / says nothing of names to who has no token", async () => {
  await using api = openTestApi({ apiToken: "secret" });
  for (const said of inTurn(["a1", "b2"], 5)) {
    const heartbeat = { agent: said.agent, source: "s", host: "h", files: ["f"], read: 0, counted: 0, rejected: 0 };
    const more = { lagBytes: 0, lagMs: 0, spoolBytes: 0, watermarkMs: 0, sinceMs: 0, firstLiveMs: null };
    const message = {
      agent: said.agent,
      run: said.agent,
      batch: null,
      heartbeats: [{ ...heartbeat, ...more }],
      clockMs: 0,
    };
    await api.post(AGENT_PATH, message, { Authorization: "Bearer secret" });
  }
  assert.equal(api.problems.length, 1);
  assert.equal((await api.get("/")).body.sharedFiles, undefined);
});

const NONE: readonly (readonly [string, readonly Said[]])[] = [
  ["follow files of their own", [
    ...inTurn(["a1"], 5, { files: ["f1"] }),
    ...inTurn(["b2"], 5, { files: ["f2"] }),
  ]],
  ["count one file for two sources", inTurn(["a1", "b2"], 5).map((said) => ({ ...said, source: said.agent }))],
  ["follow a file one after another", [...inTurn(["a1"], 5), ...inTurn(["b2"], 5), ...inTurn(["a1"], 5)]],
  [
    "follow a file in turn, each begun anew",
    inTurn(["a1", "b2"], 5).map((said, i) => ({ ...said, run: `run ${i}` })),
  ],
  ["follow a file one after another, the last of them with a message that was held up", [
    ...inTurn(["a1"], 5),
    ...inTurn(["b2", "a1"], 1),
    ...inTurn(["b2"], 5),
  ]],
  ["are one, begun anew under its id", ["r1", "r2", "r3"].flatMap((run) => inTurn(["a1"], 3, { run }))],
  [
    "are of before, and do not say what they follow",
    inTurn(["a1", "b2"], 5, { files: undefined, run: "" })
      .map(({ agent }) => ({ agent, files: [] })),
  ],
];

for (const [what, said] of NONE) {
  Deno.test(`GET / tells of no file that is shared by agents that ${what}`, async () => {
    assert.deepEqual(await toldBy(said), { told: undefined, problems: [] });
  });
}
