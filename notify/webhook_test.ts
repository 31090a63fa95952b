import assert from "node:assert/strict";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { createWebhook } from "./webhook.ts";

const ANOMALY: Anomaly = {
  id: "00000000000000aa",
  kind: "pattern",
  source: "web",
  template: "t",
  title: "New message in web: <*> & more",
  text: "<*> & more",
  severity: "warning",
  startMs: 4000,
  endMs: 6000,
  windowMs: 2000,
  actual: 1,
  expected: 0,
  threshold: 0,
  score: 1,
  sample: "1 & more",
  savedMs: 6100,
  parent: null,
  label: null,
};

/** Answers with these in turn, then with 200; null never answers. Keeps what was posted. */
class Receiver implements AsyncDisposable {
  readonly bodies: unknown[] = [];
  readonly url: string;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #stop = new AbortController();

  constructor(...answers: (number | null)[]) {
    this.#server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
      this.bodies.push(await request.json());
      const status = answers.length === 0 ? 200 : answers.shift()!;
      if (status === null) await new Promise((resolve) => this.#stop.signal.addEventListener("abort", resolve));
      return new Response(null, { status: status ?? 200 });
    });
    this.url = `http://127.0.0.1:${this.#server.addr.port}/hook`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#server.shutdown();
  }
}

Deno.test("createWebhook() posts the anomaly and what has happened to it", async () => {
  await using receiver = new Receiver();
  const webhook = createWebhook({ url: receiver.url });
  await webhook.notify(ANOMALY, "opened");
  await webhook.notify(ANOMALY, "closed");
  const told = { about: { kind: "pattern", source: "web", template: "t" }, anomaly: ANOMALY };
  assert.deepEqual(receiver.bodies, [{ change: "opened", ...told }, { change: "closed", ...told }]);
  await webhook.close();
});

Deno.test("createWebhook() posts what Slack reads, with its markup escaped", async () => {
  await using receiver = new Receiver();
  const webhook = createWebhook({ url: receiver.url, format: "slack" });
  await webhook.notify(ANOMALY, "opened");
  await webhook.close();
  const [{ text, attachments }] = receiver.bodies as [{ text: string; attachments: { text: string; ts: number }[] }];
  assert.equal(text, "New message in web: &lt;*&gt; &amp; more");
  assert.equal(attachments[0].text, "&lt;*&gt; &amp; more\n```1 &amp; more```");
  assert.equal(attachments[0].ts, 4);
});

Deno.test("createWebhook() tries again when the other side is busy or broken", async () => {
  await using receiver = new Receiver(503, 429, 500);
  const webhook = createWebhook({ url: receiver.url, pauseMs: 1 });
  await webhook.notify(ANOMALY, "opened");
  assert.equal(receiver.bodies.length, 4);
  await webhook.close();
});

Deno.test("createWebhook() tries again when nothing answers, a bounded number of times", async () => {
  const receiver = new Receiver();
  await receiver[Symbol.asyncDispose]();
  const webhook = createWebhook({ url: receiver.url, pauseMs: 1, retries: 2 });
  await assert.rejects(webhook.notify(ANOMALY, "opened"), /Cannot notify 127\.0\.0\.1:\d+ of "New message/);
  await webhook.close();
});

Deno.test("createWebhook() takes a refusal for final", async () => {
  await using receiver = new Receiver(404);
  const webhook = createWebhook({ url: receiver.url, pauseMs: 1 });
  await assert.rejects(webhook.notify(ANOMALY, "opened"), /expected a 2xx answer, got 404/);
  assert.equal(receiver.bodies.length, 1);
  await webhook.close();
});

Deno.test("createWebhook() gives an attempt up that takes too long", async () => {
  await using receiver = new Receiver(null);
  const webhook = createWebhook({ url: receiver.url, timeoutMs: 50, pauseMs: 1 });
  await webhook.notify(ANOMALY, "opened");
  assert.equal(receiver.bodies.length, 2);
  await webhook.close();
});

Deno.test("createWebhook() holds no more than its limit", async () => {
  await using receiver = new Receiver(null);
  const webhook = createWebhook({ url: receiver.url, queueLimit: 2 });
  const held = [webhook.notify(ANOMALY, "opened"), webhook.notify(ANOMALY, "closed")].map((sent) =>
    assert.rejects(sent)
  );
  await assert.rejects(webhook.notify(ANOMALY, "opened"), /expected fewer than 2 to wait/);
  await webhook.close();
  await Promise.all(held);
});

Deno.test("createWebhook() gives up what hangs when it is closed", async () => {
  await using receiver = new Receiver(null);
  const webhook = createWebhook({ url: receiver.url });
  const sent = assert.rejects(webhook.notify(ANOMALY, "opened"), /before the end/);
  while (receiver.bodies.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await webhook.close();
  await sent;
});
