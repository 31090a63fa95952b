import assert from "node:assert/strict";
import type { InputOptions } from "./input.ts";
import type { LineSource } from "./line_source.ts";
import { openInputs } from "./open_inputs.ts";

const OPTIONS = { awaitsFiles: true, onEvent: () => {} } as unknown as Omit<InputOptions, "source"> & {
  awaitsFiles: boolean;
};

Deno.test("openInputs() names the path of an input that throws", async () => {
  const horn = {
    matches: () => true,
    open: () => {
      throw new Deno.errors.PermissionDenied("Permission denied (os error 13)");
    },
  };
  await assert.rejects(
    openInputs(new Map([["horn:7", "horn"]]), OPTIONS, [horn]),
    /^AgentError: Cannot read "horn:7": permission denied; let this user read it/,
  );
});

Deno.test("openInputs() gives way while it opens hundreds of files, so that a signal is heard", async () => {
  let opened = 0;
  const slow = {
    matches: () => true,
    open: () => {
      for (const end = performance.now() + 1; performance.now() < end;);
      opened++;
      return {} as LineSource;
    },
  };
  const openedAtSignal = new Promise((resolve) => setTimeout(() => resolve(opened)));
  const paths = Array.from({ length: 100 }, (_, i) => [`${i}.log`, "app"] as const);
  const inputs = await openInputs(new Map(paths), OPTIONS, [slow]);
  assert.equal(inputs.length, 100);
  assert.ok(await openedAtSignal as number < 100);
});
