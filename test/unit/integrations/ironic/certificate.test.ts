/** Which address and certificate an agent tells: those that Ironic knows, as long as the machine has the address. */
import { expect, test } from "vitest";
import { addressToTell } from "../../../../src/integrations/ironic/agent/certificate.ts";
import { createRecordingHost, createTestContext } from "../../../support/hosts/recording-host.ts";

const [first, second] = ["192.0.2.1", "192.0.2.2"] as const;
const told = JSON.stringify([first, second].map((host) => ({ host, certificate: "c", key: "k" })));

async function tell(kept: string, own: readonly string[], localAddress: string): Promise<string> {
  const info = own.map((local) => ({ family: "inet", local, scope: "global" }));
  const host = createRecordingHost({
    files: { "/f/certificates": kept },
    expect: [{ command: /^ip /u, always: true, stdout: JSON.stringify([{ ifname: "e", addr_info: info }]) }],
  });
  return await addressToTell(createTestContext(host), "/f", localAddress);
}

test.for<readonly [string, string, readonly string[], string, string]>([
  ["the machine has both, and this connection another one", told, [first, second], first, second],
  ["the machine lost it", told, [first], first, first],
  ["it is that of this connection", told, [], second, second],
  ["nothing was told yet", "[]", [first], first, first],
  ["the file was cut off", told.slice(0, 20), [first, second], first, first],
  ["the file has something else", '{"host": 1}', [first, second], first, first],
])("if %s", async ([, kept, own, localAddress, expected]) => {
  expect(await tell(kept, own, localAddress)).toBe(expected);
});
