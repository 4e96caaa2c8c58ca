/** Programs that are told of events, for real: what they get, and that one that fails or hangs is only told. The examples of bareon-monitoring(7) are run. */
import { readFileSync } from "node:fs";
import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findEventPrograms, tellPrograms } from "../../../src/hooks/event-programs.ts";
import { eventDirectory } from "../../../src/base/places.ts";
import type { Context } from "../../../src/host/host.ts";
import type { BootEvent } from "../../../src/schema/event.ts";
import { validate } from "../../../src/schema/event.validate.js";
import { readLiteral } from "../../support/files/man-text.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";

const hostile = "\"; touch /tmp/x '$(id)`id`\n\\";
const event: BootEvent = {
  ...{ version: 1, event: "fallback", time: "2026-11-29T08:00:00Z", entry: "red", image: hostile, image_uuid: null },
  ...{ from: "blue", cause: "tries", message: "red runs in place of blue" },
};

interface Machine extends AsyncDisposable {
  readonly folder: Scratch;
  readonly ctx: Context & { readonly events: ReturnType<typeof localContext>["events"] };
  readonly put: (name: string, script: string, mode?: number) => Promise<string>;
  readonly tell: (limit?: number) => ReturnType<typeof tellPrograms>;
}

/** This machine, with an event.d of the test's own. */
async function createMachine(): Promise<Machine> {
  const folder = await scratchFolder();
  const directory = join(folder.path, "event.d");
  await mkdir(directory, { mode: 0o755 });
  const ctx = localContext();
  const { host } = ctx;
  const here = (path: string): string =>
    path === eventDirectory || path.startsWith(`${eventDirectory}/`)
      ? directory + path.slice(eventDirectory.length)
      : path;
  const moved: Context["host"] = {
    ...host,
    list: async (path) => await host.list(here(path)),
    // The way to it is this machine's own.
    facts: async (path) =>
      ["/etc", "/etc/bareon"].includes(path)
        ? { kind: "directory", size: 0, mode: 0o755, owner: 0, device: undefined }
        : await host.facts(here(path)),
    readLink: async (path) => await host.readLink(here(path)),
    readBytes: async (path, ...rest) => await host.readBytes(here(path), ...rest),
    run: async (command, options) =>
      await host.run({ ...command, args: command.args.map((word) => here(word)) }, options),
  };
  const machine = { ...ctx, host: moved };
  return {
    folder,
    ctx: machine,
    put: async (name, script, mode = 0o755) => {
      const path = join(directory, name);
      await writeFile(path, script);
      await chmod(path, mode);
      return path;
    },
    tell: async (limit = 30) => await tellPrograms(machine, await findEventPrograms(machine), event, limit),
    [Symbol.asyncDispose]: async () => await folder[Symbol.asyncDispose](),
  };
}

