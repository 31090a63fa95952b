import assert from "node:assert/strict";
import { textsOf } from "./testing/mine_line.ts";

const FAILED = (method: string, server: string, client: number) =>
  `2026/11/27 06:00:00 [error] 7#7: *${client} connect() failed (111: Connection refused) while connecting to upstream, ` +
  `client: 10.0.0.${client}, server: ${server}, request: "${method} /cart/${client} HTTP/1.1", host: "shop.example"`;

Deno.test("Miner takes the request of an error for a pair of it, whatever its method", () => {
  const texts = textsOf(["GET", "POST", "DELETE"].map((method, i) => FAILED(method, "localhost", i)));
  assert.equal(texts.length, 1, texts.join("\n"));
  assert.ok(texts[0].includes(`request: "<*>"`), texts[0]);
});

Deno.test("Miner keeps the method of a request that is what the message tells, or that was answered", () => {
  const forms = [
    'client: 10.0.0.1, request: "% /cart HTTP/1.1"',
    'served a request to one client, request: "% /cart HTTP/1.1" 200',
  ];
  for (const form of forms) {
    assert.equal(textsOf(["GET", "POST"].map((method) => form.replace("%", method))).length, 2, form);
  }
});

Deno.test("Miner takes what follows a noun and a colon among pairs for a name, though it comes back", () => {
  const servers = ["_", "localhost", "shop.example", "api.example"];
  const lines = Array.from({ length: 200 }, (_, i) => FAILED("GET", servers[i % servers.length], i % 200));
  assert.equal(textsOf(lines).length, 1);
  const states = ["opened", "closed", "expired", "renewed"];
  const said = Array.from({ length: 200 }, (_, i) => `login of 10.0.0.${i} was seen, session: ${states[i % 4]}`);
  assert.equal(textsOf(said).length, states.length);
});
