/** A failure that the agent can't go on from: its message is one line that names the thing and the remedy. */
export class AgentError extends Error {
  override readonly name: string = "AgentError";
}

/** Another agent runs under the id of this one, which is a clone of it or of which it is one: it has to go on under another. */
export class IdTakenError extends AgentError {
  override readonly name = "IdTakenError";
}
