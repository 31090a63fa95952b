/**
 * A text, such as a URL, with who it names before an `@` left out of each address in it: `http://user:secret@db` -> `http://***@db`. An
 * address without its slashes is one all the same where it has a password.
 */
export function withoutPassword(text: string): string {
  return text.replaceAll(/(\/\/|:\/|^|[\s"'])(?:(?<=\/)|[^\s/?#"':@]+:)[^\s/?#"']*@/g, "$1***@");
}
