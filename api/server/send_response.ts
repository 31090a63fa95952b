import type { ServerResponse } from "node:http";
import { escapedJson } from "../../core/shown_text.ts";
import { errorResponse } from "../error_response.ts";
import type { AnswerFor, UnsentAnswers } from "./unsent_answers.ts";

const ENCODER = new TextEncoder();

/** Writes the web's `Response` to Node.js' HTTP server, or a 503 where `unsent` has no room for it. Resolves when all of it is handed over, or when the client is gone. */
export async function sendResponse(
  response: Response,
  to: ServerResponse,
  options: {
    readonly closes: boolean;
    readonly signal: AbortSignal;
    readonly unsent: UnsentAnswers;
    readonly answers: AnswerFor;
  },
): Promise<void> {
  const { closes, signal, unsent, answers } = options;
  const headers = [...response.headers];
  if (closes) headers.push(["Connection", "close"]);
  if (isEndless(response)) {
    to.writeHead(response.status, headers.flat());
    await pour(response.body!, to, signal);
  } else {
    const bytes = await bytesOf(response);
    try {
      unsent.take(bytes.length, answers, to);
    } catch (error) {
      return await sendResponse(errorResponse(error), to, options);
    }
    if (response.body !== null) headers.push(["Content-Length", String(bytes.length)]);
    to.writeHead(response.status, headers.flat());
    return void to.end(bytes);
  }
  to.end();
}

/** JSON is escaped, so that who looks at an answer with a plain client sees what is there. */
async function bytesOf(response: Response): Promise<Uint8Array> {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? ENCODER.encode(escapedJson(await response.text())) : new Uint8Array(await response.arrayBuffer());
}

function isEndless({ body, headers }: Response): boolean {
  return body !== null && headers.get("Content-Type") === "text/event-stream";
}

async function pour(body: ReadableStream<Uint8Array>, to: ServerResponse, signal: AbortSignal): Promise<void> {
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel, { once: true });
  try {
    if (signal.aborted) cancel();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      if (!to.write(value)) await drained(to, signal);
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

async function drained(to: ServerResponse, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const over = () => resolve();
  to.once("drain", over);
  signal.addEventListener("abort", over, { once: true });
  await promise;
  to.off("drain", over);
  signal.removeEventListener("abort", over);
}
