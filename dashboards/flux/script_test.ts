import assert from "node:assert/strict";
import { script } from "./script.ts";

Deno.test("script() puts imports first and each snippet once, after those that it needs", () => {
  const base = { imports: ["date"], text: "base = 1" };
  const left = { imports: ["array"], uses: [base], text: "left = base" };
  const right = { uses: [base], text: "right = base" };
  assert.equal(
    script("left + right", { uses: [left, right], imports: ["date"] }),
    'import "array"\nimport "date"\n\nbase = 1\n\nleft = base\n\nright = base\n\nleft + right\n',
  );
});
