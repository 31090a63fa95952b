import { AgentError } from "../agent_error.ts";
import { fileProblem, isSystemError } from "./file/file_problem.ts";
import type { Input, InputOptions } from "./input.ts";
import { inputOf, INPUTS } from "./inputs.ts";
import type { LineSource } from "./line_source.ts";

/** Opens what is to be read: the source of each path. @throws {AgentError} when nothing of it can be; what is not there yet can be where `awaitsFiles` says so. */
export function openInputs(
  sources: ReadonlyMap<string, string>,
  { awaitsFiles, ...options }: Omit<InputOptions, "source"> & { readonly awaitsFiles: boolean },
  kinds: readonly Input[] = INPUTS,
): LineSource[] {
  const inputs = [...sources].map(([path, source]) => openOne(path, inputOf(path, kinds), { ...options, source }));
  const problems = inputs.map((input) => input.problem);
  const isWorthWaiting = awaitsFiles && inputs.some((input) => input.isAwaited);
  if (problems.includes(undefined) || isWorthWaiting) return inputs;
  for (const input of inputs) input.close();
  throw new AgentError(problems.length === 0 ? 'Cannot start the agent: expected files to tail, or "-"' : problems[0]!);
}

/** What an input throws all the same, of the system, names no path. */
function openOne(path: string, input: Input, options: InputOptions): LineSource {
  try {
    return input.open(path, options);
  } catch (error) {
    throw isSystemError(error) ? new AgentError(fileProblem(path, error), { cause: error }) : error;
  }
}
