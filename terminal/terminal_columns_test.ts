import assert from "node:assert/strict";
import { terminalColumns } from "./terminal_columns.ts";

const TERMINAL = { isTerminal: () => true };

Deno.test("terminalColumns() tells a terminal's columns, the usual ones where it does not say, none elsewhere", () => {
  assert.equal(terminalColumns(TERMINAL, () => ({ columns: 132 })), 132);
  assert.equal(terminalColumns(TERMINAL, () => ({ columns: 0 })), 80);
  assert.equal(terminalColumns({ isTerminal: () => false }, () => assert.fail("asked for its size")), null);
});
