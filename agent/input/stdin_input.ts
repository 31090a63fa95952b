import type { Input } from "./input.ts";
import { StreamSource } from "./stream_source.ts";

/** `-`: standard input, read to its end. */
export const stdinInput: Input = {
  matches: (path) => path === "-",
  help: '"-" is standard input',
  isPath: false,
  sourceName: "stdin",
  open: (path, { stdin, ...options }) => new StreamSource({ ...options, path, stream: stdin }),
};
