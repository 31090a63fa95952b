import assert from "node:assert/strict";
import { NOTIFIERS } from "../notify/notifiers.ts";
import { settingsMarkdown } from "../settings/settings_help.ts";
import { STORES } from "../store/stores.ts";
import { CHOICES } from "./choices.ts";
import { upCommand } from "./up.ts";

const KINDS = [...STORES, ...NOTIFIERS];

Deno.test("CHOICES are in the README's table and in --help, each kind of store and notifier by its name", () => {
  const help = upCommand().helpInformation().replace(/\s+/g, " ");
  for (const text of [settingsMarkdown(CHOICES), help]) {
    for (const { name, expected } of KINDS) assert.ok(text.includes(`"${name}:" with ${expected}`), name);
  }
});
