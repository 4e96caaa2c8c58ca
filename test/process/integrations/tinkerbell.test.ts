/** The entry point of Tinkerbell's action: where it gets the config from, what it says of one that it cannot get, and that the program's exit code is its own. */
import { createHash } from "node:crypto";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { type FileServer, startFileServer } from "../../support/servers/file-server.ts";
import { freePort } from "../../support/servers/port.ts";

const folder = join(projectRoot, "src/integrations/tinkerbell");
let scratch: Scratch;
let server: FileServer;
let config: string;

beforeAll(async () => {
  scratch = await scratchFolder();
  for (const name of ["bin", "www", "tmp"]) await mkdir(join(scratch.path, name));
  await symlink(join(projectRoot, "bin/bareon-provision"), join(scratch.path, "bin/bareon-provision"));
  config = await readFile(join(projectRoot, "test/examples/two-systems.json"), "utf8");
  await writeFile(join(scratch.path, "www/config.json"), config);
  await writeFile(join(scratch.path, "www/wrong.json"), '{"partitions_policy": "clean", "images": 7}');
  server = await startFileServer(join(scratch.path, "www"));
});

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await scratch?.[Symbol.asyncDispose]();
});

async function act(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<[unknown, string]> {
  const PATH = [join(scratch.path, "bin"), process.env["PATH"] ?? ""].join(delimiter);
  const { exitCode, all } = await execa(join(folder, "entry-point"), words, {
    env: { ...env, PATH, TMPDIR: join(scratch.path, "tmp") },
    reject: false,
    all: true,
  });
  return [exitCode, all];
}

test("a config from an address is checked and judged by the program, in the words of the action's command", async () => {
  const CONFIG_URL = server.localUrl("config.json");
  const sum = createHash("sha256").update(config).digest("hex");
  for (const CONFIG_CHECKSUM of [sum, `sha256:${sum}`])
    expect(await act({ CONFIG_URL, CONFIG_CHECKSUM }, "validate")).toEqual([0, expect.stringContaining("valid")]);
  const [code, text] = await act({
    CONFIG_URL,
    CONFIG_CHECKSUM: sum.replace(/^./u, (digit) => (digit === "0" ? "1" : "0")),
  });
  expect([code, text]).toEqual([3, expect.stringContaining("does not have the SHA-256 of CONFIG_CHECKSUM")]);
});

test("no command shows the address, which may have a password, and nothing in it is an option of curl", async () => {
  const called = join(scratch.path, "called");
  await writeFile(
    join(scratch.path, "bin/curl"),
    `#!/bin/sh\nprintf '%s\\n' "$@" >${called}\nrm "$0"\nexec curl "$@"\n`,
    { mode: 0o755 },
  );
  const asked: string[] = [];
  const port = await freePort();
  const open = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(config);
  });
  await new Promise<void>((resolve) => void open.listen(port, "127.0.0.1", resolve));
  try {
    const address = `http://anna:hunter2@127.0.0.1:${port}/c?a="b\\c{1,2}`;
    expect((await act({ CONFIG_URL: address }, "validate"))[0]).toBe(0);
  } finally {
    open.close();
  }
  expect(asked).toEqual([String.raw`/c?a="b\c{1,2}`]);
  expect(await readFile(called, "utf8")).not.toContain("hunter2");
  for (const CONFIG_URL of [`http://x/\noutput = "/etc/passwd"`, "http://x/\u0001"])
    expect(await act({ CONFIG_URL }, "validate")).toEqual([2, expect.stringContaining("is no address")]);
});

test("a config in the environment is taken as it is", async () => {
  const sum = createHash("sha256").update(config).digest("hex");
  expect((await act({ CONFIG: config, CONFIG_CHECKSUM: sum }, "validate"))[0]).toBe(0);
});

test("a config that is refused ends the action with the program's message and exit code, before anything is written", async () => {
  const refused = await act({ CONFIG_URL: server.localUrl("wrong.json") }, "validate");
  expect(refused).toEqual([3, expect.stringContaining("/images")]);
});

test("without words it deploys", async () => {
  const [code, text] = await act({ CONFIG: "{" });
  expect(code).toBe(3);
  expect(text).toContain("neither JSON nor YAML");
});

test("it says what is wrong if there is no config, or more than one", async () => {
  expect(await act({})).toEqual([2, expect.stringContaining("Neither CONFIG_URL nor CONFIG is set")]);
  expect(await act({ CONFIG: "{}", CONFIG_URL: "http://x/" })).toEqual([2, expect.stringContaining("both set")]);
  expect(await act({ CONFIG_URL: server.localUrl("missing?secret=word") })).toEqual([
    7,
    expect.stringContaining("cannot be read from the address in CONFIG_URL"),
  ]);
});

test("a server that does not listen yet, or is too busy, is asked again", { timeout: 60_000 }, async () => {
  const port = await freePort();
  let asked = 0;
  const late = createServer((_request, response) => {
    asked += 1;
    if (asked > 1) return void response.end(config);
    response.writeHead(503).end();
  });
  const begun = act({ CONFIG_URL: `http://127.0.0.1:${port}/config.json` }, "validate");
  await setTimeout(500);
  await new Promise<void>((resolve) => void late.listen(port, "127.0.0.1", resolve));
  try {
    expect(await begun).toEqual([0, expect.stringContaining("valid")]);
    expect(asked).toBe(2);
  } finally {
    late.close();
  }
});

test("what is fetched can be read by root alone, and no secret of the address is shown", async () => {
  const [, text] = await act({ CONFIG_URL: `${server.localUrl("missing").replace("//", "//user:word@")}?key=word` });
  expect(text).not.toContain("word");
  const file = join(scratch.path, "tmp/provision.json");
  await act({ CONFIG: config }, "validate");
  expect((await execa("stat", ["--format=%a", file])).stdout).toBe("600");
});

test("the scripts have nothing that shellcheck finds", async () => {
  await execa("shellcheck", [join(folder, "entry-point"), join(folder, "make-image")]);
});

interface Template {
  readonly spec: { readonly data: string };
}

interface Data {
  readonly tasks: readonly {
    readonly actions: readonly { readonly environment: Readonly<Record<string, string>>; readonly timeout: number }[];
  }[];
}

test("the template's actions get a config by a name that the workflow has", async () => {
  const read = async (name: string): Promise<unknown> => parse(await readFile(join(folder, "examples", name), "utf8"));
  const template = (await read("template.yaml")) as Template;
  const workflow = (await read("workflow.yaml")) as { readonly spec: { readonly hardwareMap: object } };
  const used = Array.from(template.spec.data.matchAll(/\{\{\.(\w+)\}\}/gu), ([, name]) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(workflow.spec.hardwareMap)));
  const known = await readFile(join(folder, "entry-point"), "utf8");
  const data = parse(template.spec.data.replaceAll(/\{\{|\}\}/gu, "")) as Data;
  for (const { environment } of data.tasks.flatMap(({ actions }) => actions))
    expect(Object.keys(environment).filter((name) => !known.includes(`#   ${name} `))).toEqual([]);
});
