/** The callback with an API in memory: what is said in which order, what is tried again, and what becomes of authorized_keys. */
import { expect, test } from "vitest";
import { encodeByteText } from "../../../../src/base/byte-text.ts";
import type { ProgressEvent } from "../../../../src/base/events.ts";
import type { Context } from "../../../../src/host/host.ts";
import { callBack } from "../../../../src/integrations/ironic/callback.ts";
import {
  createRecordingHost,
  type ExpectedCommand,
  type RecordingHost,
  type Seed,
} from "../../../support/hosts/recording-host.ts";
import { ed25519Key } from "../../../support/systems/ssh-keys.ts";

const mac = "52:54:00:12:34:56";
const base = "http://192.0.2.1:6385/v1/nodes/u/vendor_passthru/";
const commandLine = "quiet ironic_api_url=http://192.0.2.1:6385 deployment_id=u BOOTIF=01-52-54-00-12-34-56";
const limits = { retries: 2, pauseSeconds: 0.001 };
const passwd =
  "root:x:0:0:root:/root:/bin/bash\nops:x:1000:1001:,,,:/home/ops:/bin/sh\nnobody:x:1:1::/nonexistent:/bin/false\n";
const authorized = "/root/.ssh/authorized_keys";

type Address = readonly [family: "inet" | "inet6", local: string, more?: Readonly<Record<string, unknown>>];

function addresses(...own: readonly Address[]): string {
  const info = own.map(([family, local, more]) => ({ family, local, scope: "global", ...more }));
  return JSON.stringify([
    { ifname: "lo", address: "00:00:00:00:00:00", addr_info: [{ family: "inet", local: "127.0.0.1", scope: "host" }] },
    {
      ifname: "eth1",
      address: "52:54:00:99:99:99",
      addr_info: [{ family: "inet", local: "198.51.100.9", scope: "global" }],
    },
    { ifname: "eth0", address: mac.toUpperCase(), addr_info: info },
  ]);
}

const oneAddress = addresses(["inet", "192.0.2.50"]);

function interfaces(stdout = oneAddress): ExpectedCommand {
  return { command: "ip -json address show", stdout, always: true };
}

interface Said {
  readonly to: string;
  readonly body: unknown;
}

interface Lab {
  readonly ctx: Context;
  readonly host: RecordingHost;
  readonly said: readonly Said[];
  readonly events: readonly ProgressEvent[];
}

/** One answer of the API after the other, each `[status, body]`, or the exit code of a curl that got none. */
type Answers = readonly (readonly [status: number, body: unknown, from?: string] | number)[];

function lab(answers: Answers, files: Readonly<Record<string, Seed>> = {}, show = interfaces()): Lab {
  const said: Said[] = [];
  const events: ProgressEvent[] = [];
  const calls = answers.map((answer): ExpectedCommand => {
    const effect: ExpectedCommand["effect"] = (_, { args, input }) =>
      void said.push({
        to: (args.at(-1) ?? "").replace(base, ""),
        body: input === undefined ? undefined : (JSON.parse(input) as unknown),
      });
    if (typeof answer === "number")
      return { command: /^curl /u, exitCode: answer, stdout: "\n000 ", stderr: `curl: (${answer}) no`, effect };
    const [status, body, from = "192.0.2.50"] = answer;
    const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
    // Output that is streamed is bytes.
    return { command: /^curl /u, stdout: encodeByteText(`${text}\n${status} ${from}`), effect };
  });
  const host = createRecordingHost({
    files: { "/etc/passwd": passwd, "/root": { kind: "directory", mode: 0o700 }, ...files },
    expect: [...calls, show, { command: /^(?:chown|chmod) /u, always: true }],
  });
  const report = (event: ProgressEvent): void => void events.push(event);
  return { ctx: { host, report, signal: new AbortController().signal }, host, said, events };
}

const injection = (keys: unknown): unknown => ({ name: "inject-ssh-keys", payload: { "ssh-keys": keys } });
const oneKey = injection({ root: [`${ed25519Key(1)}\n`] });
const ready = { to: "pass_deploy_info", body: { address: "192.0.2.50", error_message: "no errors" } };
const asked = { to: "deploy_steps", body: undefined };
const injected = { to: "deploy_steps", body: { name: "inject-ssh-keys", status: true } };

function failed(name: string | null, details: string): Said {
  return {
    to: "deploy_steps",
    body: { name, status: false, "status-details": expect.stringContaining(details) as string },
  };
}

async function run({ ctx }: Lab, line = commandLine): Promise<string | undefined> {
  return await callBack(ctx, { commandLine: line, limits, addressSeconds: 0.01 });
}

test("a machine that no Ironic started: nothing is read, run or said", async () => {
  const here = lab([]);
  expect(await run(here, "console=ttyS0 BOOTIF=01-52-54-00-12-34-56")).toBeUndefined();
  expect([here.host.commands, here.host.changes]).toEqual([[], []]);
});

