import { SystemClock } from "../../clock/system_clock.ts";
import { runAgent } from "../run_agent.ts";

/** An agent in a process of its own, to be killed: API_URL, state folder, then files. */
const [apiUrl, stateFolder, ...files] = Deno.args;
await runAgent({
  files,
  stateFolder,
  apiUrl,
  host: "h",
  clock: new SystemClock(),
  slotMs: 50,
  windowMs: 100,
});
