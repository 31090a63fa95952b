import { Readable, type Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { messageOf } from "../core/message_of.ts";

/** Bytes that are read at a time. */
const CHUNK_BYTES = 1 << 20;

/** First bytes of what is compressed in ways that are not read. */
const FOREIGN: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["bzip2", [0x42, 0x5a, 0x68]],
];
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/** Where the bytes come from. */
export interface ReadLogOptions {
  /** @default {this process's standard input} */
  readonly stdin?: ReadableStream<Uint8Array>;
  /** The file, where it is open already, at its beginning; closed in the end. @default {it is opened by its path} */
  readonly file?: Deno.FsFile;
}

/**
 * The bytes of a log file, or of standard input for `-`, in pieces of up to a megabyte, decompressed where they are gzip's or zstd's (told by the
 * first bytes, of any number of members). A piece holds until the next one is asked for. Stop asking, and the file is closed.
 *
 * @throws {Error} the system's, when the file can't be opened or read; one that names the path when it is compressed otherwise, or
 * ends in the middle, after all that could be read was given
 */
export async function* readLog(path: string, { stdin, file }: ReadLogOptions = {}): AsyncGenerator<Uint8Array> {
  const raw = path === "-" ? (stdin ?? Deno.stdin.readable).values() : fileBytes(path, file);
  const first = await raw.next();
  if (first.done) return;
  const foreign = FOREIGN.find(([, magic]) => startsWith(first.value, magic));
  if (foreign !== undefined) {
    await raw.return?.(undefined);
    throw new Error(`Cannot read "${path}": it is compressed by ${foreign[0]}; decompress it, or pipe it in as "-"`);
  }
  const all = rejoined(first.value, raw);
  if (startsWith(first.value, GZIP)) yield* decompressed(path, all, createGunzip({ chunkSize: CHUNK_BYTES }));
  else if (startsWith(first.value, ZSTD)) {
    yield* decompressed(path, all, createZstdDecompress({ chunkSize: CHUNK_BYTES }));
  } else yield* all;
}

async function* fileBytes(path: string, opened?: Deno.FsFile): AsyncGenerator<Uint8Array, undefined> {
  using file = opened ?? await Deno.open(path);
  const buffer = new Uint8Array(CHUNK_BYTES);
  for (let read = file.readSync(buffer); read !== null; read = file.readSync(buffer)) yield buffer.subarray(0, read);
}

/** What an iterator gives, with the first piece that was taken off it. */
async function* rejoined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Node's streams, as DecompressionStream takes one member only, and longer. */
async function* decompressed(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  decompress: Transform,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(copies(pieces), { objectMode: false, highWaterMark: CHUNK_BYTES });
  source.on("error", (error) => decompress.destroy(error));
  try {
    // A Buffer's slice() is no copy, unlike that of the array that readers expect.
    for await (const { buffer, byteOffset, length } of source.pipe(decompress)) {
      yield new Uint8Array(buffer, byteOffset, length);
    }
  } catch (error) {
    const reason = messageOf(error);
    throw new Error(`Cannot read "${path}" to its end: ${reason}; all before that is read`, { cause: error });
  } finally {
    source.destroy();
    decompress.destroy();
  }
}

/** Pieces that stay as they are while the next ones are read. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield new Uint8Array(piece);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
