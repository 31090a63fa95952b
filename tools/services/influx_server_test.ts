import assert from "node:assert/strict";
import { type InfluxServer, startInflux } from "./influx_server.ts";
import { needsInflux } from "./needs_influx.ts";

Deno.test({
  name: "startInflux() keeps acknowledged points through stop, kill -9 and a second start on the same folder",
  ignore: !await needsInflux("tools/services"),
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const server = await startInflux({ folder });
      await write(server, "m n=1i 1000000000");
      await server.restart();
      await write(server, "m n=2i 2000000000");
      await server.kill9();
      await server.restart();
      await write(server, "m n=3i 3000000000");
      await server.stop();
      await server.stop();

      const again = await startInflux({ folder });
      assert.equal(again.token, server.token);
      assert.match(await sum(again), /,6\r?\n/);
      await again.stop();
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "startInflux() keeps points acknowledged after a start on a log whose last entry is torn",
  ignore: !await needsInflux("tools/services"),
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const server = await startInflux({ folder });
      for (const n of [1, 2, 4]) {
        await write(server, `m n=${n}i ${n}000000000`);
        await server.kill9();
        if (n === 1) await tear(folder);
        await server.restart();
      }
      assert.match(await sum(server), /,7\r?\n/);
      await server.stop();
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "startInflux() refuses a port in use and tells why influxd ended before it was healthy",
  ignore: !await needsInflux("tools/services"),
  async fn() {
    const folder = await Deno.makeTempDir();
    const busy = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = busy.addr;
    await assert.rejects(startInflux({ folder, port }), new RegExp(`port "${port}": expected it to be free`));
    busy.close();
    await Deno.mkdir(`${folder}/influxd.bolt`);
    await assert.rejects(startInflux({ folder, port }), /to become healthy, see .*influxd\.log\n.*is a directory/s);
    await Deno.remove(folder, { recursive: true });
  },
});

/** Leaves a log as a disk that is full does: with the beginning of an entry at its end. */
async function tear(folder: string): Promise<void> {
  const log = await onlyFile(`${folder}/engine/wal`);
  await Deno.writeFile(log, new Uint8Array([1, 0, 0, 16, 0, ...new Uint8Array(100).fill(7)]), { append: true });
}

async function onlyFile(path: string): Promise<string> {
  const [entry] = await Array.fromAsync(Deno.readDir(path));
  const within = `${path}/${entry!.name}`;
  return entry!.isDirectory ? await onlyFile(within) : within;
}

async function write({ url, token, org, bucket }: InfluxServer, line: string): Promise<void> {
  const query = new URLSearchParams({ org, bucket });
  const headers = { authorization: `Token ${token}` };
  const response = await fetch(`${url}/api/v2/write?${query}`, { method: "POST", headers, body: line });
  assert.equal(response.status, 204, await response.text());
}

async function sum({ url, token, org, bucket }: InfluxServer): Promise<string> {
  const headers = { authorization: `Token ${token}`, "content-type": "application/vnd.flux" };
  const body = `from(bucket: "${bucket}") |> range(start: 0) |> sum() |> keep(columns: ["_value"])`;
  const response = await fetch(`${url}/api/v2/query?org=${org}`, { method: "POST", headers, body });
  return await response.text();
}
