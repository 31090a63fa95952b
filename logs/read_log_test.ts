import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { readLog } from "./read_log.ts";

const ENCODER = new TextEncoder();
const TEXT = Array.from({ length: 60_000 }, (_, i) => `2026-03-02T10:11:12Z INFO line ${i} of the log\n`).join("");

/** Bytes of a file, and the text that reading it gives. */
const FILES: readonly (readonly [what: string, bytes: Uint8Array, text: string])[] = [
  ["plain", ENCODER.encode(TEXT), TEXT],
  ["gzip", gzipSync(TEXT), TEXT],
  ["gzip of two members", joined(gzipSync(TEXT), gzipSync("the end")), `${TEXT}the end`],
  ["zstd", zstdCompressSync(TEXT), TEXT],
  ["empty", new Uint8Array(), ""],
  ["gzip of nothing", gzipSync(""), ""],
  ["one byte of gzip's two", Uint8Array.of(0x1f), "\x1f"],
];

Deno.test("readLog() gives a file's bytes, plain or compressed", async () => {
  for (const [what, bytes, text] of FILES) {
    await withFile(bytes, async (path) => assert.equal((await textOf(path)).text, text, what));
  }
});

Deno.test("readLog() reads standard input for -, plain or compressed", async () => {
  for (const [what, bytes, text] of FILES.slice(0, 4)) {
    const stdin = ReadableStream.from(pieces(bytes, 1000));
    assert.equal((await textOf("-", stdin)).text, text, what);
  }
});

Deno.test("readLog() gives what a truncated file holds, and says where it ends", async () => {
  const half = gzipSync(TEXT).subarray(0, 60_000);
  await withFile(half, async (path) => {
    const { text, error } = await textOf(path);
    assert(TEXT.startsWith(text) && text.length > 100_000);
    assert.match(
      String(error),
      /^Error: Cannot read ".*" to its end: unexpected end of file; all before that is read$/,
    );
  });
});

Deno.test("readLog() names a compression that it does not know", async () => {
  await withFile(Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), async (path) => {
    assert.match(String((await textOf(path)).error), /is compressed by xz; decompress it, or pipe it in as "-"$/);
  });
});

Deno.test("readLog() gives pieces that slice() copies", async () => {
  await withFile(gzipSync(TEXT), async (path) => {
    for await (const piece of readLog(path)) assert.notEqual(piece.slice().buffer, piece.buffer);
  });
});

Deno.test("readLog() says what the system says of a file that is not there", async () => {
  assert((await textOf("/no/such/file")).error instanceof Deno.errors.NotFound);
});

Deno.test("readLog() closes its file when no more is asked for", async () => {
  for (const [, bytes] of FILES.slice(0, 2)) {
    await withFile(bytes, async (path) => {
      for await (const piece of readLog(path)) {
        assert(piece.length > 0);
        break;
      }
    });
  }
});

/** Text that comes of a path, and the error that ends it. */
async function textOf(path: string, stdin?: ReadableStream<Uint8Array>): Promise<{ text: string; error?: unknown }> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const piece of readLog(path, { stdin })) text += decoder.decode(piece, { stream: true });
  } catch (error) {
    return { text, error };
  }
  return { text };
}

async function withFile(bytes: Uint8Array, work: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "app.log");
    await Deno.writeFile(path, bytes);
    await work(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function* pieces(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
}
