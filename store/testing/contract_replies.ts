import assert from "node:assert/strict";
import type { ReplyStore } from "../ports/replies.ts";
import { type ContractCase, NOW_MS, ODD_TEXT } from "./contract_fixtures.ts";
import type { StoreLifecycle } from "../ports/lifecycle.ts";

/** Remembered answers. */
export const REPLY_CASES: readonly ContractCase<ReplyStore & StoreLifecycle>[] = [
  {
    sentence: "recallReply() gives the answer that was remembered for a key, else null",
    async check(store) {
      assert.equal(await store.recallReply("key"), null);
      await store.rememberReply("key", ODD_TEXT, NOW_MS);
      await store.rememberReply("key", ODD_TEXT, NOW_MS);
      await store.rememberReply("other", "{}", NOW_MS);
      await store.prune(NOW_MS + 1000);
      assert.equal(await store.recallReply("key"), ODD_TEXT);
      assert.equal(await store.recallReply("other"), "{}");
      assert.equal(await store.recallReply("ke"), null);
    },
  },
];
