import { setImmediate } from "node:timers/promises";
import { AgentError } from "../agent_error.ts";
import type { AgentEvent } from "../agent_event.ts";
import { fileProblem, isSystemError } from "./file/file_problem.ts";
import type { Input, InputOptions } from "./input.ts";
import { inputOf, INPUTS } from "./inputs.ts";
import type { LineSource } from "./line_source.ts";

/** How long files may be looked for before others have a turn, such as the signal that ends the agent: hundreds take seconds. */
const STINT_MS = 6;

/**
 * Opens what is to be read: the source of each path.
 *
 * @throws {AgentError} when nothing of it can be read; what is not there yet can be where `awaitsFiles` says so. What the error says is not
 * told as an event, too.
 */
export async function openInputs(
  sources: ReadonlyMap<string, string>,
  { awaitsFiles, ...options }: Omit<InputOptions, "source"> & { readonly awaitsFiles: boolean },
  kinds: readonly Input[] = INPUTS,
): Promise<LineSource[]> {
  let held: AgentEvent[] | undefined = [];
  const onEvent = (event: AgentEvent) => held === undefined ? options.onEvent(event) : void held.push(event);
  const inputs: LineSource[] = [];
  let stintStart = performance.now();
  for (const [path, source] of sources) {
    inputs.push(openOne(path, inputOf(path, kinds), { ...options, source, onEvent }));
    if (performance.now() - stintStart < STINT_MS) continue;
    await setImmediate();
    stintStart = performance.now();
  }
  const failure = failureOf(inputs, awaitsFiles);
  const events = failure === undefined ? held : eventsBefore(failure, held);
  held = undefined;
  events.forEach(options.onEvent);
  if (failure === undefined) return inputs;
  for (const input of inputs) input.close();
  throw new AgentError(failure);
}

/** Why nothing can be read. */
function failureOf(inputs: readonly LineSource[], awaitsFiles: boolean): string | undefined {
  if (inputs.length === 0) return 'Cannot start the agent: expected files to tail, or "-"';
  const isWorthWaiting = awaitsFiles && inputs.some((input) => input.isAwaited);
  return isWorthWaiting || inputs.some(({ problem }) => problem === undefined) ? undefined : inputs[0]!.problem;
}

/** What the error does not say; nothing is awaited any more. */
function eventsBefore(failure: string, events: readonly AgentEvent[]): AgentEvent[] {
  return events.flatMap((event): AgentEvent[] => {
    if (event.kind !== "fileProblem") return [event];
    return event.message === failure ? [] : [{ ...event, isAwaited: false }];
  });
}

/** What an input throws all the same, of the system, names no path. */
function openOne(path: string, input: Input, options: InputOptions): LineSource {
  try {
    return input.open(path, options);
  } catch (error) {
    throw isSystemError(error) ? new AgentError(fileProblem(path, error), { cause: error }) : error;
  }
}
