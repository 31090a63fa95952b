import assert from "node:assert/strict";
import { readSettings } from "../settings/read_settings.ts";
import type { NotifierKind } from "./notifier_kind.ts";
import { openNotifiers } from "./notifiers.ts";

/** A kind that keeps its places. */
function kindOf(name: string, own: readonly string[] = []): NotifierKind & { readonly opened: string[] } {
  const opened: string[] = [];
  return {
    name,
    expected: "a street",
    opened,
    accepts: (place) => place.startsWith("/"),
    places: () => own,
    open(place) {
      opened.push(place);
      return { notify: () => Promise.resolve(), close: () => Promise.resolve() };
    },
  };
}

Deno.test("openNotifiers() opens what NOTIFY names, and what settings of a kind's own do", () => {
  const [bell, horn] = [kindOf("bell", ["/own"]), kindOf("horn")];
  const settings = readSettings({ notify: "bell:/a horn:/b:c  bell:/d" }, {});
  assert.equal(openNotifiers(settings, [bell, horn]).length, 4);
  assert.deepEqual([bell.opened, horn.opened], [["/own", "/a", "/d"], ["/b:c"]]);
});

Deno.test("openNotifiers() opens none where none is named", () => {
  assert.deepEqual(openNotifiers(readSettings({}, {})), []);
});

Deno.test("openNotifiers() refuses a kind that there is none of, and a place that it can't have", () => {
  const kinds = [kindOf("bell")];
  const open = (notify: string) => () => openNotifiers(readSettings({ notify }, {}), kinds);
  assert.throws(open("gong:/a"), /Cannot notify by "gong": expected "bell:" with a street/);
  assert.throws(open("bell:a"), /Cannot notify by "bell": expected a street after "bell:"/);
});

Deno.test("openNotifiers() refuses at once a place that its kind can't use", () => {
  const open = () => {
    throw new Error("expected a bell in that street");
  };
  const kinds = [{ ...kindOf("bell"), open }];
  const refused = { name: "UsageError", message: 'Cannot notify by "bell": expected a bell in that street' };
  assert.throws(() => openNotifiers(readSettings({ notify: "bell:/a" }, {}), kinds), refused);
});

Deno.test("openNotifiers() opens a webhook by its own setting, or by name", async () => {
  const url = "http://127.0.0.1:9/on-call";
  const opened = openNotifiers(readSettings({ notify: `webhook:${url}` }, { WEBHOOK_URL: url }));
  assert.equal(opened.length, 2);
  for (const notifier of opened) await notifier.close();
});