test("the key gets in, then the controller is told where the machine is", async () => {
  const here = lab([
    [200, oneKey],
    [200, { url: null }],
    [202, undefined],
  ]);
  expect(await run(here)).toBe("192.0.2.50");
  expect(here.said).toEqual([asked, injected, ready]);
  expect(here.host.text(authorized)).toBe(`${ed25519Key(1)}\n`);
  expect(here.host.nodes.get(authorized)).toMatchObject({ mode: 0o600 });
  expect(here.host.nodes.get("/root/.ssh")).toMatchObject({ kind: "directory", mode: 0o700 });
  here.host.assertDone();
  // A body is in no command line, which every user of the machine may read.
  expect(here.host.commands.join("\n")).not.toContain("AAAA");
});

test("keys that are there stay, whatever bytes their comments have; none is added twice", async () => {
  const before = Buffer.from(`no-pty ${ed25519Key(1, "caf\u00e9")}`, "latin1");
  const here = lab(
    [
      [200, injection({ root: [ed25519Key(1), ed25519Key(2, "käse")] })],
      [200, {}],
      [202, undefined],
    ],
    { [authorized]: new Uint8Array(before) },
  );
  await run(here);
  const node = here.host.nodes.get(authorized);
  expect(node?.kind === "file" ? Buffer.from(node.content) : undefined).toEqual(
    Buffer.concat([before, Buffer.from(`\n${ed25519Key(2, "käse")}\n`)]),
  );
});

test("an account that is not root's gets its own files", async () => {
  const here = lab(
    [
      [200, injection({ ops: [ed25519Key(1)] })],
      [200, {}],
      [202, undefined],
    ],
    { "/home/ops": { kind: "directory", mode: 0o755 } },
  );
  await run(here);
  expect(here.host.text("/home/ops/.ssh/authorized_keys")).toBe(`${ed25519Key(1)}\n`);
  expect(here.host.commands.filter((one) => one.startsWith("chown"))).toEqual([
    "chown --no-dereference -- 1000:1001 /home/ops/.ssh",
    "chown --no-dereference -- 1000:1001 /home/ops/.ssh/authorized_keys",
  ]);
});

test.for([
  ["a text that is no key", injection({ root: [ed25519Key(1), "rm -rf /"] }), "Key 2 for root is no public key of ssh"],
  ["two keys in one", injection({ root: [`${ed25519Key(1)}\n${ed25519Key(2)}`] }), "control character"],
  ["an account that is not there", injection({ root: [ed25519Key(1)], eve: [ed25519Key(2)] }), 'no account "eve"'],
  ["a path for an account", injection({ "../root": [ed25519Key(1)] }), 'no account "../root"'],
  ["an account without a home", injection({ nobody: [ed25519Key(1)] }), "/nonexistent"],
  ["no keys at all", { name: "inject-ssh-keys", payload: null }, "no object with lists"],
] as const)("%s fails the step, and no key gets in", async ([, step, details]) => {
  const here = lab([
    [200, step],
    [200, {}],
  ]);
  await expect(run(here)).rejects.toThrow(details);
  expect(here.said).toEqual([asked, failed("inject-ssh-keys", details)]);
  expect(here.host.changes).toEqual([]);
  here.host.assertDone();
});

test("a folder that is a link is not written through", async () => {
  const here = lab(
    [
      [200, oneKey],
      [200, {}],
    ],
    { "/root/.ssh": { kind: "symlink", target: "/tmp/x" }, "/tmp/x": { kind: "directory", mode: 0o777 } },
  );
  await expect(run(here)).rejects.toThrow("/root/.ssh is no directory");
  expect(here.host.changes).toEqual([]);
});

test("a step that is not known fails", async () => {
  const here = lab([
    [200, { name: "inject-rootkit", payload: {} }],
    [200, {}],
  ]);
  await expect(run(here)).rejects.toThrow('The step "inject-rootkit" is not known here.');
  expect(here.said).toEqual([asked, failed("inject-rootkit", "is not known here")]);
});

test("several steps are done in a row, and an API that asks for more and more is left", async () => {
  const more = { url: `${base}deploy_steps?next` };
  const two = lab([
    [200, oneKey],
    [200, more],
    [200, oneKey],
    [200, { url: null }],
    [202, undefined],
  ]);
  await run(two);
  expect(two.said.map(({ to }) => to)).toEqual([
    "deploy_steps",
    "deploy_steps",
    "deploy_steps?next",
    "deploy_steps?next",
    "pass_deploy_info",
  ]);
  const rounds = Array.from({ length: 32 }).flatMap((): Answers => [
    [200, oneKey],
    [200, more],
  ]);
  const endless = lab([...rounds, [200, {}]]);
  await expect(run(endless)).rejects.toThrow("more than 32 steps");
  expect(endless.said.at(-1)).toEqual(failed(null, "more than 32 steps"));
});

