import assert from "node:assert/strict";
import type { InputOptions } from "./input.ts";
import { openInputs } from "./open_inputs.ts";

Deno.test("openInputs() names the path of an input that throws", () => {
  const horn = {
    matches: () => true,
    open: () => {
      throw new Deno.errors.PermissionDenied("Permission denied (os error 13)");
    },
  };
  const options = { awaitsFiles: true } as Omit<InputOptions, "source"> & { awaitsFiles: boolean };
  const open = () => openInputs(new Map([["horn:7", "horn"]]), options, [horn]);
  assert.throws(open, /^AgentError: Cannot read "horn:7": permission denied; let this user read it/);
});
