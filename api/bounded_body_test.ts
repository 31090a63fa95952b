import assert from "node:assert/strict";
import { readBody } from "./bounded_body.ts";
import { RequestError } from "./request_error.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("readBody() reads a body of exactly the limit, and no byte more", async () => {
  assert.equal((await readBody(request("x".repeat(100)), 100)).length, 100);
  await assertRefused(readBody(request("x".repeat(101)), 100), 413);
});

Deno.test("readBody() of a request without a body is empty", async () => {
  assert.equal((await readBody(new Request("http://a/"), 100)).length, 0);
});

Deno.test("readBody() stops reading at the limit, whatever Content-Length says", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(100));
    },
  });
  await assertRefused(readBody(request(endless, { "Content-Length": "10" }), 1000), 413);
  assert.ok(pulled < 20, `${pulled} chunks were read`);
});

Deno.test("readBody() inflates gzip", async () => {
  const body = await gzip("hello ".repeat(10));
  assert.equal(text(await readBody(request(body, { "Content-Encoding": "gzip" }), 100)), "hello ".repeat(10));
});

Deno.test("readBody() bounds what gzip inflates to", async () => {
  const bomb = await gzip("\0".repeat(20_000_000));
  assert.ok(bomb.length < 100_000);
  await assertRefused(readBody(request(bomb, { "Content-Encoding": "gzip" }), 100_000), 413);
});

Deno.test("readBody() inflates no more at a time than it can stop at", async () => {
  const bomb = await gzip("\0".repeat(50_000_000));
  const added: number[] = [];
  await readBody(request(bomb, { "Content-Encoding": "gzip" }), 60_000_000, {
    hold: { add: (n) => void added.push(n) },
  });
  assert.ok(Math.max(...added) <= 1_000_000, `${Math.max(...added)} bytes at once`);
});

Deno.test("readBody() refuses broken and cut gzip with 400, another encoding with 415", async () => {
  const body = await gzip("hello ".repeat(1000));
  await assertRefused(readBody(request("no gzip", { "Content-Encoding": "gzip" }), 100), 400);
  await assertRefused(readBody(request(body.slice(0, -9), { "Content-Encoding": "gzip" }), 10_000), 400);
  await assertRefused(readBody(request(body, { "Content-Encoding": "br" }), 100), 415);
});

Deno.test("readBody() of a connection that breaks is a 400", async () => {
  const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      controller.error(new Error("reset"));
    },
  });
  await assertRefused(readBody(request(broken), 100), 400);
});

async function assertRefused(read: Promise<unknown>, status: number): Promise<void> {
  await assert.rejects(read, (error) => error instanceof RequestError && error.status === status);
}

function request(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1/", { method: "POST", body, headers });
}

async function gzip(plain: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
