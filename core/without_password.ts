/** Who an address names before an `@`, its slashes left out or one too many; a password may have spaces in it. */
const USER = /(\/\/|:\/|^|[\s"'])(?:(?<=\/)|[^\s/?#"':@]+:)(?:[^\s/?#"']*|(?<=\/)[^\s/?#"':@]+:[^/?#"'@]*)@/g;

/** What a query names that only its sender may know. */
const QUERY = /([?&](?:u|user|username|p|pw|pass|password|token|secret|key|api_?key)=)[^&#\s"']+/gi;

/** What a request carried that its answer repeats. */
const HEADER = /(authorization\W+(?:(?:basic|bearer|token)\s+)?)[^\s"',;]+/gi;

/**
 * A text, such as a URL or what a server answers, without passwords: who it names before an `@` of each address in it (`http://user:secret@db` ->
 * `http://***@db`; an address without its slashes is one all the same where it has a password), credentials in a query, and what an `Authorization` says.
 */
export function withoutPassword(text: string): string {
  return text.replaceAll(USER, "$1***@").replaceAll(QUERY, "$1***").replaceAll(HEADER, "$1***");
}
