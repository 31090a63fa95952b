import assert from "node:assert/strict";
import { HostNames } from "./host_names.ts";

const ENCODER = new TextEncoder();

function namesOf(texts: readonly string[]): (string | undefined)[] {
  const names = new HostNames();
  return texts.map((text) => {
    const bytes = ENCODER.encode(`<${text}>`);
    return names.of(bytes, 1, bytes.length - 1);
  });
}

Deno.test("HostNames tell hosts apart whose names have one hash", () => {
  const hosts = ["web2398b.eu", "web688b8.eu", "web2398b.eu", "web688b8.eu"];
  assert.deepEqual(namesOf(hosts), hosts);
});

Deno.test("HostNames take what is no name, and further hosts, for none", () => {
  assert.deepEqual(namesOf(["", "two words", "-", "x".repeat(254)]), [undefined, undefined, undefined, undefined]);
  const many = Array.from({ length: 65 }, (_, i) => `host${i}`);
  assert.deepEqual(namesOf([...many, "host0"]), [...many.slice(0, 64), undefined, "host0"]);
});
