import type { Input } from "./input.ts";
import { StreamSource } from "./stream_source.ts";

/** `-`: standard input, read to its end. */
export const stdinInput: Input = {
  matches: (path) => path === "-",
  sourceName: "stdin",
  open: (_path, { stdin, ...options }) => new StreamSource({ ...options, stream: stdin() }),
};
