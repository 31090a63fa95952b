import assert from "node:assert/strict";
import { fieldNames, FIELDS } from "./field_names.ts";

Deno.test("fieldNames() reads pairs, and FIELDS accepts no others", () => {
  assert.equal(fieldNames(""), undefined);
  assert.deepEqual(fieldNames("message=data.what,time=at"), { message: "data.what", time: "at" });
  for (const accepted of ["", "level=sev", "message=a,level=b,time=c"]) assert.match(accepted, FIELDS);
  for (const refused of ["a", "host=h", "message=", "message=a,", "message=a level=b", "message=a=b"]) {
    assert.doesNotMatch(refused, FIELDS);
  }
});
