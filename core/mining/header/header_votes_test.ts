import assert from "node:assert/strict";
import { BRACKETED, HeaderVotes, NAMED, OTHER } from "./header_votes.ts";

const PLACE = 1;

function voted(votes: HeaderVotes, form: number, times: number): void {
  for (let i = 0; i < times; i++) votes.take(PLACE, form, { byForm: false });
}

Deno.test("HeaderVotes leaves it to a column's form until there are enough lines", () => {
  const votes = new HeaderVotes();
  voted(votes, BRACKETED, 14);
  assert.equal(votes.take(PLACE, BRACKETED, { byForm: false }), false);
  assert.equal(votes.take(PLACE, BRACKETED, { byForm: false }), true, "the sixteenth line");
});

Deno.test("HeaderVotes takes what nearly all lines have for header, and what few have not", () => {
  const votes = new HeaderVotes();
  voted(votes, OTHER, 29);
  voted(votes, NAMED, 3);
  assert.equal(votes.take(PLACE, NAMED, { byForm: true }), false);
  assert.equal(votes.take(2, NAMED, { byForm: true }), true, "another place");
});

Deno.test("HeaderVotes leaves it to the form where lines do not agree", () => {
  const votes = new HeaderVotes();
  for (let i = 0; i < 8; i++) {
    voted(votes, BRACKETED, 3);
    voted(votes, OTHER, 1);
  }
  assert.equal(votes.take(PLACE, BRACKETED, { byForm: true }), true);
  assert.equal(votes.take(PLACE, BRACKETED, { byForm: false }), false);
});

Deno.test("HeaderVotes comes to another result when later lines say so, and to none once votes are closed", () => {
  const votes = new HeaderVotes();
  voted(votes, BRACKETED, 16);
  const { revision } = votes;
  voted(votes, OTHER, 48);
  assert.equal(votes.take(PLACE, BRACKETED, { byForm: true }), false);
  assert.ok(votes.revision > revision);
  votes.isOpen = false;
  voted(votes, BRACKETED, 1000);
  assert.equal(votes.take(PLACE, BRACKETED, { byForm: true }), false);
});
