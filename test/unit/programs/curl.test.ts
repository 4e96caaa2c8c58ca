/** What curl's ends mean, in the words of its versions: which another try may mend, and that no secret is in them. */
import { expect, test } from "vitest";
import { explainFailure, parseTunnelStatus } from "../../../src/programs/curl.ts";

function explain(exitCode: number, text: string): ReturnType<typeof explainFailure> {
  return explainFailure({ exitCode, stdout: "", stderr: `curl: (${exitCode}) ${text}\n` });
}

test.for([
  [7, "Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server"],
  [35, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to 127.0.0.1:443"],
  [35, "TLS connect error: error:0A000126:SSL routines::unexpected eof while reading"],
  [56, "OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading, errno 0"],
] as const)("another try may mend %i: %s", ([exitCode, text]) => {
  expect(explain(exitCode, text)).toEqual({ reason: `curl: (${exitCode}) ${text}`, hint: undefined });
});

test.for([
  [35, "TLS connect error: error:0A00010B:SSL routines::wrong version number"],
  [35, "error:0A000410:SSL routines::sslv3 alert handshake failure"],
  [60, "SSL certificate problem: certificate is not yet valid"],
] as const)("no other try mends %i: %s", ([exitCode, text]) => {
  expect(explain(exitCode, `${text}\nMore details here: https://curl.se/docs/sslcerts.html`)).toMatchObject({
    reason: `curl: (${exitCode}) ${text}`,
    hint: expect.any(String) as string,
  });
});

test("a server that speaks no HTTP is not told to be a redirect", () => {
  expect(explain(1, "Received HTTP/0.9 when not allowed")?.hint).toMatch(/does not speak HTTP/u);
  expect(explain(1, 'Protocol "file" not supported or disabled in libcurl')?.hint).toMatch(/redirect/u);
});

test("the address of a proxy is left out, passwords of others are hidden", () => {
  expect(
    explain(5, "Unsupported proxy syntax in 'user:p'w@proxy:x': Port number was not a decimal number")?.reason,
  ).toBe("curl: (5) Unsupported proxy syntax");
  expect(explain(6, "Could not resolve http://user:secret@host/?key=secret")?.reason).toBe(
    "curl: (6) Could not resolve http://***@host/?***",
  );
});

test("the status of a proxy that opened no tunnel", () => {
  expect(parseTunnelStatus("curl: (22) The requested URL returned error: 503\n")).toBe(503);
  expect(parseTunnelStatus("curl: (56) CONNECT tunnel failed, response 407\n")).toBe(407);
  expect(parseTunnelStatus("curl: (56) Recv failure: Connection reset by peer\n")).toBeUndefined();
});
