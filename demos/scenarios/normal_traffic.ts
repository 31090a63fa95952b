import type { Message } from "../scenario.ts";

/** What a healthy web application says: seven messages. */
export const NORMAL_TRAFFIC: readonly Message[] = [
  { level: "INFO", text: "User {user} logged in from {address}" },
  { level: "INFO", text: "Dashboard view served to user {user} in {milliseconds}ms" },
  { level: "INFO", text: "Cache hit for key session:{number}" },
  { level: "INFO", text: "Health check passed on node {node}" },
  { level: "INFO", text: "Database query completed in {milliseconds}ms" },
  { level: "INFO", text: "Data sync finished for process {process}" },
  { level: "INFO", text: "Memory usage at {percentage}%" },
];
