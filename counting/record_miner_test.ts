import assert from "node:assert/strict";
import { LEVELS } from "../core/mining/header/levels.ts";
import { Miner } from "../core/mining/miner.ts";
import type { LogRecord } from "./log_record.ts";
import { RecordMiner } from "./record_miner.ts";

function record(text: string, more: Partial<LogRecord> = {}): LogRecord {
  const buffer = new TextEncoder().encode(text);
  return { buffer, start: 0, end: buffer.length, lines: text.split("\n").length, ...more };
}

class Bench {
  readonly miner = new Miner({ maxTemplates: 4 });
  readonly records = new RecordMiner(this.miner);

  mine(text: string, more?: Partial<LogRecord>): string {
    const handle = this.records.mine(record(text, more));
    return `${LEVELS[this.records.level]} ${this.records.host} ${this.miner.template(handle).text}`;
  }
}

Deno.test("RecordMiner takes level and host from fields, else what the sender names, else from the message's header", () => {
  const bench = new Bench();
  const line = '{"level":"warn","host":"db-1","msg":"disk is full"}';
  assert.equal(bench.mine(line), "warn db-1 disk is full");
  assert.equal(bench.mine(line, { level: 6, host: "h" }), "error h disk is full");
  assert.equal(bench.mine('{"msg":"2026-03-02 10:11:12 ERROR disk is full"}'), "error undefined disk is full");
  assert.equal(bench.mine("2026-03-02 10:11:12 INFO disk is full\n  of logs"), "info undefined disk is full");
});

Deno.test("RecordMiner takes the host from syslog's head", () => {
  const bench = new Bench();
  const hostOf = (line: string, more?: Partial<LogRecord>) => bench.mine(line, more).split(" ")[1];
  assert.equal(hostOf("Mar  1 10:11:12 web-1 sshd[24200]: session opened"), "web-1");
  assert.equal(hostOf("Mar 11 10:11:12 web-2.lan kernel: link is up"), "web-2.lan");
  assert.equal(hostOf("2026-03-01T10:11:12.123456+00:00 web-3 postfix/qmgr[4]: removed"), "web-3");
  assert.equal(hostOf("2026-03-01T10:11:12.123456+00:00 web-4 kernel: link is up"), "web-4");
  assert.equal(hostOf("2026-03-01T10:11:12.123456+00:00 web-3 rsyslogd: started"), "web-3");
  assert.equal(hostOf("2026-03-01T10:11:12.123456+00:00 main worker: started"), "undefined");
  assert.equal(hostOf('Mar  1 10:11:12 web-1 app[7]: {"level":"warn","msg":"disk is full"}'), "web-1");
  assert.equal(hostOf('Mar  1 10:11:12 web-1 app[7]: {"host":"db-1","msg":"disk is full"}'), "db-1");
  assert.equal(hostOf("Mar  1 10:11:12 web-1 app[7]: Traceback\n  File"), "web-1");
  assert.equal(hostOf("Mar  1 10:11:12 web-1 sshd[24200]: session opened", { host: "h" }), "h");
});

Deno.test("RecordMiner takes no other column after a time stamp for a host", () => {
  const bench = new Bench();
  for (
    const line of [
      "2026-03-01T10:11:12Z INFO main: session opened",
      "2026-03-01T10:11:12Z worker[7]: session opened",
      "Mar  1 10:11:12 session opened",
      "Mar  1 10:11:12 web-1",
      "Mar  1 10:11:12",
      "Mar",
    ]
  ) assert.equal(bench.mine(line).split(" ")[1], "undefined", line);
});

Deno.test("RecordMiner tells 64 hosts apart, and takes no other text for one", () => {
  const bench = new Bench();
  const hostOf = (host: string) => bench.mine(JSON.stringify({ host, msg: "up" })).split(" ")[1];
  assert.deepEqual(["a b", "", "é", "-x", "x".repeat(300)].map(hostOf), Array(5).fill("undefined"));
  const hosts = Array.from({ length: 70 }, (_, i) => `web-${i}`);
  assert.deepEqual(hosts.map(hostOf), hosts.map((host, i) => i < 64 ? host : "undefined"));
  assert.equal(hostOf("web-3"), "web-3");
});

Deno.test("RecordMiner keeps records without a message apart by their states, under the cap, whatever evidence says", () => {
  const bench = new Bench();
  const events = ["login", "logout", "signup", "buy", "sell"];
  const texts = events.map((event) => bench.mine(JSON.stringify({ event, user: "u" })));
  assert.deepEqual(texts.slice(0, 4), events.slice(0, 4).map((event) => `- undefined {event=${event} user=<*>}`));
  assert.equal(texts[4], "- undefined <overflow>");
});

Deno.test("RecordMiner: templates of records without a message survive a snapshot, and are learned from a registry", () => {
  const line = '{"event":"login","user":"u"}';
  const first = new Bench();
  const text = first.mine(line);
  const [created] = first.miner.takeEvents();
  assert.equal(created.kind === "created" && created.sample, line);
  const restored = Miner.restore(first.miner.snapshot());
  const learned = new Miner();
  learned.learn(first.miner.template(0));
  for (const miner of [restored, learned]) {
    const handle = new RecordMiner(miner).mine(record(line));
    assert.deepEqual(miner.template(handle), first.miner.template(0));
    assert.equal(`- undefined ${miner.template(handle).text}`, text);
    assert.deepEqual(miner.takeEvents(), []);
  }
});