test("a locked node, an error of the server and a connection that fails are tried again", async () => {
  const here = lab([
    7,
    [503, "busy"],
    [200, oneKey],
    [409, { error_message: '{"faultstring": "Node u is locked", "debuginfo": null}' }],
    [200, {}],
    56,
    [202, undefined],
  ]);
  expect(await run(here)).toBe("192.0.2.50");
  expect(here.said.slice(-2)).toEqual([ready, ready]);
  const warnings = here.events.flatMap((event) => (event.event === "warning" ? [event.message] : []));
  expect(warnings).toEqual([
    "asking what to do: curl: (7) no; trying again (1 of 2)",
    "asking what to do: the Ironic API answered with HTTP status 503; trying again (2 of 2)",
    'telling how "inject-ssh-keys" ended: the Ironic API answered with HTTP status 409 (Node u is locked); trying again (1 of 2)',
    "saying that this machine is ready: curl: (56) no; trying again (1 of 2)",
  ]);
});

test("what is refused is not tried again, and told", async () => {
  const here = lab([
    [404, { error_message: "Node u could not be found." }],
    [200, {}],
  ]);
  await expect(run(here)).rejects.toThrow("HTTP status 404 (Node u could not be found.)");
  expect(here.said).toEqual([asked, failed(null, "HTTP status 404")]);
});

test.for([
  ["a page", [200, "<html>"], "it is no JSON"],
  ["too much", [200, "x".repeat(300_000)], "more than 262144 bytes"],
  ["a redirect", [302, ""], "HTTP status 302"],
] as const)("%s is no answer", async ([, answer, details]) => {
  const here = lab([answer, [200, {}]]);
  await expect(run(here)).rejects.toThrow(details);
  expect(here.said).toEqual([asked, failed(null, details)]);
});

test("an API that cannot be reached: that it does not know is a warning", async () => {
  const here = lab([7, 7, 7, 7, 7, 7]);
  await expect(run(here)).rejects.toThrow("given up after 2 more tries");
  const warnings = here.events.flatMap((event) => (event.event === "warning" ? [event.message] : []));
  expect(warnings.at(-1)).toContain("Ironic does not know of the failure: telling of the failure: curl: (7) no");
});

test("a certificate that is not trusted is not tried again", async () => {
  const here = lab([60, 60]);
  await expect(run(here)).rejects.toMatchObject({ hint: expect.stringContaining("certificate") as string });
  here.host.assertDone();
});

test("once the controller may have begun to deploy, it is told of no failure", async () => {
  const here = lab([[200, oneKey], [200, {}], 28, [409, "locked"], [409, "locked"]]);
  await expect(run(here)).rejects.toThrow("HTTP status 409");
  expect(here.said.map(({ to }) => to)).toEqual([
    "deploy_steps",
    "deploy_steps",
    ...Array<string>(3).fill("pass_deploy_info"),
  ]);
  const refused = lab([
    [200, oneKey],
    [200, {}],
    [400, "no"],
    [200, {}],
  ]);
  await expect(run(refused)).rejects.toThrow("HTTP status 400");
  expect(refused.said.at(-1)).toEqual(failed(null, "HTTP status 400"));
});

test("without BOOTIF, and without an address, the API is told", async () => {
  const unnamed = lab([[200, {}]]);
  await expect(run(unnamed, commandLine.replace(/BOOTIF.*/u, ""))).rejects.toThrow("lack BOOTIF=");
  expect(unnamed.said).toEqual([failed(null, "lack BOOTIF=")]);
  const none = lab([[200, {}]], {}, interfaces(addresses(["inet", "192.0.2.50", { tentative: true }])));
  await expect(run(none)).rejects.toThrow("has no address, after waiting");
  const other = lab([[200, {}]], {}, interfaces("[]"));
  await expect(run(other)).rejects.toThrow(`No interface has the hardware address ${mac}`);
});

test.for([
  ["the only one", [["inet", "192.0.2.50"]], "192.0.2.50", "192.0.2.50"],
  [
    "the one with the way to the API",
    [
      ["inet", "192.0.2.50"],
      ["inet", "192.0.2.51"],
    ],
    "192.0.2.51",
    "192.0.2.51",
  ],
  [
    "IPv4 if the API is reached by another interface",
    [
      ["inet6", "2001:db8::5"],
      ["inet", "192.0.2.50"],
    ],
    "198.51.100.9",
    "192.0.2.50",
  ],
  [
    "IPv6",
    [
      ["inet6", "2001:db8::5"],
      ["inet6", "fe80::1", { scope: "link" }],
    ],
    "2001:db8::5",
    "2001:db8::5",
  ],
] as const)("of several addresses: %s", async ([, own, from, chosen]) => {
  const answers: Answers = [
    [200, oneKey],
    [200, {}, from],
    [202, undefined],
  ];
  const here = lab(answers, {}, interfaces(addresses(...own)));
  expect(await run(here)).toBe(chosen);
  expect(here.said.at(-1)?.body).toEqual({ address: chosen, error_message: "no errors" });
});
