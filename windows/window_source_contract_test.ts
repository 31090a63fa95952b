import assert from "node:assert/strict";
import fc from "fast-check";
import { readUpTo, told, windowSourceContract } from "./testing/contract.ts";
import { openFileWindows } from "./testing/open_file_windows.ts";
import { openStoreWindows } from "./testing/open_store_windows.ts";
import { line } from "./testing/scripted_lines.ts";

windowSourceContract("StoreWindows", openStoreWindows);
windowSourceContract("FileWindows", openFileWindows);

const text = fc.constantFrom(
  "INFO user anna logged in",
  "INFO user bob42 logged in",
  "ERROR disk sda1 is full",
  "WARN retrying in 5 s",
  "INFO job 17 done",
  "INFO job 18 failed",
  "DEBUG cache hit for key abc",
  "DEBUG cache hit for key def",
  "FATAL out of memory",
);
const logged = fc.array(
  fc.record({ window: fc.nat(30), second: fc.nat(1), source: fc.constantFrom("app", "web"), text }),
  { minLength: 20, maxLength: 120, size: "max" },
);

Deno.test("StoreWindows and FileWindows give the same windows of the same lines", async () => {
  await fc.assert(
    fc.asyncProperty(logged, async (events) => {
      const ends = ["app", "web"].flatMap((source) => [
        line(-1, "INFO service started", { source }),
        line(31, "INFO service stopped", { source, second: 1 }),
      ]);
      const lines = [...events.map(({ window, text, ...place }) => line(window, text, place)), ...ends]
        .sort((a, b) => a.atMs - b.atMs);
      const windows = await Promise.all([openStoreWindows, openFileWindows].map(async (open) => {
        await using opened = await open(lines);
        return (await readUpTo(opened.windows, 2, 32)).map(told);
      }));
      assert.deepEqual(windows[0], windows[1]);
    }),
    { numRuns: 25 },
  );
});
