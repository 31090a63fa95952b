import assert from "node:assert/strict";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { webhookBody } from "./webhook_body.ts";

const MINUTE_MS = 60_000;
const MEMBER = {
  ...{ kind: "spike", source: "web", template: "*", startMs: MINUTE_MS, endMs: 2 * MINUTE_MS, lower: 7, upper: 13 },
  ...{ actual: 62, expected: 10, perDay: 1e-4, spanMs: MINUTE_MS },
};
const MESSAGE = { ...MEMBER, template: "t", text: "lost <*>\u001b[2J", sample: "```\nlost `7`\u0007``` <!channel>" };

const INCIDENT: Anomaly = {
  ...{ id: "1", kind: "spike", source: "web", template: "*", title: "6x the usual\ntraffic in web", text: "a\u0000b" },
  ...{ severity: "critical", startMs: MINUTE_MS, endMs: 13 * MINUTE_MS, windowMs: MINUTE_MS, actual: 62, expected: 10 },
  ...{ threshold: 13, score: 40, sample: "", savedMs: 2 * MINUTE_MS, parent: null, label: null },
  incident: { members: [MEMBER, MESSAGE], more: 2, adopted: false },
};

// deno-lint-ignore no-explicit-any -- tests look into bodies of every shape
const slack = (change: "opened" | "worsened" | "closed", anomaly = INCIDENT): any =>
  webhookBody({ anomaly, change }, "slack");

Deno.test("webhookBody() as JSON has the incident's sentence, members and lines, without control characters", () => {
  const { change, anomaly } = webhookBody({ anomaly: INCIDENT, change: "opened" }, "json") as {
    change: string;
    anomaly: Anomaly;
  };
  assert.deepEqual([change, anomaly.title, anomaly.text], ["opened", "6x the usual\ufffdtraffic in web", "a\ufffdb"]);
  assert.deepEqual(anomaly.incident?.members[1]?.sample, "```\ufffdlost `7`\ufffd``` <!channel>");
  assert.deepEqual(anomaly.incident?.members[0], MEMBER);
  assert.doesNotMatch(JSON.stringify(anomaly), /\\u00[01]|\\n/);
});

Deno.test("webhookBody() says what the title is about, which is the gravest series", () => {
  const stop = { ...MEMBER, kind: "silence", source: "db", actual: 0, upper: null };
  const anomaly = { ...INCIDENT, incident: { ...INCIDENT.incident!, members: [MEMBER, stop] } };
  const { about } = webhookBody({ anomaly, change: "opened" }, "json") as { about: unknown };
  assert.deepEqual(about, { kind: "silence", source: "db", template: "*" });
  const fields: { title: string; value: string }[] = slack("opened", anomaly).attachments[0].fields;
  assert.deepEqual(fields.map(({ value }) => value), ["silence", "db", "critical"]);
});

Deno.test("webhookBody() for Slack shows what explains an incident, and no line leaves its code block", () => {
  const [{ text, color }] = slack("opened").attachments;
  assert.deepEqual(text.split("\n"), [
    "all lines of web: 62 lines in 1 min where 7 to 13 usual; by chance once in 27 years",
    "• lost &lt;*&gt;\ufffd[2J (62 lines in 1 min where 7 to 13 usual; by chance once in 27 years)",
    "```ˋˋˋ\ufffdlost ˋ7ˋ\ufffdˋˋˋ &lt;!channel&gt;```",
    "and 2 more",
  ]);
  assert.equal(color, "#e02f44");
});

Deno.test("webhookBody() for Slack says what has happened to an incident", () => {
  assert.equal(slack("worsened").text, "Now critical: 6x the usual\ufffdtraffic in web");
  assert.equal(slack("closed").text, "Over: 6x the usual\ufffdtraffic in web");
  assert.equal(slack("closed").attachments[0].text, "It lasted 12 min.");
  const again = { ...INCIDENT, incident: { ...INCIDENT.incident!, againMs: INCIDENT.endMs - 60_000 } };
  assert.equal(slack("opened", again).text, "Again: 6x the usual\ufffdtraffic in web");
  assert.equal(slack("opened", again).attachments[0].ts, (INCIDENT.endMs - 60_000) / 1000);
  assert.equal(slack("closed", again).attachments[0].text, "It lasted 1 min.");
  const adopted = { ...INCIDENT, incident: { ...INCIDENT.incident!, adopted: true } };
  assert.equal(slack("closed", adopted).text, "The new normal: 6x the usual\ufffdtraffic in web");
});

Deno.test("webhookBody() for Slack lets no text open a block of code, name everybody, link or show a page", () => {
  const evil = "```<!channel> <@U1> @channel @all @here <http://evil|click> \u202e\u001b[2J";
  const body = slack("opened", {
    ...INCIDENT,
    title: evil,
    source: evil,
    incident: undefined,
    text: evil,
    sample: evil,
  });
  const json = JSON.stringify(body);
  assert.doesNotMatch(json.replaceAll(/```(?=ˋ)|```(?=")/g, ""), /`|<|>|@(?:all|channel|here)|\u202e|\\u001b/);
  assert.deepEqual([body.unfurl_links, body.unfurl_media], [false, false]);
});

Deno.test("webhookBody() as JSON cleans every text, names of members and hosts included", () => {
  const incident = { members: [{ ...MEMBER, source: "\u009b" }], more: 0, adopted: false };
  const anomaly = { ...INCIDENT, source: "a\u202eb", incident };
  const others = { opened: 1, worsened: 0, closed: 0, sources: ["\u202e"] };
  const body = webhookBody({ anomaly, change: "opened", others }, "json");
  assert.doesNotMatch(JSON.stringify(body), /[\u007f-\u009f\u202e]/);
});

Deno.test("webhookBody() says how many others are told with it alone", () => {
  const others = { opened: 990, worsened: 0, closed: 3, sources: ["web", "<db>"] };
  const told = { anomaly: INCIDENT, change: "opened", others } as const;
  // deno-lint-ignore no-explicit-any -- as above
  const { attachments: [{ text }] } = webhookBody(told, "slack") as any;
  assert.match(text, /\nNot told one by one: 990 opened, 3 closed \(web, &lt;db&gt;\)$/);
  assert.deepEqual((webhookBody(told, "json") as typeof told).others, others);
});
