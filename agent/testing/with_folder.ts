import { join } from "node:path";

/** Runs `work` with a temporary folder of its own, beside which no other test has one: an agent looks for rotated files near its logs. */
export async function withFolder(work: (folder: string) => Promise<void> | void): Promise<void> {
  const own = await Deno.makeTempDir({ prefix: "logiq-agent-" });
  const folder = join(own, "logs");
  await Deno.mkdir(folder);
  try {
    await work(folder);
  } finally {
    await Deno.remove(own, { recursive: true });
  }
}
