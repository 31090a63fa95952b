/** Sends pieces one after another, as packets of their own, and resolves with all that comes until the server closes the connection. */
export async function talk(
  port: number,
  pieces: readonly string[],
  { ends = false }: { readonly ends?: boolean } = {},
): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  const read = readAll(connection);
  for (const piece of pieces) {
    await connection.write(new TextEncoder().encode(piece)).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  if (ends) await connection.closeWrite().catch(() => {});
  return await read;
}

/** All that comes until the other side closes, which it may do by a reset. */
export async function readAll(connection: Deno.Conn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  try {
    for (let size; (size = await connection.read(buffer)) !== null;) {
      text += decoder.decode(buffer.subarray(0, size), { stream: true });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}
