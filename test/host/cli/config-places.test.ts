/** A deploy config that is no file of this machine: at an address, with a checksum or without, and in the user data of a config drive. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { readExample } from "../../support/files/example.ts";
import { apart } from "../../support/hosts/apart.ts";
import { startFileServer } from "../../support/servers/file-server.ts";

let folder: Scratch;
let config: string;

beforeAll(async () => {
  folder = await scratchFolder();
  config = JSON.stringify(readExample("one-system"));
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

interface Ended {
  readonly code: number | undefined;
  readonly text: string;
}

async function validate(...words: readonly string[]): Promise<Ended> {
  const [program, args] = apart(provisionProgram, ["validate", ...words]);
  const { exitCode, all } = await execa(program, args, { reject: false, all: true });
  return { code: exitCode, text: all };
}

const valid = "The deploy config is valid";

test("at an address: the checksum counts, and what cannot be had ends with 7", async () => {
  await mkdir(join(folder.path, "www"), { recursive: true });
  await writeFile(join(folder.path, "www/node.json"), config);
  await using server = await startFileServer(join(folder.path, "www"));
  const url = `--input-data-url=http://127.0.0.1:${server.port}/node.json`;
  const sum = (type: "sha256" | "sha512", text: string): string =>
    `--input-data-checksum=${type}:${createHash(type).update(text).digest("hex")}`;
  for (const words of [[url], [url, sum("sha256", config)], [url, sum("sha512", config)]]) {
    const ended = await validate(...words);
    expect([ended.code, ended.text.includes(valid)], ended.text).toEqual([0, true]);
  }
  const other = await validate(url, sum("sha256", "other"));
  expect(other.code).toBe(7);
  expect(other.text).toContain("is not what its checksum says");
  expect((await validate(`${url}.gone`)).code).toBe(7);
});

test.for([
  [["--input-data-url=ftp://h/x"], "no address that begins with http"],
  [["--input-data-url=http://h/x", "--input-data={}"], "exclude each other"],
  [["--input-data-checksum=sha256:00"], "goes with --input-data-url"],
  [["--config-from-drive", "--input-data={}"], "exclude each other"],
] as const)("%j is wrong: %s", async ([words, text]) => {
  const ended = await validate(...words);
  expect(ended.code).toBe(2);
  expect(ended.text).toContain(text);
});

async function makeDrive(name: string, userData: string): Promise<string> {
  const tree = join(folder.path, `${name}.tree`);
  await mkdir(join(tree, "openstack/latest"), { recursive: true });
  await writeFile(join(tree, "openstack/latest/meta_data.json"), "{}");
  await writeFile(join(tree, "openstack/latest/user_data"), userData);
  const path = join(folder.path, name);
  await execa("truncate", ["--size=2M", path]);
  await execa("mke2fs", ["-q", "-t", "ext2", "-L", "config-2", "-d", tree, path]);
  return path;
}

test.for([
  ["JSON", (text: string) => text],
  ["marked", (text: string) => `#bareon-config\n${text}`],
] as const)("in the user data of the config drive: %s", async ([name, render]) => {
  const path = await makeDrive(name, render(config));
  const ended = await validate("--config-from-drive", "--config-drive-path", path);
  expect([ended.code, ended.text.includes(valid)], ended.text).toEqual([0, true]);
});

test("user data for others are no config, and a config that is wrong is one", async () => {
  const others = await validate(
    "--config-from-drive",
    "--config-drive-path",
    await makeDrive("others", "#cloud-config\nusers: []\n"),
  );
  expect(others.code).toBe(7);
  expect(others.text).toContain("is no deploy config");
  const wrong = await validate(
    "--config-from-drive",
    "--config-drive-path",
    await makeDrive("wrong", '{"partitions": []}'),
  );
  expect(wrong.code).toBe(3);
  expect((await validate("--config-from-drive", "--config-drive-path", join(folder.path, "gone"))).code).toBe(7);
});
