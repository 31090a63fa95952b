import { userPath } from "../../settings/user_path.ts";
import { fileInput } from "./file_input.ts";
import type { Input } from "./input.ts";
import { stdinInput } from "./stdin_input.ts";

/** All kinds of input, the more particular first: an argument is the first that matches. */
export const INPUTS: readonly Input[] = [
  stdinInput,
  fileInput,
];

/** The kind of input that an argument stands for. */
export function inputOf(path: string, inputs: readonly Input[] = INPUTS): Input {
  return inputs.find((input) => input.matches(path))!;
}

/** An argument of the command line as inputs get it: a path in the user's folder, unless it stands for what is none. */
export function inputPath(argument: string, inputs: readonly Input[] = INPUTS): string {
  const isPath = !inputs.some((input) => input.isPath === false && input.matches(argument));
  return isPath ? userPath(argument) : argument;
}

/** What the arguments of a command may be, for its `--help`. */
export function inputHelp(inputs: readonly Input[] = INPUTS): string {
  return ["log files to follow", ...inputs.flatMap(({ help }) => help ?? [])].join("; ");
}
