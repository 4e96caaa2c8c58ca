/** What an agent is told by kernel arguments, by Ironic, and by who sends it requests; and which config it takes. */
import { expect, test } from "vitest";
import { Commands } from "../../../../src/integrations/ironic/agent/commands.ts";
import { createRecordingHost, createTestContext } from "../../../support/hosts/recording-host.ts";
import { heartbeatOf, nextHeartbeat } from "../../../../src/integrations/ironic/agent/heartbeat.ts";
import { lookupPath, parseLookup } from "../../../../src/integrations/ironic/agent/lookup.ts";
import { findConfig } from "../../../../src/integrations/ironic/agent/node-config.ts";
import { readAgentParameters } from "../../../../src/integrations/ironic/agent/parameters.ts";
import { readRequest } from "../../../../src/integrations/ironic/agent/requests.ts";
import { isDeployConfig } from "../../../../src/recipes/config-text.ts";

const uuid = "1be26c0b-03f2-4d2e-ae87-c02d7f33c123";

test("kernel arguments of Ironic's templates", () => {
  const line = "nofb ipa-api-url=http://192.0.2.1:6385 BOOTIF=01-52-54-00-12-34-56 ipa-debug=1 ipa-insecure=1";
  expect(readAgentParameters(line)).toEqual({
    ...{ apis: ["http://192.0.2.1:6385/"], insecure: true, token: undefined },
    ...{ advertisedHost: undefined, advertisedPort: undefined },
  });
  expect(readAgentParameters("quiet BOOTIF=01-52-54-00-12-34-56")).toBeUndefined();
  const more =
    "ipa-api-url=https://a/v1,https://b/x/ ipa-agent-token=s ipa-advertise-host=node.example ipa-advertise-port=99";
  expect(readAgentParameters(more)).toEqual({
    ...{ apis: ["https://a/", "https://b/x/"], insecure: false, token: "s" },
    ...{ advertisedHost: "node.example", advertisedPort: 99 },
  });
});

test.for([
  ["ipa-api-url=", "is no address"],
  ["ipa-api-url=192.0.2.1", "is no address"],
  ["ipa-api-url=http://a,file:///etc/passwd", "is no address"],
  ["ipa-api-url=mdns", "multicast DNS"],
  ["ipa-api-url=http://a ipa-advertise-host=a]b", "is no host"],
  ["ipa-api-url=http://a ipa-advertise-host=a\\nb=c", "is no host"],
  ["ipa-api-url=http://a ipa-advertise-port=0", "is no port"],
  ["ipa-api-url=http://a ipa-advertise-port=x", "is no port"],
] as const)("%s is refused", ([line, problem]) => {
  expect(() => readAgentParameters(line)).toThrow(problem);
});

test("the lookup", () => {
  const cards = ["52:54:00:12:34:56", "52:54:00:12:34:57"];
  expect(lookupPath(cards, undefined)).toBe("v1/lookup?addresses=52:54:00:12:34:56,52:54:00:12:34:57");
  expect(lookupPath([], uuid)).toBe(`v1/lookup?addresses=&node_uuid=${uuid}`);
  const answer = (config: object): string => JSON.stringify({ node: { uuid }, config });
  expect(parseLookup(answer({ heartbeat_timeout: 60, agent_token: "s" }))).toEqual({
    ...{ uuid, token: "s", heartbeatTimeout: 60 },
  });
  // A secret that another agent was told, and a timeout that would never be.
  for (const token of ["******", "", null, 7, "x".repeat(2000)])
    expect(parseLookup(answer({ heartbeat_timeout: 0, agent_token: token }))).toEqual({
      ...{ uuid, token: undefined, heartbeatTimeout: 300 },
    });
});

test.for(["", "[]", "{}", '{"node": null}', '{"node": {"uuid": "../x"}}', "<html>"])("%s is no lookup", (text) => {
  expect(() => parseLookup(text)).toThrow("cannot be understood");
});

test("heartbeats come within 0.3 and 0.6 of the timeout, and tell an address of IPv6 in brackets", () => {
  expect([0, 1].map((random) => nextHeartbeat({ heartbeatTimeout: 100 }, random))).toEqual([30_000, 60_000]);
  const node = { uuid, token: "s", heartbeatTimeout: 300 };
  expect(heartbeatOf(node, { host: "2001:db8::5", port: 9999, certificate: "PEM" })).toMatchObject({
    ...{ callback_url: "https://[2001:db8::5]:9999", agent_token: "s", agent_verify_ca: "PEM" },
  });
});

