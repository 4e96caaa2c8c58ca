/** The callback against an API that listens, by curl itself: what it says, and how long an answer may be. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Context } from "../../../src/host/host.ts";
import { callIronic } from "../../../src/integrations/ironic/api.ts";
import { callBack } from "../../../src/integrations/ironic/callback.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { freePort } from "../../support/servers/port.ts";
import { nodeUuid, startIronicApi } from "../../support/servers/ironic-api.ts";
import { ed25519Key } from "../../support/systems/ssh-keys.ts";

const limits = { retries: 2, pauseSeconds: 0.01 };
const mac = "52:54:00:12:34:56";
const addresses = [
  { ifname: "eth0", address: mac, addr_info: [{ family: "inet", local: "127.0.0.1", scope: "global" }] },
];

let folder: Scratch;

beforeEach(async () => {
  folder = await scratchFolder();
  await mkdir(join(folder.path, "home"));
  await writeFile(join(folder.path, "passwd"), `root:x:0:0::${join(folder.path, "home")}:/bin/sh\n`);
  for (const name of ["http_proxy", "all_proxy", "ALL_PROXY"]) vi.stubEnv(name, undefined);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

/** This machine, whose interface has the address that the API sees. */
function machine(): ReturnType<typeof localContext> {
  const here = localContext();
  const host: Context["host"] = {
    ...here.host,
    run: async (command, options) =>
      command.program === "ip"
        ? { exitCode: 0, stdout: JSON.stringify(addresses), stderr: "" }
        : await here.host.run(command, options),
  };
  return { ...here, host };
}

async function run(ctx: Context, url: string): Promise<string | undefined> {
  const commandLine = `ironic_api_url=${url} deployment_id=${nodeUuid} BOOTIF=01-52-54-00-12-34-56`;
  return await callBack(ctx, { commandLine, limits, passwd: join(folder.path, "passwd") });
}

test("the key gets in and the machine is told to be ready, though the node is locked at first", async () => {
  const key = ed25519Key(7);
  const step = { name: "inject-ssh-keys", payload: { "ssh-keys": { root: [`${key}\n`] } } };
  await using api = await startIronicApi({ steps: [step], faults: [409, 503] });
  const ctx = machine();
  expect(await run(ctx, api.url)).toBe("127.0.0.1");
  expect(api.calls.slice(2)).toEqual([
    { what: "GET deploy_steps", body: undefined },
    { what: "POST deploy_steps", body: { name: "inject-ssh-keys", status: true } },
    { what: "POST pass_deploy_info", body: { address: "127.0.0.1", error_message: "no errors" } },
  ]);
  expect(warnings(ctx.events)).toHaveLength(2);
  const path = join(folder.path, "home/.ssh/authorized_keys");
  expect(await readFile(path, "utf8")).toBe(`${key}\n`);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(path, ".."))).mode & 0o777).toBe(0o700);
});

test("a key that is none fails the node", async () => {
  const step = { name: "inject-ssh-keys", payload: { "ssh-keys": { root: ["ssh-rsa nonsense"] } } };
  await using api = await startIronicApi({ steps: [step] });
  await expect(run(machine(), api.url)).rejects.toThrow("no public key of ssh");
  expect(api.calls.slice(1)).toEqual([
    {
      what: "POST deploy_steps",
      body: {
        name: "inject-ssh-keys",
        status: false,
        "status-details": expect.stringContaining("no public key of ssh") as string,
      },
    },
  ]);
});

test("nobody listens", async () => {
  await expect(run(machine(), `http://127.0.0.1:${await freePort()}`)).rejects.toThrow("given up after 2 more tries");
});

test("an answer without an end is left at its limit, and a redirect is not followed", async () => {
  let sent = 0;
  const server = createServer((request, response) => {
    if (request.url === "/moved") return void response.writeHead(302, { location: "/endless" }).end();
    response.on("error", () => undefined);
    const more = (): void => {
      sent += 65_536;
      response.write(Buffer.alloc(65_536, 32), (error) => void (error instanceof Error || setImmediate(more)));
    };
    return more();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  try {
    const call = async (path: string): Promise<unknown> =>
      await callIronic(machine(), { what: "asking", url: `http://127.0.0.1:${port}/${path}` }, limits);
    await expect(call("endless")).rejects.toThrow("more than 262144 bytes");
    const before = sent;
    await expect(call("moved")).rejects.toThrow("HTTP status 302");
    expect(sent).toBeLessThan(before + 8 * 1024 * 1024);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});
