import { API_NAME, REFUSED_BY } from "../../core/agent_message.ts";

/** What an api answers that refuses a message itself. */
export function refusal(message: string, status: number): Response {
  return Response.json({ error: { message } }, { status, headers: { [REFUSED_BY]: API_NAME } });
}
