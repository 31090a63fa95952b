/** Who says something in the ledger where nobody is named: the user whom the shell knows. */
export function author(given: string | undefined): string {
  return given ?? Deno.env.get("USER") ?? Deno.env.get("USERNAME") ?? "";
}
