import { Tailer } from "./file/tailer.ts";
import type { Input } from "./input.ts";

/** Any path: a file that is followed through rotations, there already or not yet. */
export const fileInput: Input = {
  matches: () => true,
  open: (path, { nowMs, ...options }) => new Tailer({ ...options, path }, nowMs),
};
