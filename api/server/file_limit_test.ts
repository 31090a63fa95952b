import assert from "node:assert/strict";

const CHILD = new URL("../testing/serve_child.ts", import.meta.url).pathname;

/** See `HttpServerOptions.mostConnections`: half of the files that many systems let a process open. */
const MOST_CONNECTIONS = 512;

Deno.test({
  name: "an api that may open few files outlives more connections than that, keeps no more than 512, and serves again",
  ignore: Deno.build.os === "windows",
  async fn() {
    const folder = await Deno.makeTempDir();
    const child = new Deno.Command("sh", {
      args: ["-c", `ulimit -n 700; exec "${Deno.execPath()}" run -A --quiet "${CHILD}" "${folder}/logiq.db"`],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    let ended = false;
    child.status.then(() => ended = true);
    const output = child.stdout.getReader();
    try {
      const url = new TextDecoder().decode((await output.read()).value).trim();
      const connections = await Promise.all(
        Array.from({ length: 800 }, () => Deno.connect({ hostname: "127.0.0.1", port: Number(new URL(url).port) })),
      );
      let open = connections.length;
      const closed = connections.map((connection) =>
        connection.read(new Uint8Array(1)).catch(() => {}).then(() => open--)
      );
      for (let left = 100; open > MOST_CONNECTIONS; left--) {
        assert.ok(left > 0, `${open} connections are open`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      for (const connection of connections) connection.close();
      await Promise.all(closed);
      assert.equal(ended, false);
      const answer = await fetch(`${url}/ingest`, { method: "POST", body: "a b", signal: AbortSignal.timeout(10_000) });
      assert.deepEqual((await answer.json()).accepted, 1);
    } finally {
      if (!ended) child.kill("SIGKILL");
      await child.status;
      await output.cancel();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
