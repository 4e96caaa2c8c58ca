/** Documents for an address, sent for real: what a receiver gets and can verify, what is tried again, and that nobody else sees a secret. The manual's receiver is run. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeEndpoint, sendDocument, type SendLimits } from "../../../src/hooks/endpoint.ts";
import type { Endpoint } from "../../../src/host/host.ts";
import type { BootEvent } from "../../../src/schema/event.ts";
import { validate } from "../../../src/schema/event.validate.js";
import { readLiteral } from "../../support/files/man-text.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { freePort, until } from "../../support/servers/port.ts";
import { type ReceivedRequest, startReceiver, taken } from "../../support/servers/receiver.ts";
import { createAuthority } from "../../support/servers/tls.ts";

const hostile = "\"; touch /tmp/x '$(id)`id`\n\t\\ \u0000é𝄞@/etc/passwd";
const event: BootEvent = {
  ...{ version: 1, event: "fallback", time: "2026-11-29T08:00:00Z", entry: "red", image: hostile, image_uuid: null },
  ...{ from: "blue", cause: "tries", message: "red runs in place of blue", node: { name: "node-17", uuid: null } },
};
const key = new TextEncoder().encode("0123456789abcdef\u00ff");
const quick: SendLimits = { seconds: 20, retries: 3, pauseSeconds: 0.01 };

async function folder(): Promise<Scratch> {
  const made = await scratchFolder();
  onTestFinished(async () => await made[Symbol.asyncDispose]());
  return made;
}

async function send(endpoint: Partial<Endpoint> & Pick<Endpoint, "url">, limits = quick): Promise<string | undefined> {
  return await sendDocument(localContext(), { key: undefined, caFile: undefined, ...endpoint }, event, limits, () => 0);
}

test("a receiver gets the document as it is, by one POST with an id", async () => {
  const { port, requests } = await startReceiver();
  expect(await send({ url: `http://anna:hunter2@127.0.0.1:${port}/events?token=a%20b"c` })).toBeUndefined();
  expect(requests).toHaveLength(1);
  const [{ url, headers, body }] = requests as [ReceivedRequest];
  expect(url).toBe('/events?token=a%20b"c');
  const told: unknown = JSON.parse(body);
  expect(validate(told) ? [] : validate.errors).toEqual([]);
  expect(told).toEqual(event);
  expect(headers).toMatchObject({
    ...{ "content-type": "application/json", "bareon-event": "fallback" },
    "bareon-delivery": expect.stringMatching(/^[\da-f-]{36}$/u) as string,
    authorization: `Basic ${Buffer.from("anna:hunter2").toString("base64")}`,
  });
  expect(headers["bareon-signature"]).toBeUndefined();
  expect(headers.expect).toBeUndefined();
});

/** The receiver of the manual, with a key and a port of the test's own. */
async function startManualReceiver(own: Scratch): Promise<{ readonly url: string; readonly said: () => string }> {
  const page = readFileSync(join(projectRoot, "man/bareon-monitoring.7"), "utf8");
  const example = /^\.Pa receiver\.mjs\nfor Node\.js:\n\.Bd -literal\n(?<text>[\s\S]*?)^\.Ed$/mu.exec(page)?.groups?.[
    "text"
  ];
  const keyFile = join(own.path, "key");
  await writeFile(keyFile, Buffer.concat([key, Buffer.from("\n")]), { mode: 0o600 });
  const port = await freePort();
  const script = readLiteral(example ?? "")
    .replace("/etc/bareon/event-key", keyFile)
    .replace("8080", `${port}`);
  expect(script).toContain(`.listen(${port})`);
  await writeFile(join(own.path, "receiver.mjs"), script);
  const child: ChildProcess = spawn(process.execPath, [join(own.path, "receiver.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  });
  let said = "";
  child.stdout?.on("data", (text: Buffer) => (said += text.toString()));
  const url = `http://127.0.0.1:${port}/`;
  await until("the receiver", 20, async () => {
    return await fetch(url, { method: "POST", body: "{}" }).then(
      () => true,
      () => false,
    );
  });
  return { url, said: () => said };
}

test("the manual's receiver takes what is signed by its key, and nothing else", async () => {
  const receiver = await startManualReceiver(await folder());
  expect(await send({ url: receiver.url, key })).toBeUndefined();
  const refused = "it answered with HTTP status 403";
  expect(await send({ url: receiver.url })).toBe(refused);
  expect(await send({ url: receiver.url, key: new TextEncoder().encode("another key, of enough bytes") })).toBe(
    refused,
  );
  expect(receiver.said()).toBe("node-17 fallback red runs in place of blue\n");
});

test("an error of the server is tried again with the same bytes and id, up to a number; a refusal is final", async () => {
  const { port, requests } = await startReceiver(
    (response, count) => void response.writeHead([503, 429, 200][count - 1] ?? 404).end("x".repeat(100_000)),
  );
  const url = `http://127.0.0.1:${port}/`;
  expect(await send({ url, key })).toBeUndefined();
  expect(requests).toHaveLength(3);
  const ids = requests.map(({ headers, body }) => [headers["bareon-delivery"], headers["bareon-signature"], body]);
  expect(new Set(ids.map((id) => JSON.stringify(id))).size).toBe(1);
  expect(await send({ url })).toBe("it answered with HTTP status 404");
  expect(requests).toHaveLength(4);

  const failing = await startReceiver((response) => void response.writeHead(500).end());
  expect(await send({ url: `http://127.0.0.1:${failing.port}/` })).toBe("it answered with HTTP status 500");
  expect(failing.requests).toHaveLength(4);
  expect(await send({ url: `http://127.0.0.1:${await freePort()}/x` })).toMatch(/^curl: \(7\) /u);
});

test("a redirect is not followed", async () => {
  const other = await startReceiver();
  const { port } = await startReceiver(
    (response) => void response.writeHead(307, { location: `http://127.0.0.1:${other.port}/` }).end(),
  );
  expect(await send({ url: `http://127.0.0.1:${port}/` })).toBe("it answered with HTTP status 307");
  expect(other.requests).toEqual([]);
});

/** The words of every process. */
function processLists(): string {
  const read = (pid: string): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "latin1");
    } catch {
      return "";
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(read)
    .join("\n");
}

test("one that hangs is given up in time, and meanwhile no process shows the address, the key or the document", async () => {
  let list = "";
  const { port } = await startReceiver(() => (list = processLists()));
  const ctx = localContext();
  const begin = performance.now();
  const endpoint = { url: `http://anna:hunter2@127.0.0.1:${port}/path-secret?token=hunter2`, key, caFile: undefined };
  const problem = await sendDocument(ctx, endpoint, event, { ...quick, seconds: 2 });
  expect(problem).toBe("it was not taken within 2 s");
  expect(performance.now() - begin).toBeLessThan(100_000);
  expect(list).toContain("--config");
  for (const secret of ["hunter2", "path-secret", "0123456789abcdef", "in place of blue"]) {
    expect(list).not.toContain(secret);
    expect(JSON.stringify(ctx.events)).not.toContain(secret);
  }
  expect(describeEndpoint(endpoint)).toBe(`http://127.0.0.1:${port}/`);
});

test("an abort of the caller ends it at once", async () => {
  const { port } = await startReceiver(() => undefined);
  const { host } = localContext();
  const controller = new AbortController();
  const endpoint = { url: `http://127.0.0.1:${port}/`, key: undefined, caFile: undefined };
  const sending = sendDocument(
    { host: host.withSignal(controller.signal), signal: controller.signal },
    endpoint,
    event,
  );
  setTimeout(() => controller.abort(new Error("stop")), 300);
  await expect(sending).rejects.toThrow("stop");
});

test("a certificate is trusted by the CA file that is named, and by no other", async () => {
  const own = await folder();
  const [authority, other] = [await createAuthority(own.path), await createAuthority(own.path, "other")];
  const { port, requests } = await startReceiver(taken, await authority.sign("IP:127.0.0.1"));
  const url = `https://127.0.0.1:${port}/`;
  expect(await send({ url, caFile: authority.caFile })).toBeUndefined();
  expect(await send({ url, caFile: other.caFile })).toMatch(/^curl: \(60\) /u);
  expect(await send({ url })).toMatch(/^curl: \(60\) /u);
  expect(requests).toHaveLength(1);
});

test("texts are cut, so that a receiver with limits takes them", async () => {
  const { port, requests } = await startReceiver();
  const long = { ...event, message: "x".repeat(300_000) };
  const endpoint = { url: `http://127.0.0.1:${port}/`, key, caFile: undefined };
  expect(await sendDocument(localContext(), endpoint, long, quick)).toBeUndefined();
  expect((JSON.parse(requests[0]?.body ?? "{}") as BootEvent).message).toHaveLength(4096);
});
