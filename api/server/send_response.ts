import { escapedJson } from "../../core/shown_text.ts";
import type { Connection } from "./connection.ts";
import { type HeadOptions, responseHead } from "./response_head.ts";

const ENCODER = new TextEncoder();
const LAST_CHUNK = ENCODER.encode("0\r\n\r\n");
const NOTHING = new Uint8Array(0);
/** Above this a copy costs more than another packet. */
const MOST_TOGETHER_BYTES = 65_536;

/** How a response is sent. */
export interface SendOptions {
  /** The request's. */
  readonly method: string;
  readonly closes: boolean;
  /** Whether the client takes chunks. */
  readonly isModern: boolean;
}

/** Writes the web's `Response`. Resolves when all of it is handed over, or when the client is gone. @throws what keeps the client from taking it. */
export async function sendResponse(response: Response, to: Connection, options: SendOptions): Promise<void> {
  if (isEndless(response)) return await pour(response, to, options);
  const bytes = await bytesOf(response);
  const head = headOf(response, { ...options, length: bytes.length });
  const body = options.method === "HEAD" ? NOTHING : bytes;
  if (head.length + body.length <= MOST_TOGETHER_BYTES) return await to.write(joined(head, body));
  await to.write(head);
  await to.write(body);
}

function headOf({ status, headers }: Response, options: HeadOptions): Uint8Array {
  return ENCODER.encode(responseHead(status, headers, options));
}

/** JSON is escaped, so that who looks at an answer with a plain client sees what is there. `response.body` is left alone: asked for, it is made. */
async function bytesOf(response: Response): Promise<Uint8Array> {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? ENCODER.encode(escapedJson(await response.text())) : await response.bytes();
}

function isEndless({ headers }: Response): boolean {
  return headers.get("Content-Type") === "text/event-stream";
}

/** Who takes no chunks knows an answer's end by that of the connection. */
async function pour(response: Response, to: Connection, options: SendOptions): Promise<void> {
  const reader = (response.body ?? new Blob().stream()).getReader();
  void to.gone.then(() => reader.cancel()).catch(() => {});
  try {
    await to.write(headOf(response, { ...options, length: options.isModern ? "chunked" : undefined }));
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      await to.write(options.isModern ? chunkOf(read.value) : read.value);
    }
    if (options.isModern) await to.write(LAST_CHUNK);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function chunkOf(bytes: Uint8Array): Uint8Array {
  const size = ENCODER.encode(`${bytes.length.toString(16)}\r\n`);
  return joined(size, bytes, LAST_CHUNK.subarray(1, 3));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
