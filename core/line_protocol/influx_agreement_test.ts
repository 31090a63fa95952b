import assert from "node:assert/strict";
import fc from "fast-check";
import { ACCEPTED_LINES, REFUSED_LINES } from "../../testing/line_protocol/line_cases.ts";
import { linePoints } from "../../testing/line_protocol/line_points.ts";
import { type InfluxServer, startInflux } from "../../tools/services/influx_server.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import type { LinePoint } from "../line_point.ts";
import { parseLineProtocol } from "./parse_line_protocol.ts";
import { serializeLinePoint } from "./serialize_line_point.ts";

/** InfluxDB lets text follow a closing quote, and takes a tab or NUL before an equals sign for a field key. */
const INFLUX_IS_LAX = /"|[\t\0] *=/;

Deno.test({
  name: "parseLineProtocol() accepts and refuses the lines that a real InfluxDB does",
  ignore: !await needsInflux("core/line_protocol"),
  async fn(t) {
    const folder = await Deno.makeTempDir();
    const server = await startInflux({ folder });
    try {
      await t.step("the cases of the tests", async () => {
        for (const { line, unlikeInflux } of ACCEPTED_LINES) {
          assert.equal(await influxAccepts(server, line), unlikeInflux === undefined, line);
        }
        for (const [line] of REFUSED_LINES) assert.equal(await influxAccepts(server, line), false, line);
      });
      await t.step("any point that serializeLinePoint() writes", async () => {
        // InfluxDB makes a shard per week: any time at all would make it slow with thousands of them.
        const point = linePoints().filter(isClearToInflux).map((point) => ({
          ...point,
          timeNs: point.timeNs % 1_000n,
        }));
        const points = fc.array(point, { minLength: 1, maxLength: 20 });
        await fc.assert(
          fc.asyncProperty(points, async (points) => {
            assert.ok(await influxAccepts(server, points.map(serializeLinePoint).join("\n")));
          }),
          { numRuns: 100 },
        );
      });
      await t.step("damaged lines", async () => {
        await fc.assert(
          fc.asyncProperty(damagedLines(), async (line) => {
            const refused = parseLineProtocol(line, { nowNs: 0n }).rejected > 0;
            if (refused && INFLUX_IS_LAX.test(line)) return;
            assert.equal(refused, !await influxAccepts(server, line), line);
          }),
          { numRuns: 2_000 },
        );
      });
    } finally {
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/**
 * InfluxDB splits lines by other rules than it reads them: after an escaped space that follows a backslash it takes a quote
 * in a name for a string's beginning, and so joins lines.
 */
function isClearToInflux({ measurement, tags }: LinePoint): boolean {
  return ![measurement, ...tags.keys(), ...tags.values()].some((name) => name.includes("\\ "));
}

/** Good lines in which one to four characters are replaced, inserted or left out. */
function damagedLines(): fc.Arbitrary<string> {
  const good = fc.constantFrom(
    "m,t=v f=1 17",
    'm f="a b",g=2i',
    "m,a=b,c=d f=t,g=1u 5",
    String.raw`m\ x,a\=b=c f\,g=1 2`,
  );
  const part = fc.constantFrom("", ...'mfgt,== \\\\"-1.5ieuT\t\0', "true", 'f="a"', "17", "ä");
  const change = fc.record({ at: fc.nat(), cut: fc.nat({ max: 1 }), part });
  return fc.tuple(good, fc.array(change, { minLength: 1, maxLength: 4 })).map(([line, changes]) =>
    changes.reduce((text, { at, cut, part }) => {
      const offset = at % (text.length + 1);
      return text.slice(0, offset) + part + text.slice(offset + cut);
    }, line)
  );
}

/** A line of the wrong type for its field (422) is well-formed all the same. */
async function influxAccepts({ url, token, org, bucket }: InfluxServer, line: string): Promise<boolean> {
  const query = new URLSearchParams({ org, bucket });
  const headers = { authorization: `Token ${token}` };
  const response = await fetch(`${url}/api/v2/write?${query}`, { method: "POST", headers, body: line });
  const answer = await response.text();
  assert.ok([204, 400, 422].includes(response.status), answer);
  return response.status !== 400;
}
