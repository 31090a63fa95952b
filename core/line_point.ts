/** A field's value in line protocol: float, integer, unsigned, string or boolean. */
export type FieldValue =
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "unsigned"; readonly value: bigint }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean };

/** One point as InfluxDB's line protocol writes it. */
export interface LinePoint {
  /** Name of the measurement, unescaped. */
  readonly measurement: string;
  /** Tags in the order given, unescaped. */
  readonly tags: ReadonlyMap<string, string>;
  /** At least one field. */
  readonly fields: ReadonlyMap<string, FieldValue>;
  /** Nanoseconds since the epoch. */
  readonly timeNs: bigint;
}
