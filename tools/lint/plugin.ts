import { importCircles } from "./import_circles.ts";
import { importDirection } from "./import_direction.ts";
import { pureCore } from "./pure_core.ts";

/** Deno lint plugin: the architecture that docs/ARCHITECTURE.md describes, as rules. */
const plugin: Deno.lint.Plugin = {
  name: "logiq",
  rules: {
    "import-direction": importDirection,
    "import-circles": importCircles,
    "pure-core": pureCore,
  },
};
export default plugin;
