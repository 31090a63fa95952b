import assert from "node:assert/strict";
import { tokenFile, tokensOf } from "./token_file.ts";

const OLD = "old-token-0123456789";
const NEW = "new-token-0123456789";

Deno.test("tokenFile() takes up a change within a second, and gives up what is gone", () => {
  let text = `# who sends\ningest ${OLD}\n`;
  let nowMs = 0;
  const book = tokenFile("tokens", { read: () => text, now: () => nowMs });
  assert.equal(book.roleOf(OLD), "ingest");
  text = `ingest ${NEW}\r\nread reader-0123456789 # Grafana`;
  assert.equal(book.roleOf(OLD), "ingest");
  nowMs = 1000;
  assert.deepEqual([OLD, NEW, "reader-0123456789", ""].map(book.roleOf), [null, "ingest", "read", null]);
});

Deno.test("tokenFile() keeps to the last good tokens, and says once that the file is not", () => {
  let text = `admin ${OLD}`;
  let nowMs = 0;
  const problems: unknown[] = [];
  const onProblem = (problem: unknown) => problems.push(problem);
  const book = tokenFile("tokens", { read: () => text, now: () => nowMs, onProblem });
  text = `boss ${NEW}`;
  for (let looks = 0; looks < 3; looks++) {
    nowMs += 1000;
    assert.equal(book.roleOf(OLD), "admin");
  }
  assert.equal(problems.length, 1);
  assert.doesNotMatch(String(problems[0]), /new-token/);
});

Deno.test("tokensOf() refuses what is no line of a token file, without repeating it", () => {
  for (const text of ["", "# none", "admin", `admin short`, `boss ${NEW}`, `${NEW}`, `read ${NEW} ${OLD}`]) {
    assert.throws(() => tokensOf(text, "tokens"), (error: Error) => !error.message.includes("0123456789"), text);
  }
});

Deno.test("tokenFile() is not opened without its file", () => {
  assert.throws(() => tokenFile("/nowhere/tokens"), /Cannot read the tokens of "\/nowhere\/tokens"/);
});
