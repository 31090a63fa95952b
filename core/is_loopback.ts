/** Whether a host name, as a URL or a flag gives it, is this machine's own, which nobody else can reach. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(hostname);
}
