/** Name of a demo's own bucket, beside the user's: a run deletes what the last run of this demo has left, and nothing else. */
export function demoBucket(bucket: string, { name }: { readonly name: string }): string {
  return `${bucket}_${name}`;
}
