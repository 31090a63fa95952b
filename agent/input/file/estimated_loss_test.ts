import assert from "node:assert/strict";
import { estimatedLoss } from "./estimated_loss.ts";

const MARK = {
  path: "/logs/app.log",
  dev: 1,
  ino: 2,
  bornMs: 1_000_000,
  writtenMs: 1_099_000,
  lookedMs: 1_100_000,
  fingerprint: { length: 0, hash: "" },
  offset: 50_000,
  skipping: false,
  lineBytes: 50,
};

for (
  const [what, mark, nextBornMs, lines] of [
    ["a tenth of its life later", MARK, 1_110_000, 100],
    ["long after", MARK, 9_000_000, 1_000],
    ["of a log that was followed for a moment", { ...MARK, bornMs: 1_095_000 }, 1_110_000, undefined],
    ["of a log that was silent", { ...MARK, writtenMs: 1_050_000 }, 1_110_000, undefined],
    ["where no birth is known", { ...MARK, bornMs: 0 }, 1_110_000, undefined],
    ["of a file that was there before", MARK, 1_090_000, undefined],
  ] as const
) {
  Deno.test(`estimatedLoss() ${what} is ${lines ?? "not known"}`, () => {
    assert.equal(estimatedLoss(mark, nextBornMs), lines);
  });
}