const open = { token: "s", isOpen: true };

test.for([
  ["GET", "/v1/commands", open, "list"],
  ["GET", "/v1/commands/", open, "list"],
  ["GET", `/v1/commands/${uuid}`, open, "one"],
  ["GET", "/v1/status", open, "status"],
  ["GET", "/v1/commands", { token: "s", isOpen: false }, 401],
  ["GET", "/v1/commands?agent_token=s", { token: "s", isOpen: false }, "list"],
  ["GET", "/v1/commands?agent_token=t", open, 401],
  ["GET", "/v1/commands/../../etc", open, 404],
  ["GET", "http://h/v1/status", open, 400],
  ["GET", "//h:x/", open, 404],
  ["POST", "/v1/commands/?wait=True&agent_token=s", open, "run"],
  ["POST", "/v1/commands/", open, 401],
  ["POST", "/v1/commands/?agent_token=ss", open, 401],
  ["POST", "/v1/commands/?agent_token=", { token: undefined, isOpen: true }, 401],
  ["POST", "/v1/status?agent_token=s", open, 404],
  ["DELETE", "/v1/commands/?agent_token=s", open, 405],
] as const)("%s %s for %j is %s", ([method, target, access, expected]) => {
  const { asked } = readRequest(method, target, access);
  expect(asked.kind === "refused" ? asked.answer.status : asked.kind).toBe(expected);
});

test("a step's arguments count before what the node says", () => {
  const node = { instance_info: { bareon_config: { a: 1 }, configdrive: "drive" } };
  expect(findConfig({ config: "text" }, node).place).toEqual({ kind: "document", text: "text" });
  expect(findConfig({}, node)).toEqual({ place: { kind: "document", text: '{"a":1}' }, drive: "drive" });
  expect(findConfig({}, { instance_info: { configdrive: "drive" } }).place).toEqual({ kind: "drive" });
  for (const nothing of [undefined, {}, { instance_info: null }, { instance_info: { configdrive: {} } }])
    expect(findConfig({}, nothing)).toEqual({ place: undefined, drive: undefined });
  expect(() => findConfig({ config: " " }, node)).toThrow("The argument config is no deploy config");
  expect(() => findConfig({}, { instance_info: { bareon_config: 7 } })).toThrow("instance_info.bareon_config");
});

test("user data that are a deploy config", () => {
  for (const text of ['{"partitions": []}', '{"ks_meta": {}}', "#bareon-config\nimages: []\n", ' {"partitions": [}'])
    expect(isDeployConfig(text), text).toBe(true);
  for (const text of [
    ...["", "{}", "#cloud-config\npartitions: []\n", "#!/bin/sh\n#bareon-config\n", "partitions: []\n"],
    ...['{"ignition": {"version": "3.0.0"}}', "{", "[]"],
  ])
    expect(isDeployConfig(text), text).toBe(false);
});

test("of results that are large the last one is kept, and of others each", async () => {
  const commands = new Commands(createTestContext(createRecordingHost()));
  const logs = { alone: false, isLarge: true, run: async () => await Promise.resolve({ system_logs: "x" }) };
  const step = { alone: true, isStep: true, run: async () => await Promise.resolve({}) };
  const ids: string[] = [];
  for (const [name, action] of [
    ["log.collect_system_logs", logs],
    ["deploy.execute_deploy_step", step],
    ["deploy.execute_deploy_step", step],
    ["log.collect_system_logs", logs],
  ] as const) {
    const { id, ended } = commands.start(name, action, {});
    await ended;
    ids.push(id);
  }
  expect(commands.list().map(({ id }) => id)).toEqual(ids.slice(1));
  // One that is still waited for stays.
  const { promise, resolve } = Promise.withResolvers<object>();
  const slow = commands.start("log.collect_system_logs", { ...logs, run: async () => await promise }, {});
  await commands.start("log.collect_system_logs", logs, {}).ended;
  resolve({});
  await slow.ended;
  expect(commands.find(slow.id)).toMatchObject({ command_status: "SUCCEEDED" });
});
