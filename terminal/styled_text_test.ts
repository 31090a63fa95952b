import assert from "node:assert/strict";
import { Chalk } from "chalk";
import { styledText } from "./styled_text.ts";

const EVIL = "\u001b[2J\u001b]0;owned\u0007\u009b31m\r\u202e\u0000";

Deno.test("styledText() leaves lines and styles, and nothing else that a terminal obeys", () => {
  const text = `${new Chalk({ level: 2 }).red.bold("a")}\n${EVIL}`;
  assert.equal(
    styledText(text, { styles: true }),
    "\u001b[31m\u001b[1ma\u001b[22m\u001b[39m\n\ufffd[2J\ufffd]0;owned\ufffd\ufffd31m\ufffd\ufffd\ufffd",
  );
});

Deno.test("styledText() leaves no style where there is no terminal", () => {
  assert.equal(styledText("\u001b[31ma\nb", { styles: false }), "\ufffd[31ma\nb");
});
