import assert from "node:assert/strict";
import { terminalColumns } from "./terminal_columns.ts";

Deno.test("terminalColumns() tells a terminal's columns, the usual ones where it does not say, none elsewhere", () => {
  assert.equal(terminalColumns(true, () => ({ columns: 132 })), 132);
  assert.equal(terminalColumns(true, () => ({ columns: 0 })), 80);
  assert.equal(terminalColumns(false, () => assert.fail("asked for its size")), null);
});
