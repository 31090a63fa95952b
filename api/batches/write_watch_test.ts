import assert from "node:assert/strict";
import { StoreUnavailableError } from "../../store/store_errors.ts";
import { WriteWatch } from "./write_watch.ts";

Deno.test("WriteWatch tells that batches are not taken although heartbeats are, until batches are", async () => {
  const watch = new WriteWatch({ now: () => 0, sleep: () => Promise.resolve() });
  const write = (what: "batches" | "heartbeats", error?: Error) =>
    watch.during(what, () => error ? Promise.reject(error) : Promise.resolve()).catch(() => {});
  await write("batches", new StoreUnavailableError("Cannot write counters: the disk is full"));
  await write("heartbeats");
  assert.equal(watch.failure, "Cannot write counters: the disk is full");
  await write("batches");
  assert.equal(watch.failure, null);
});
