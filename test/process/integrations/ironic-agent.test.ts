/** The agent against a conductor's calls over TLS: lookup, heartbeats, steps that are programs, a network that goes away, and hostile clients. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { callsOf, holdPrograms, type RunningAgent, setAnswer, startAgent } from "../../support/hosts/ironic-agent.ts";
import { noDeployConfig } from "../../../src/base/documents.ts";
import { type AgentIronic, agentToken, startAgentIronic } from "../../support/servers/custom-agent-ironic.ts";
import { nodeUuid } from "../../support/servers/ironic-api.ts";
import { until } from "../../support/servers/port.ts";

let folder: string;
let ironic: AgentIronic;
let agents: readonly RunningAgent[] = [];

async function start(api: AgentIronic, options: Parameters<typeof startAgent>[2] = {}): Promise<RunningAgent> {
  const agent = await startAgent(folder, api.url, options);
  agents = [...agents, agent];
  return agent;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bareon-agent-"));
  for (const name of ["http_proxy", "all_proxy", "ALL_PROXY"]) vi.stubEnv(name, undefined);
  ironic = await startAgentIronic();
});

afterEach(async () => {
  for (const agent of agents) await agent[Symbol.asyncDispose]();
  agents = [];
  vi.unstubAllEnvs();
  await ironic[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const config = { images: [], partitions: [{ password: "unsaid" }] };

function step(kind: string, name: string, args: object = {}, more: object = {}): readonly [string, object] {
  const asked = { step: name, interface: "deploy", args, priority: 80 };
  return [`${kind}.execute_${kind}_step`, { step: asked, node: { instance_info: {} }, ports: [], ...more }];
}

function told(agent: RunningAgent): string {
  return JSON.stringify(agent.events);
}

test("a node is found, its steps are listed, and a deploy has the config in a file that is gone afterwards", async () => {
  const agent = await start(ironic);
  const first = await ironic.beats(1);
  expect(first).toMatchObject({ callback_url: `https://127.0.0.1:${agent.port}`, agent_token: agentToken });
  expect(ironic.lookups[0]).toMatch(new RegExp(`^/v1/lookup\\?addresses=[0-9a-f:,]*&node_uuid=${nodeUuid}$`, "u"));

  const node = { instance_info: { bareon_config: config } };
  const listed = await ironic.command("deploy.get_deploy_steps", { node, ports: [] }, true);
  expect(listed.body).toMatchObject({
    command_name: "get_deploy_steps",
    command_status: "SUCCEEDED",
    command_error: null,
  });
  expect(listed.body["command_result"]).toMatchObject({
    hardware_manager_version: { BareonAgent: "1" },
    deploy_steps: {
      BareonAgent: [
        { step: "bareon_deploy", interface: "deploy", priority: 80, reboot_requested: false },
        { step: "bareon_verify", interface: "deploy", priority: 0 },
      ],
    },
  });

  await setAnswer(folder, "deploy", { elements: [{ os_id: "one" }] });
  const [name, params] = step("deploy", "bareon_deploy", { config, config_url: null });
  const started = await ironic.command(name, { ...params, deploy_version: { BareonAgent: "1" } });
  expect(started.body).toMatchObject({ command_status: "RUNNING", command_result: null });
  expect(await ironic.ended()).toMatchObject({
    id: started.body["id"],
    command_name: "execute_deploy_step",
    command_status: "SUCCEEDED",
    command_error: null,
    command_result: {
      deploy_step: (params as { step: object }).step,
      deploy_result: { boot_info: { elements: [{ os_id: "one" }] }, seconds: expect.any(Number) as number },
    },
  });
  // Ironic is told at once that the step has ended.
  await ironic.beats(2);
  const path = join(folder, "agent/config");
  const text = JSON.stringify(config);
  expect(await callsOf(folder)).toEqual([
    `bareon-provision plan --input-data-file ${path}`,
    text,
    `bareon-provision deploy --json --input-data-file ${path}`,
    text,
  ]);
  await expect(stat(path)).rejects.toThrow("ENOENT");
  expect((await stat(join(folder, "agent/key.pem"))).mode & 0o777).toBe(0o600);
  expect(told(agent)).not.toMatch(/unsaid|the-secret/u);
});

test.for([
  [{}, { bareon_config: "text: of it\n" }, ["--input-data-file CONFIG"], "text: of it"],
  [{}, { configdrive: "aGVsbG8=" }, ["--config-from-drive --config-drive-path DRIVE"], "aGVsbG8="],
  [
    { config_url: "https://h/c.json", checksum: "sha256:00" },
    { configdrive: "aGVsbG8=", bareon_config: "unused" },
    ["--input-data-url=https://h/c.json --input-data-checksum=sha256:00 --config-drive-path DRIVE"],
    "aGVsbG8=",
  ],
] as const)("the config of %j and %j", async ([args, instance, words, content]) => {
  await start(ironic);
  const [name, params] = step("deploy", "bareon_deploy", args, { node: { instance_info: instance } });
  await ironic.command(name, params);
  expect(await ironic.ended()).toMatchObject({ command_status: "SUCCEEDED" });
  const calls = (await callsOf(folder)).map((line) =>
    line.replace(`${folder}/agent/config-drive`, "DRIVE").replace(`${folder}/agent/config`, "CONFIG"),
  );
  expect(calls.slice(-2)).toEqual([`bareon-provision deploy --json ${words[0]}`, content]);
});

test("whether a drive has a config is asked of the program; one that is wrong is one", async () => {
  await start(ironic);
  const node = { instance_info: { configdrive: "aGVsbG8=" } };
  const priority = async (): Promise<unknown> => {
    const { body } = await ironic.command("deploy.get_deploy_steps", { node, ports: [] }, true);
    const result = body["command_result"] as {
      readonly deploy_steps: { readonly BareonAgent: readonly { readonly priority: number }[] };
    };
    return result.deploy_steps.BareonAgent[0]?.priority;
  };
  expect(await priority()).toBe(80);
  const error = { code: "source", exit_code: 7, message: `user_data of the drive ${noDeployConfig}`, hint: null };
  await setAnswer(folder, "validate", { error }, 7);
  expect(await priority()).toBe(0);
  // Else the node would be active with nothing on it: the step says what is wrong with the drive.
  await setAnswer(folder, "validate", { error: { ...error, message: "it is an address, and nobody answers" } }, 7);
  expect(await priority()).toBe(80);
  await setAnswer(folder, "validate", { valid: false, error: { ...error, code: "invalid", exit_code: 3 } }, 3);
  expect(await priority()).toBe(80);
});

test("what the program says of a failure is what Ironic is told, with its hint", async () => {
  const agent = await start(ironic);
  const error = { code: "invalid", exit_code: 3, message: "/images: no images", hint: "Add one." };
  await setAnswer(folder, "deploy", { error }, 3);
  await ironic.command(...step("deploy", "bareon_deploy", { config }));
  expect(await ironic.ended()).toMatchObject({
    command_status: "FAILED",
    command_result: null,
    command_error: {
      type: "CommandExecutionError",
      code: 500,
      message: "Command execution failed",
      details: "/images: no images\nHint: Add one.",
    },
  });
  await ironic.beats(2);
  expect(told(agent)).toContain("/images: no images");
});

test.for([
  ["deploy", "bareon_deploy", {}, "There is no deploy config for this node."],
  ["deploy", "bareon_deploy", { config, config_url: "http://h/" }, "one of them is enough"],
  ["deploy", "bareon_deploy", { config: 7, colour: "red" }, "config is not an object or a text; colour is not known"],
  ["deploy", "bareon_wipe", {}, 'There is no deploy step "bareon_wipe" here.'],
  ["service", "bareon_set_default", {}, "entry is missing"],
  ["service", "bareon_trial", { entry: "blue", tries: 0 }, "tries is not a number from 1 to 9"],
  ["clean", "bareon_erase", {}, "disks is missing"],
  ["clean", "bareon_erase", { disks: [] }, "disks is not a list of disks"],
  ["clean", "bareon_erase", { disks: ["serial=1", 7] }, "disks is not a list of disks"],
] as const)("%s %s %j is refused: %s", async ([kind, name, args, problem]) => {
  await start(ironic);
  await ironic.command(...step(kind, name, args));
  const { command_error: error } = (await ironic.ended()) as { readonly command_error: { readonly details: string } };
  expect(error.details).toContain(problem);
  expect(await callsOf(folder)).toEqual([]);
});

test.for([
  ["service", "bareon_set_default", { entry: 1 }, "bareon-boot set-default --json -- 1"],
  ["service", "bareon_trial", { entry: "--help", tries: 2 }, "bareon-boot trial --json --tries=2 -- --help"],
  [
    "service",
    "bareon_redeploy",
    { entry: "blue", image: "https://h/b.tar", tries: "3" },
    "bareon-provision update --json --full-speed --then=trial --source=https://h/b.tar --tries=3 -- blue",
  ],
  [
    "clean",
    "bareon_erase",
    { disks: [{ type: "serial", value: "a b" }, "name=vdb"] },
    "bareon-provision erase --json --disk=serial=a b --disk=name=vdb",
  ],
  ["deploy", "bareon_verify", {}, "bareon-boot verify --json"],
] as const)("%s %s %j calls %s", async ([kind, name, args, call]) => {
  await start(ironic);
  await setAnswer(folder, "verify", { verified: true, findings: [] });
  const [command, params] = step(kind, name, args);
  await ironic.command(command, params);
  expect(await ironic.ended()).toMatchObject({
    command_status: "SUCCEEDED",
    command_result: { [`${kind}_step`]: (params as { step: object }).step },
  });
  expect(await callsOf(folder)).toEqual([call]);
});

test("a node that would not boot fails bareon_verify with what is wrong", async () => {
  await start(ironic);
  const findings = [
    { check: "menu", problem: "it is gone", severity: "error", repaired: false },
    { check: "kernel", problem: null, severity: "error", repaired: false },
  ];
  await setAnswer(folder, "verify", { verified: false, findings }, 36);
  await ironic.command(...step("deploy", "bareon_verify"));
  expect((await ironic.ended())["command_error"]).toMatchObject({
    details: expect.stringMatching(/^The node would not boot as it should:\nmenu: it is gone\nHint: /u) as string,
  });
});

test("steps that were planned with another version are refused as Ironic expects it", async () => {
  await start(ironic);
  await ironic.command(
    ...step("clean", "bareon_erase", { disks: ["name=vda"] }, { clean_version: { BareonAgent: "0" } }),
  );
  expect(await ironic.ended()).toMatchObject({ command_status: "CLEAN_VERSION_MISMATCH", command_result: null });
  expect(await callsOf(folder)).toEqual([]);
});

test("one step runs at a time, and meanwhile questions are answered", async () => {
  await start(ironic);
  const release = await holdPrograms(folder);
  const { body } = await ironic.command(...step("service", "bareon_set_default", { entry: "blue" }));
  const second = await ironic.command(...step("service", "bareon_set_default", { entry: "red" }));
  expect(second).toMatchObject({
    status: 409,
    body: { type: "AgentIsBusy", faultstring: expect.any(String) as string },
  });
  expect((await ironic.command("standby.sync", {}, true)).body).toMatchObject({ command_status: "SUCCEEDED" });
  expect((await ironic.ask("GET", `/v1/commands/${String(body["id"])}`)).body).toMatchObject({
    command_status: "RUNNING",
  });
  // Ironic takes the last command of the list for the step.
  const { body: list } = await ironic.ask("GET", "/v1/commands");
  expect((list["commands"] as { command_name: string }[]).map((one) => one.command_name)).toEqual([
    "sync",
    "execute_service_step",
  ]);
  await release();
  expect(await ironic.ended()).toMatchObject({ id: body["id"], command_status: "SUCCEEDED" });
  expect(await callsOf(folder)).toEqual(["bareon-boot set-default --json -- blue"]);
});

test("an agent that was started again tells that its step was cut off, and what became of one that had ended", async () => {
  // To an Ironic, an agent that was asked for nothing has just been booted: it takes the step for done and goes on with the next one.
  const first = await start(ironic);
  await holdPrograms(folder);
  const { body } = await ironic.command(...step("service", "bareon_set_default", { entry: "blue" }));
  await until("the call", 10, async () => (await callsOf(folder)).length > 0);
  first.stop();
  await first.ended;

  await using again = await startAgentIronic({ token: "******" });
  const second = await start(again);
  expect(await again.ended()).toMatchObject({
    id: body["id"],
    command_name: "execute_service_step",
    command_status: "FAILED",
    command_error: { details: expect.stringContaining("was started again while it ran") as string },
  });
  await rm(join(folder, "hold"));
  const [name, params] = step("service", "bareon_set_default", { entry: "red" });
  await again.command(name, params);
  const ended = await again.ended();
  expect(ended).toMatchObject({ command_status: "SUCCEEDED", command_error: null });
  second.stop();
  await second.ended;

  await using third = await startAgentIronic({ token: "******" });
  const last = await start(third);
  expect(await third.ended()).toEqual(ended);
  expect((await stat(join(folder, "agent/last-step"))).mode & 0o777).toBe(0o600);
  last.stop();
  await last.ended;

  // Another secret: nothing was done yet of what Ironic has begun by now.
  await using anew = await startAgentIronic({ token: "another-secret" });
  await start(anew);
  expect(await anew.ended()).toEqual({});
});

test("a command that is sent again while it runs is the one that runs", async () => {
  await start(ironic);
  const release = await holdPrograms(folder);
  const [name, params] = step("clean", "bareon_erase", { disks: ["name=vda"] });
  const one = await ironic.command(name, params);
  const same = await ironic.command(name, params);
  expect(same).toMatchObject({ status: 200, body: { id: one.body["id"], command_status: "RUNNING" } });
  const other = await ironic.command(...step("clean", "bareon_erase", { disks: ["name=vdb"] }));
  expect(other.status).toBe(409);
  await release();
  expect(await ironic.ended()).toMatchObject({ id: one.body["id"], command_status: "SUCCEEDED" });
  expect(await callsOf(folder)).toEqual(["bareon-provision erase --json --disk=name=vda"]);
});

test("steps that are asked for twice are listed as one command: a freshly booted agent has one", async () => {
  await start(ironic);
  const question = { node: {}, ports: [] };
  const one = await ironic.command("deploy.get_deploy_steps", question, true);
  const two = await ironic.command("deploy.get_deploy_steps", question, true);
  const { body } = await ironic.ask("GET", "/v1/commands/");
  expect((body["commands"] as { id: string }[]).map(({ id }) => id)).toEqual([two.body["id"]]);
  expect((await ironic.ask("GET", `/v1/commands/${String(one.body["id"])}`)).status).toBe(200);
});

test("a question about the config drive leaves that of a deploy alone", async () => {
  await start(ironic);
  const instance = { instance_info: { configdrive: "aGVsbG8=" } };
  const release = await holdPrograms(folder, "plan");
  const [name, params] = step("deploy", "bareon_deploy", {}, { node: instance });
  await ironic.command(name, params);
  await until("the plan", 10, async () => (await callsOf(folder)).some((line) => line.includes(" plan ")));
  const asked = await ironic.command("deploy.get_deploy_steps", { node: instance, ports: [] }, true);
  expect(asked.body).toMatchObject({ command_status: "SUCCEEDED" });
  await release();
  expect(await ironic.ended()).toMatchObject({ command_status: "SUCCEEDED" });
  expect((await callsOf(folder)).slice(-2)).toEqual([
    `bareon-provision deploy --json --config-from-drive --config-drive-path ${folder}/agent/config-drive`,
    "aGVsbG8=",
  ]);
  expect((await readdir(join(folder, "agent"))).filter((file) => file.includes("question"))).toEqual([]);
});

test("a network that is lost ends no step, and Ironic hears of its end when it is back", async () => {
  const agent = await start(ironic);
  const release = await holdPrograms(folder);
  await ironic.command(...step("service", "bareon_set_default", { entry: "blue" }));
  const before = ironic.heartbeats.length;
  ironic.isThere = false;
  await release();
  await until("the end of the step", 30, () => told(agent).includes("execute_service_step is done"));
  await until("a heartbeat that failed", 30, () => told(agent).includes("trying again"));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(ironic.heartbeats.length).toBe(before);
  ironic.isThere = true;
  await ironic.beats(before + 1);
  expect(await ironic.ended()).toMatchObject({ command_status: "SUCCEEDED" });
  await until("word of it", 10, () => told(agent).includes("answers again"));
});

test("refusals and locks are tried again, without an end", async () => {
  await using busy = await startAgentIronic({ faults: [404, 503, 404], heartbeatTimeout: 1 });
  const agent = await start(busy);
  await busy.beats(3);
  expect(busy.lookups).toHaveLength(1);
  expect(told(agent)).toContain("HTTP status 404");
});

test("a node with a large config drive, which the lookup tells as well, is found", async () => {
  await using large = await startAgentIronic({ instance: { configdrive: "x".repeat(4 * 1024 * 1024) } });
  await start(large);
  await large.beats(1);
  expect(large.lookups).toHaveLength(1);
});

test("heartbeats that are refused are sent again", async () => {
  const faults = [200, 409, 400, 500];
  await using busy = await startAgentIronic({ faults: faults.slice(1) });
  await start(busy);
  await busy.beats(1);
  expect(busy.lookups).toHaveLength(1);
});

test("an agent that is started again in the same ramdisk still has the secret", async () => {
  const first = await start(ironic);
  await ironic.beats(1);
  first.stop();
  await first.ended;
  await using again = await startAgentIronic({ token: "******" });
  await start(again);
  expect(await again.beats(1)).toMatchObject({ agent_token: agentToken });
  expect((await stat(join(folder, "agent/token"))).mode & 0o777).toBe(0o600);
});

test("an agent that is started again has the certificate that Ironic knows, and takes no other one", async () => {
  const first = await start(ironic);
  const former = await ironic.beats(1);
  first.stop();
  await first.ended;
  await using again = await startAgentIronic({ token: "******", former });
  await start(again, { port: first.port });
  expect(await again.beats(1)).toEqual(former);
  expect((await stat(join(folder, "agent/certificates"))).mode & 0o777).toBe(0o600);
  expect(await again.ended()).toEqual({});
});

test("strangers get nothing, and nothing is run for them", async () => {
  const agent = await start(ironic);
  const wanted = { name: "standby.sync", params: {} };
  const post = async (query: string, body: unknown = wanted, more = {}): Promise<number> =>
    (await ironic.ask("POST", `/v1/commands/${query}`, body, more)).status;
  const token = `?agent_token=${agentToken}`;
  expect(await post("")).toBe(401);
  expect(await post("?agent_token=")).toBe(401);
  expect(await post("?agent_token=the-secret-of-the-nodf")).toBe(401);
  expect(await post(token, "{")).toBe(400);
  expect(await post(token, [])).toBe(400);
  expect(await post(token, { name: "standby.sync" })).toBe(400);
  expect(await post(token, { name: "standby.explode", params: {} })).toBe(400);
  expect(await post(token, { name: "__proto__", params: {} })).toBe(400);
  expect(await post(token, undefined, { headers: { "content-length": 10 ** 9 } })).toBe(413);
  expect((await ironic.ask("PUT", "/v1/commands/", {})).status).toBe(405);
  expect((await ironic.ask("GET", "/v1/nothing")).status).toBe(404);
  expect((await ironic.ask("GET", "/v1/commands/0")).status).toBe(404);
  expect((await ironic.ask("GET", "/v1/commands?agent_token=other")).status).toBe(401);
  expect((await ironic.ask("GET", "/v1/status")).body).toMatchObject({ version: "0.0.0" });
  expect((await ironic.ask("GET", "/v1/commands")).body).toEqual({ commands: [] });
  // An Ironic that shows the secret in a GET always does: from then on it is demanded.
  expect((await ironic.ask("GET", `/v1/commands${token}`)).status).toBe(200);
  expect((await ironic.ask("GET", "/v1/commands")).status).toBe(401);
  expect((await ironic.ask("GET", `/v1/commands${token}`)).body).toEqual({ commands: [] });
  expect(told(agent)).not.toContain("the-secret");
});

test("who is slow is left, also in the middle of a body, and others are served meanwhile", async () => {
  const limits = { handshake: 500, headers: 500, request: 1000 };
  await start(ironic, { limits });
  const { callback_url: url, agent_verify_ca: ca } = await ironic.beats(1);
  const { port } = new URL(url);
  const cutOff = async (text: string): Promise<string> =>
    await new Promise((resolve) => {
      const socket = connect({ host: "127.0.0.1", port: Number(port), ca }, () => socket.write(text));
      let answer = "";
      socket.on("data", (data: Buffer) => (answer += data.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(answer));
    });
  const head = `POST /v1/commands/?agent_token=${agentToken} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{`;
  const slow = Promise.all([cutOff("GET /v1/st"), cutOff(head)]);
  expect((await ironic.ask("GET", "/v1/status")).status).toBe(200);
  for (const answer of await slow) expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/u);
});

test("the logs come as an archive", async () => {
  await start(ironic);
  await ironic.command(...step("deploy", "bareon_deploy", { config }));
  await ironic.ended();
  const { body } = await ironic.command("log.collect_system_logs", {}, true);
  const { system_logs: logs } = body["command_result"] as { readonly system_logs: string };
  await writeFile(join(folder, "logs.tar.gz"), Buffer.from(logs, "base64"));
  const { stdout } = await execa("tar", ["--list", "--gzip", "--file", join(folder, "logs.tar.gz")]);
  expect(stdout.split("\n").toSorted()).toEqual([
    "./",
    "./bareon.log",
    "./inventory.json",
    "./plan.txt",
    "./status.json",
  ]);
  const plan = await execa("tar", ["-xzOf", join(folder, "logs.tar.gz"), "./plan.txt"]);
  expect(plan.stdout).toContain('"version"');
});

test("the certificate is for the address, and strict programs take it", async () => {
  await start(ironic);
  const { agent_verify_ca: pem } = await ironic.beats(1);
  const path = join(folder, "cert.pem");
  await writeFile(path, pem);
  await execa("openssl", ["verify", "-x509_strict", "-verify_ip", "127.0.0.1", "-CAfile", path, path]);
  expect(await readFile(join(folder, "agent/key.pem"), "utf8")).toContain("PRIVATE KEY");
  expect(pem).not.toContain("PRIVATE");
});
