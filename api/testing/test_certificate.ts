import type { Certificate } from "../server/http_server.ts";

/** A certificate for localhost that signs itself, and its key, for tests alone. */
export const TEST_CERTIFICATE: Certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBlzCCAT6gAwIBAgIUVWxEMJLf5JcVWeW9jb9qNJL6bkgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjE1MTUwMVoYDzIxMjYxMTAy
MTUxNTAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATJqjoywq0ZRy2pPNmmWR2Y7fHz6wGYDtQCSAA5jrdYkrmp9EWj23br
9h6tiOvfTOftwoZEAPYYU9QxUxT0+vBio2wwajAdBgNVHQ4EFgQU3tqEM4icehdf
nJq3bWQ0xWx4QwkwHwYDVR0jBBgwFoAU3tqEM4icehdfnJq3bWQ0xWx4QwkwGgYD
VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0E
AwIDRwAwRAIgKNnbvJGqKtatLI/YX4xyYsM3Fqcyp1+u/Cj1+WTSVEoCIFXgEc/c
93U+YbXG9lebqEOhCXubCiE1YZ5vHpRbjO3k
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXf63QCXIE26NBxhJ
0NMmJ0J9DHHyvuuvsxmwJjqDBSuhRANCAATJqjoywq0ZRy2pPNmmWR2Y7fHz6wGY
DtQCSAA5jrdYkrmp9EWj23br9h6tiOvfTOftwoZEAPYYU9QxUxT0+vBi
-----END PRIVATE KEY-----
`,
};
