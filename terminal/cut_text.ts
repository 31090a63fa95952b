/** Text in at most `length` characters, an ellipsis marking the cut. */
export function cutText(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : characters.slice(0, length - 1).join("") + "…";
}
