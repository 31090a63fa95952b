import { createGunzip } from "node:zlib";
import type { BodyHold } from "./body_budget.ts";
import { RequestError } from "./request_error.ts";

/** So much is inflated at a time: `DecompressionStream` makes a gigabyte of a megabyte of zeros before anybody can stop it. */
const INFLATED_BYTES = 65_536;

const UNBOUNDED: Pick<BodyHold, "add"> = { add() {} };

/**
 * Reads a request's body, inflated where its `Content-Encoding` is `gzip`. Both what arrives and what it inflates to are
 * bounded while they stream, whatever `Content-Length` says, so a small body can't become a large one in memory.
 *
 * What is read is added to `hold`, before and after inflation.
 *
 * @throws {RequestError} 413 beyond `maxBytes`, 415 for another encoding, 400 for broken gzip or a broken connection, 503 where `hold`
 * has no room.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  { hold = UNBOUNDED }: { readonly hold?: Pick<BodyHold, "add"> } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const encoding = (request.headers.get("Content-Encoding") ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && encoding !== "gzip") {
    throw new RequestError(415, `Cannot read content encoding "${encoding}": expected gzip or none`);
  }
  if (request.body === null) return new Uint8Array();
  const bytes = await collect(
    request.body,
    { maxBytes, hold },
    "Cannot read the body: the connection ended before it did",
  );
  if (encoding === "identity") return bytes;
  return await collect(inflated(bytes), { maxBytes, hold }, "Cannot inflate the body: expected complete gzip data");
}

async function* inflated(bytes: Uint8Array): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // A Buffer's slice() is no copy, unlike that of the array that readers expect.
  for await (const { buffer, byteOffset, length } of createGunzip({ chunkSize: INFLATED_BYTES }).end(bytes)) {
    yield new Uint8Array(buffer, byteOffset, length);
  }
}

async function collect(
  stream: AsyncIterable<Uint8Array<ArrayBuffer>>,
  { maxBytes, hold }: { readonly maxBytes: number; readonly hold: Pick<BodyHold, "add"> },
  problem: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hold.add(chunk.length);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(400, problem, { cause: error });
  }
  return chunks.length === 1 ? chunks[0]! : concatenated(chunks, size);
}

function concatenated(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function tooLarge(maxBytes: number): RequestError {
  return new RequestError(413, `Cannot take this body: expected at most ${maxBytes} bytes, send it in parts`);
}
