/** Heartbeats of an agent whose address is another one in each connection: Ironic hears of it, and is not flooded. */
import { expect, onTestFinished, test } from "vitest";
import { createLocalHost } from "../../../src/host/local/host.ts";
import { Bell } from "../../../src/integrations/ironic/agent/bell.ts";
import { Connection } from "../../../src/integrations/ironic/agent/connection.ts";
import { sendHeartbeats } from "../../../src/integrations/ironic/agent/heartbeat.ts";
import { readAgentParameters } from "../../../src/integrations/ironic/agent/parameters.ts";
import { startAgentIronic } from "../../support/servers/custom-agent-ironic.ts";
import { nodeUuid } from "../../support/servers/ironic-api.ts";

test("an address that changes is told at once, one that never stays the same is told no faster than any other", async () => {
  await using ironic = await startAgentIronic({ isLax: true });
  const parameters = readAgentParameters(`ipa-api-url=${ironic.url}`);
  if (parameters === undefined) throw new Error("the kernel arguments name the API");
  const controller = new AbortController();
  onTestFinished(() => controller.abort(new Error("the test has ended")));
  const { signal } = controller;
  const report = (): void => undefined;
  let count = 0;
  const sent = sendHeartbeats(
    { host: createLocalHost({ signal, report }), report, signal },
    {
      connection: new Connection(parameters),
      node: { uuid: nodeUuid, token: "s", heartbeatTimeout: 300 },
      bell: new Bell(),
      localAddress: "192.0.2.1",
      reach: async () => {
        count += 1;
        return await Promise.resolve({ host: "192.0.2.1", port: 9999, certificate: `certificate ${count}` });
      },
    },
  ).catch((error: unknown) => error);
  await ironic.beats(2);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(ironic.heartbeats.map((beat) => beat.agent_verify_ca)).toEqual(["certificate 1", "certificate 2"]);
  controller.abort(new Error("the test has ended"));
  await sent;
});
