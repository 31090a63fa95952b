/**
 * Folders (and files that stand alone) from the inside out: a file imports from its own entry or from layers before it, never from
 * later ones, nor from another entry of its own layer. A file belongs to the longest entry that its path begins with.
 */
export const LAYERS: readonly (readonly string[])[] = [
  ["core"],
  ["core/mining/byte_classes.ts", "core/mining/printable.ts", "core/line_protocol"],
  ["core/mining/requests"],
  ["core/mining/header", "core/mining/shapes"],
  ["core/mining/time", "core/mining/tokens"],
  ["core/mining/templates"],
  ["core/mining"],
  ["core/registry", "core/statistics"],
  [
    "core/detection/detection_settings.ts",
    "core/detection/figures",
    "core/detection/observed",
    "core/detection/ledger",
  ],
  ["core/detection/kinds"],
  ["core/compare", "core/detection"],
  ["core/detection/incidents"],
  ["core/detection/agents"],
  ["core/detection/auto", "core/detection/sigma", "core/detection/value_series"],
  ["core/detection/detectors.ts"],
  ["clock", "testing"],
  ["settings", "tools"],
  ["store/ports"],
  ["store", "notify", "counting"],
  ["store/influx", "store/sqlite"],
  ["store/stores.ts"],
  ["logs"],
  ["windows"],
  ["agent", "api", "detector"],
  ["terminal"],
  ["demos", "dashboards"],
  ["commands"],
  ["main.ts"],
  ["tests"],
  ["bench"],
];

/** The entry of {@linkcode LAYERS} that a path, relative to the project's root, belongs to; null where none does. */
export function entryOf(path: string): string | null {
  const entries = LAYERS.flat().filter((entry) => path === entry || path.startsWith(`${entry}/`));
  return entries.reduce<string | null>(
    (best, entry) => best === null || entry.length > best.length ? entry : best,
    null,
  );
}

/** Which layer an entry is in, from 0, the innermost. */
export function layerOf(entry: string): number {
  return LAYERS.findIndex((layer) => layer.includes(entry));
}
