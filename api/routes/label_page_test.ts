import assert from "node:assert/strict";
import { anomaly } from "../../store/testing/contract_fixtures.ts";
import { openTestApi, type TestApi } from "../testing/test_api.ts";

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const PAGE = "/anomalies/a1/label";
const ANOMALY = anomaly({ id: "a1", label: null, text: "Grown most: <script>alert(1)</script>" });

Deno.test("GET /anomalies/:id/label shows what happened, and changes nothing", async () => {
  await using api = openTestApi();
  await api.store.saveAnomalies([ANOMALY]);
  const { status, headers, body } = await api.get(PAGE);
  assert.equal(status, 200);
  assert.match(headers.get("Content-Type")!, /^text\/html/);
  assert.match(headers.get("Content-Security-Policy")!, /frame-ancestors 'none'/);
  assert.match(body, /Not labelled yet/);
  assert.ok(body.includes("&lt;script&gt;") && !body.includes("<script>"), body);
  assert.ok(!body.includes('name="token"'));
  assert.equal(await labelOf(api), null);
});

Deno.test("POST /anomalies/:id/label takes the verdict of the page's form, and shows the page again", async () => {
  await using api = openTestApi();
  await api.store.saveAnomalies([ANOMALY]);
  for (const [value, label] of [["false", "false"], ["true", "true"], ["none", null]] as const) {
    const { status, headers } = await api.post(PAGE, `label=${value}`, FORM);
    assert.deepEqual([status, headers.get("Location")], [303, PAGE]);
    assert.equal(await labelOf(api), label);
  }
});

Deno.test("POST /anomalies/:id/label refuses another site's page, an unknown label and an unknown id", async () => {
  await using api = openTestApi();
  await api.store.saveAnomalies([ANOMALY]);
  const statuses = [
    (await api.post(PAGE, "label=true", { ...FORM, "Sec-Fetch-Site": "cross-site" })).status,
    (await api.post(PAGE, "label=maybe", FORM)).status,
    (await api.post("/anomalies/other/label", "label=true", FORM)).status,
    (await api.get("/anomalies/other/label")).status,
  ];
  assert.deepEqual(statuses, [403, 400, 404, 404]);
  assert.equal(await labelOf(api), null);
});

Deno.test("POST /anomalies/:id/label needs the token where there is one, and the page asks for it", async () => {
  await using api = openTestApi({ apiToken: "secret" });
  await api.store.saveAnomalies([ANOMALY]);
  const { body } = await api.get(PAGE);
  assert.match(body, /name="token"/);
  assert.ok(!body.includes("script") && !body.includes(ANOMALY.title), body);
  assert.equal((await api.post(PAGE, "label=show", FORM)).status, 401);
  const shown = await api.post(PAGE, "label=show&token=secret", FORM);
  assert.ok(shown.body.includes(ANOMALY.title) && shown.body.includes("&lt;script&gt;"), shown.body);
  assert.equal((await api.post(PAGE, "label=true", FORM)).status, 401);
  assert.equal((await api.post(PAGE, "label=true&token=wrong", FORM)).status, 401);
  assert.equal((await api.post(PAGE, "label=true&token=secret", FORM)).status, 303);
  assert.equal(await labelOf(api), "true");
});

async function labelOf({ store }: TestApi) {
  return (await store.anomalies())[0]?.label;
}
