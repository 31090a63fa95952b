import assert from "node:assert/strict";
import { readSettings } from "../settings/read_settings.ts";
import { plainTokenWarning } from "./plain_token_warning.ts";

Deno.test("plainTokenWarning() warns of a token over http to another machine, without saying it", () => {
  const warning = (api: string, apiToken: string) => plainTokenWarning(readSettings({ api }, { API_TOKEN: apiToken }));
  assert.match(
    warning("http://user:pass@logs.example:8000/x", "s3cret")!,
    /sent to http:\/\/logs\.example:8000 unencrypted/,
  );
  assert.doesNotMatch(warning("http://user:pass@logs.example", "s3cret")!, /s3cret|pass/);
  assert.equal(warning("http://logs.example", ""), null);
  assert.equal(warning("https://logs.example", "s3cret"), null);
  assert.equal(warning("http://127.0.0.1:8000", "s3cret"), null);
});
