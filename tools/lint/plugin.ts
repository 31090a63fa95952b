import { importCircles } from "./import_circles.ts";
import { importDirection } from "./import_direction.ts";
import { namedKinds } from "./kind_names.ts";
import { oneOutput } from "./one_output.ts";
import { pureCore } from "./pure_core.ts";

/** Deno lint plugin: the architecture that docs/ARCHITECTURE.md describes, as rules. */
const plugin: Deno.lint.Plugin = {
  name: "logiq",
  rules: {
    "import-direction": importDirection,
    "import-circles": importCircles,
    "kind-names": namedKinds,
    "one-output": oneOutput,
    "pure-core": pureCore,
  },
};
export default plugin;