test("a program gets the facts as they are, in its environment and on standard input", async () => {
  await using machine = await createMachine();
  const out = join(machine.folder.path, "out");
  await machine.put("b", `#!/bin/sh\ncat > ${out}.json\nenv -0 > ${out}.env\npwd\n`);
  await machine.put("a", "#!/bin/sh\necho first\n");
  expect(await machine.tell()).toEqual([
    { program: "/etc/bareon/event.d/a", problem: null },
    { program: "/etc/bareon/event.d/b", problem: null },
  ]);
  const told: unknown = JSON.parse(readFileSync(`${out}.json`, "utf8"));
  expect(validate(told) ? [] : validate.errors).toEqual([]);
  expect(told).toEqual(event);
  const environment = Object.fromEntries(
    readFileSync(`${out}.env`, "utf8")
      .split("\0")
      .filter((line) => line.startsWith("BAREON_"))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  expect(environment).toEqual({
    ...{ BAREON_EVENT: "fallback", BAREON_TIME: event.time, BAREON_ENTRY: "red", BAREON_IMAGE: hostile },
    ...{ BAREON_IMAGE_UUID: "", BAREON_FROM: "blue", BAREON_CAUSE: "tries", BAREON_MESSAGE: event.message },
  });
  expect(machine.ctx.events).toContainEqual({ event: "output", of: "/etc/bareon/event.d/b (fallback)", text: "/" });
});

test("one that hangs with all that it started is stopped, and the next one runs", { timeout: 60_000 }, async () => {
  await using machine = await createMachine();
  await machine.put("10-hangs", "#!/bin/sh\nsleep 300 & sleep 300\n");
  await machine.put("20-fails", "#!/bin/sh\necho no route >&2; exit 4\n");
  await machine.put("30-broken", "#!/no/such/shell\n");
  await machine.put("40-works", "#!/bin/sh\nexit 0\n");
  const told = await machine.tell(1);
  expect(told.map(({ problem }) => problem)).toEqual([
    "/etc/bareon/event.d/10-hangs had not ended after 1 s and was stopped",
    "it ended with exit code 4: no route",
    expect.stringMatching(/^it ended with exit code 12[67]/u),
    null,
  ]);
  expect(machine.ctx.events.filter((one) => one.event === "warning")).toHaveLength(3);
});

test("a fact of any length starts its programs, also one that reads nothing; as JSON it is whole", async () => {
  await using machine = await createMachine();
  await machine.put("a", "#!/bin/sh\nexec <&-\nsleep 0.3\n");
  await machine.put("b", `#!/bin/sh\ncat > ${machine.folder.path}/out; echo "$BAREON_MESSAGE" | wc -c\n`);
  // More than a pipe holds.
  const long = { ...event, message: "x".repeat(300_000) };
  const told = await tellPrograms(machine.ctx, await findEventPrograms(machine.ctx), long, 30);
  expect(told.map(({ problem }) => problem)).toEqual([null, null]);
  expect(JSON.parse(readFileSync(join(machine.folder.path, "out"), "utf8"))).toEqual(long);
  expect(machine.ctx.events).toContainEqual({ event: "output", of: "/etc/bareon/event.d/b (fallback)", text: "4097" });
});

test("of endless output the end is kept, and the log is not filled", async () => {
  await using machine = await createMachine();
  await machine.put("loud", "#!/bin/sh\nseq 100000\n");
  await machine.tell();
  const output = machine.ctx.events.find((one) => one.event === "output");
  expect(output?.text.split("\n")).toHaveLength(200);
});

test("what others than root could have written does not run", async () => {
  await using machine = await createMachine();
  const touch = `#!/bin/sh\ntouch ${machine.folder.path}/ran\n`;
  await machine.put("open", touch, 0o757);
  await chown(await machine.put("theirs", touch), 65_534, 65_534);
  expect(await machine.tell()).toEqual([]);
  expect(
    machine.ctx.events.map((one) => (one.event === "warning" ? one.message.replace(/.*event\.d\//u, "") : "")),
  ).toEqual(["open may be written by others than root.", "theirs does not belong to root."]);
  await machine.put("mine", touch);
  await chmod(join(machine.folder.path, "event.d"), 0o777);
  expect(await machine.tell()).toEqual([]);
});

/** The scripts of the manual, by the name that the text before each has. */
function examples(): ReadonlyMap<string, string> {
  const page = readFileSync(join(projectRoot, "man/bareon-monitoring.7"), "utf8");
  const found = page.matchAll(/event\.d\/(?<name>[\w-]+) :\n\.Bd -literal\n(?<text>[\s\S]*?)^\.Ed$/gmu);
  return new Map(Array.from(found, ({ groups }) => [groups?.["name"] ?? "", readLiteral(groups?.["text"] ?? "")]));
}

test("the manual's example sends the event to a controller", async () => {
  await using machine = await createMachine();
  const bodies: [string | undefined, unknown][] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push([request.headers["content-type"], JSON.parse(body)]);
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const script = examples().get("50-controller") ?? "";
    expect(script).toContain("http://conductor.example.net/events");
    await machine.put("50-controller", script.replace("http://conductor.example.net", address));
    expect(await machine.tell()).toMatchObject([{ problem: null }]);
    expect(bodies).toEqual([["application/json", event]]);
  } finally {
    server.close();
  }
});

test("the manual's example mails a fallback, and nothing else", async () => {
  await using machine = await createMachine();
  const script = examples().get("60-mail") ?? "";
  const mail = join(machine.folder.path, "mail");
  await writeFile(mail, `#!/bin/sh\n{ echo "$@"; cat; } >> ${mail}.sent\n`, { mode: 0o755 });
  await machine.put("60-mail", script.replace("| mail ", `| ${mail} `).replace("$(hostname)", "node"));
  expect(await machine.tell()).toMatchObject([{ problem: null }]);
  await tellPrograms(machine.ctx, await findEventPrograms(machine.ctx), { ...event, event: "trial" }, 30);
  expect(readFileSync(`${mail}.sent`, "utf8")).toBe("-s node fell back root\nred runs in place of blue\n");
});
