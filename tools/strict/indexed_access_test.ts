import assert from "node:assert/strict";
import { join } from "node:path";
import { indexedAccessErrors } from "./indexed_access.ts";

Deno.test("indexedAccessErrors() tells of what may be undefined, outside of what is exempt", async () => {
  const root = await Deno.makeTempDir();
  try {
    const unchecked = "export const first = (values: string[]): string => values[0];\n";
    await Deno.writeTextFile(join(root, "deno.json"), "{}");
    await Deno.writeTextFile(join(root, "a.ts"), unchecked);
    await Deno.writeTextFile(
      join(root, "b.ts"),
      'import { first } from "./a.ts";\nexport const c: string = first([]);\n',
    );
    await Deno.writeTextFile(join(root, "later.ts"), unchecked);
    const errors = await indexedAccessErrors({ root, isExempt: (path) => path === "later.ts" });
    assert.equal(errors.length, 1);
    assert.match(errors[0], /^TS2322 [^]*'string \| undefined'[^]*a\.ts:1:/);
    assert.deepEqual(await indexedAccessErrors({ root, isExempt: () => true }), []);
    await Deno.writeTextFile(join(root, "b.ts"), "nonsense(");
    await assert.rejects(indexedAccessErrors({ root, isExempt: () => true }), /^Error: Cannot check types: /);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
