/** A config drive as it is found on the node: what is looked at before anything is written, and what is refused. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readConfigDrive } from "../../../src/first-boot/config-drive.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  mountCommands,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const path = "/tmp/config-drive.img";
const image = new Uint8Array(4096).fill(7);
const handed = Buffer.from(gzipSync(image)).toString("base64");

function signature(type: string, label = "config-2"): ExpectedCommand {
  return { command: /^blkid -p /u, stdout: `ID_FS_TYPE=${type}\nID_FS_LABEL_ENC=${label}\n` };
}

function hostWith(content: Seed | undefined, expected: readonly ExpectedCommand[]): RecordingHost {
  const files = { "/run/bareon/x": "", ...(content === undefined ? {} : { [path]: content }) };
  return createRecordingHost({ files, expect: expected });
}

test("it is decoded, and looked at in a file that root alone can read, which is removed", async () => {
  const host = hostWith(handed, [signature("iso9660")]);
  const { image: found, files } = await readConfigDrive(createTestContext(host), path, false);
  expect(Buffer.compare(found, image)).toBe(0);
  expect(files).toBeUndefined();
  const [write, remove] = host.changes.slice(-2);
  expect(write).toMatch(/^write \/run\/bareon\/config-drive-/u);
  expect(remove).toBe(write?.replace("write", "remove"));
});

test("an address is fetched, once", async () => {
  const asked: string[] = [];
  const answer = (body: string): ExpectedCommand => ({
    command: /^stdbuf .*curl (?!.*hunter2)/u,
    effect: (_host, command) => void asked.push(String(command.input)),
    stdout: `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  });
  const address = "https://example.net/drive?sig=hunter2";
  const host = hostWith(address, [answer(handed), signature("vfat", "CONFIG-2")]);
  await readConfigDrive(createTestContext(host), path, false);
  host.assertDone();
  expect(asked).toEqual([`url = "${address}"\n`]);
  const twice = readConfigDrive(createTestContext(hostWith(address, [answer(address)])), path, false);
  await expect(twice).rejects.toMatchObject({
    exit: "source",
    message: expect.not.stringContaining("hunter2") as string,
  });
});

test.each<[string, Seed | undefined, ExpectedCommand[], string]>([
  ["nothing", undefined, [], "there is no such file"],
  ["an empty file", "", [], "it is empty"],
  ["a folder", { kind: "directory", mode: 0o755 }, [], "Cannot read /tmp/config-drive.img"],
  ["a FIFO", { kind: "other" }, [], "Cannot read /tmp/config-drive.img"],
  ["a file that cannot be read", { kind: "unreadable" }, [], "Cannot read /tmp/config-drive.img"],
  ["a link to nothing", { kind: "symlink", target: "/tmp/none" }, [], "it is a link that leads to no file"],
  ["no filesystem", image, [{ command: /^blkid/u, exitCode: 2 }], "there is no filesystem in it"],
  ["another filesystem", image, [signature("xfs")], "it holds xfs"],
  ["another label", image, [signature("iso9660", "cidata")], 'its label is "cidata"'],
])("%s is refused before anything is written", async (_, content, expected, problem) => {
  const host = hostWith(content, expected);
  const refused = readConfigDrive(createTestContext(host), path, false);
  await expect(refused).rejects.toMatchObject({ exit: "source", message: expect.stringContaining(problem) as string });
});

/** A host on which the image is mounted with these files in it. */
function mounting(tree: Readonly<Record<string, Seed>>): RecordingHost {
  return hostWith(image, [
    signature("iso9660"),
    {
      command: /^mount .*-o ro,loop,nodev,nosuid,noexec /u,
      effect: (host, { args }) => {
        for (const [name, seed] of Object.entries(tree)) host.seed(`${args.at(-1)}/${name}`, seed);
      },
    },
    {
      command: /^umount /u,
      effect: (host, { args }) => {
        const nodes = host.nodes as Map<string, unknown>;
        for (const name of nodes.keys()) if (name.startsWith(`${args.at(-1)}/`)) nodes.delete(name);
      },
    },
    mountCommands(),
  ]);
}

test("as a seed its files are read, and links are left out with a warning", async () => {
  const host = mounting({
    "openstack/latest/meta_data.json": "{}",
    "openstack/latest/user_data": "#!/bin/sh\n",
    "openstack/latest/shadow": { kind: "symlink", target: "/etc/shadow" },
    "ec2/latest/meta-data.json": "{}",
  });
  const ctx = createTestContext(host);
  const { files } = await readConfigDrive(ctx, path, true);
  expect([...(files?.keys() ?? [])]).toEqual(["openstack/latest/meta_data.json", "openstack/latest/user_data"]);
  expect(ctx.events).toContainEqual({ event: "warning", message: expect.stringContaining("1 links") as string });
});

test.each<[string, Readonly<Record<string, Seed>>, string]>([
  ["no metadata", { "openstack/latest/user_data": "" }, "it has no openstack/VERSION/meta_data.json"],
  ["too much", { "openstack/latest/big": new Uint8Array(9 * 1024 * 1024) }, "holds more than 8 MiB"],
  ["too deep", { "openstack/1/2/3/4/5/6/7/8/9": "" }, "more than 8 deep"],
  [
    "too many files",
    Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`openstack/${index}`, ""])),
    "more than 1000 files",
  ],
])("as a seed, %s is refused", async (_, tree, problem) => {
  const refused = readConfigDrive(createTestContext(mounting(tree)), path, true);
  await expect(refused).rejects.toMatchObject({ exit: "source", message: expect.stringContaining(problem) as string });
});
