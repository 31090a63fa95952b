/** A text, such as a URL, with who it names before an `@` left out of each address in it: `http://user:secret@db` -> `http://***@db`. */
export function withoutPassword(text: string): string {
  return text.replaceAll(/(\/\/)[^\s/?#"']*@/g, "$1***@");
}
