import { AgentError } from "../agent_error.ts";
import type { AgentEvent } from "../agent_event.ts";
import type { FileClaims } from "./file/file_claims.ts";
import { Tailer } from "./file/tailer.ts";
import type { LineSource } from "./line_source.ts";
import { STDIN } from "./source_names.ts";
import { StreamSource } from "./stream_source.ts";

export interface InputOptions {
  /** Source of each path; `-` is stdin. */
  readonly sources: ReadonlyMap<string, string>;
  readonly claims: FileClaims;
  readonly from: "beginning" | "end";
  readonly windowMs: number;
  readonly nowMs: number;
  readonly stdin: () => ReadableStream<Uint8Array>;
  readonly onEvent: (event: AgentEvent) => void;
  /** A stream has something to read. */
  readonly onArrival: () => void;
}

/** Opens what is to be read. @throws {AgentError} when nothing of it can be. */
export function openInputs(options: InputOptions): LineSource[] {
  const inputs = [...options.sources].map(([path, source]) => openInput(path, source, options));
  const problems = inputs.map((input) => input.problem);
  if (problems.includes(undefined)) return inputs;
  for (const input of inputs) input.close();
  throw new AgentError(problems.length === 0 ? 'Cannot start the agent: expected files to tail, or "-"' : problems[0]!);
}

function openInput(path: string, source: string, options: InputOptions): LineSource {
  const { claims, from, windowMs, nowMs, stdin, onEvent, onArrival } = options;
  if (path === STDIN) return new StreamSource(source, stdin(), nowMs, onArrival);
  return new Tailer({ path, source, from, windowMs, claims, onEvent }, nowMs);
}
