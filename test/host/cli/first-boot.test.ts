/** Seeds and config drives of a real deploy on a loop device: what is in the trees and on the partition, for whom, and what nobody is told. */
import { mkdir, readFile, readdir, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { systemTree } from "../../support/disks/provisioned-disk.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { apart } from "../../support/hosts/apart.ts";
import { blankDisk } from "../../support/disks/blank-disk.ts";

const secret = "hunter2";

interface Lab {
  readonly folder: Scratch;
  readonly device: string;
}

async function makeTree(path: string, name: string): Promise<void> {
  for (const [file, content] of Object.entries(systemTree(name, "6.1.0-1-amd64"))) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
}

async function setUp(): Promise<Lab> {
  const folder = await scratchFolder();
  await makeTree(join(folder.path, "one"), "One Linux");
  await makeTree(join(folder.path, "two"), "Two Linux");
  const disk = await blankDisk(folder, "disk.img", 360);
  const { device } = disk;
  onTestFinished(async () => {
    await disk[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  return { folder, device };
}

type Making = "vfat" | "ext2";

/** The image of a config drive with these texts in openstack/latest. */
async function makeDrive({ folder }: Lab, type: Making, files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const [tree, path] = [join(folder.path, `drive-${type}`), join(folder.path, `drive.${type}`)];
  const latest = join(tree, "openstack/latest");
  await mkdir(latest, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(latest, name), text);
  await writeFile(path, "");
  await truncate(path, 2 * 1024 * 1024);
  if (type === "ext2") await execa("mke2fs", ["-q", "-t", "ext2", "-L", "config-2", "-d", tree, path]);
  else {
    await execa("mkfs.vfat", ["-n", "CONFIG-2", path]);
    await execa("mcopy", ["-s", "-i", path, join(tree, "openstack"), "::"]);
  }
  return await readFile(path);
}

function configFor({ folder, device }: Lab, more: object, seed: object): string {
  const image = (name: string, own: object): object => ({
    ...{ name, boot_tool: false, image_pull_url: join(folder.path, name), target: "/" },
    ...own,
  });
  const root = (name: string): object => ({
    type: "partition",
    mount: "/",
    size: 80,
    file_system: "ext4",
    images: [name],
  });
  return JSON.stringify({
    partitions_policy: "verify",
    images: [image("one", { image_uuid: "u-1", seed }), image("two", {})],
    partitions: [{ type: "disk", id: { type: "name", value: device }, size: 330, volumes: [root("one"), root("two")] }],
    ...more,
  });
}

interface Ended {
  readonly exitCode: number | undefined;
  /** All that it said, also in its log. */
  readonly said: string;
  readonly info: BootInfo | undefined;
}

async function deploy(lab: Lab, drive: Uint8Array | string, config: string): Promise<Ended> {
  const file = (name: string): string => join(lab.folder.path, name);
  await writeFile(file("config.json"), config);
  await writeFile(file("drive.img"), drive);
  const options = {
    ...{ "--input-data-file": file("config.json"), "--config_drive_path": file("drive.img") },
    ...{ "--boot-info": file("boot-info.json"), "--log-file": file("log") },
  };
  const words = ["deploy", "--debug", ...Object.entries(options).flat()];
  const { exitCode, stdout, stderr } = await execa(...apart(provisionProgram, words), { reject: false });
  const log = await readFile(file("log"), "utf8");
  const info = exitCode === 0 ? (JSON.parse(await readFile(file("boot-info.json"), "utf8")) as BootInfo) : undefined;
  return { exitCode, said: stdout + stderr + log, info };
}

/** The output of a script in what is on a partition. */
async function look(lab: Lab, number: number, script: string): Promise<string> {
  const root = join(lab.folder.path, "look");
  await mkdir(root, { recursive: true });
  const steps = [
    `mount -o ro ${lab.device}p${number} ${root}`,
    `trap 'cd /; umount ${root}' EXIT`,
    `cd ${root}`,
    script,
  ];
  return (await execa("sh", ["-euc", steps.join("\n")])).stdout;
}

const modes = "find var/lib/cloud/seed -type f -printf '%p %U:%G %m\\n' | sort";
const nocloud = "var/lib/cloud/seed/nocloud";

test(
  "a seed and a partition, then another drive on the kept partition, then a drive as a seed",
  { timeout: 240_000 },
  async () => {
    const lab = await setUp();
    const seed = {
      meta_data: { "local-hostname": "one" },
      user_data: `#cloud-config\npassword: ${secret}\n`,
      network_config: { version: 2, ethernets: {} },
    };
    const first = await makeDrive(lab, "vfat", { "meta_data.json": `{"password": "${secret}"}` });
    const packed = Buffer.from(gzipSync(first)).toString("base64");
    const clean = await deploy(lab, packed, configFor(lab, { partitions_policy: "clean" }, seed));
    expect(clean.said).not.toContain(secret);
    expect(clean.exitCode, clean.said).toBe(0);

    const drive = `${lab.device}p5`;
    const { stdout: signature } = await execa("blkid", ["-p", "-o", "export", drive]);
    expect(signature).toContain("LABEL=CONFIG-2");
    expect(signature).toContain("PART_ENTRY_NAME=config-2");
    const partuuid = /^PART_ENTRY_UUID=(?<uuid>.*)$/mu.exec(signature)?.groups?.["uuid"]?.toUpperCase();
    expect(clean.info?.config_drive).toEqual({ as: "partition", partuuid });
    expect((await execa("mtype", ["-i", drive, "::openstack/latest/meta_data.json"])).stdout).toContain(secret);

    expect(await look(lab, 3, modes)).toBe(
      ["meta-data", "network-config", "user-data"].map((name) => `${nocloud}/${name} 0:0 600`).join("\n"),
    );
    expect(await look(lab, 3, `cat ${nocloud}/user-data`)).toContain(secret);
    const metaData = await look(lab, 3, `cat ${nocloud}/meta-data`);
    expect(JSON.parse(metaData)).toEqual({
      "instance-id": expect.stringMatching(/^u-1-[0-9a-f]{8}$/u) as string,
      "local-hostname": "one",
    });
    expect(await look(lab, 4, "ls var/lib/cloud 2>/dev/null || true")).toBe("");
    const record = await look(lab, 2, "cat bareon/deploy.json; cat bareon/boot-info.json");
    expect(record).not.toContain(secret);
    expect(record).toContain('"content"');

    const second = await makeDrive(lab, "ext2", { "meta_data.json": "{}", user_data: "#!/bin/sh\n" });
    const again = await deploy(lab, second, configFor(lab, {}, seed));
    expect(again.exitCode, again.said).toBe(0);
    expect((await execa("blkid", ["-p", "-o", "export", drive])).stdout).toContain("TYPE=ext2");
    const applied = await look(lab, 3, `cat ${nocloud}/meta-data`);
    expect(applied).toContain('"local-hostname": "one"');
    expect(applied).not.toBe(metaData);

    const asSeed = await deploy(
      lab,
      second,
      configFor(lab, { config_drive: { as: "seed" } }, { user_data: "#!/bin/sh\n" }),
    );
    expect(asSeed.exitCode, asSeed.said).toBe(0);
    expect(asSeed.info?.config_drive).toEqual({ as: "seed", images: ["two"] });
    const folder = "var/lib/cloud/seed/config_drive/openstack/latest";
    expect(await look(lab, 4, modes)).toBe(`${folder}/meta_data.json 0:0 600\n${folder}/user_data 0:0 600`);
    expect(await look(lab, 3, modes)).toBe(
      ["meta-data", "user-data"].map((name) => `${nocloud}/${name} 0:0 600`).join("\n"),
    );
    expect(await look(lab, 3, `cat ${nocloud}/meta-data`)).not.toContain(
      (JSON.parse(metaData) as { "instance-id": string })["instance-id"],
    );
  },
);

test("what is no config drive is refused before anything is written", { timeout: 120_000 }, async () => {
  const lab = await setUp();
  const config = configFor(lab, { partitions_policy: "clean" }, { user_data: "#!/bin/sh\n" });
  const drives: readonly (readonly [Uint8Array | string, string])[] = [
    ["", "it is empty"],
    [new Uint8Array(1024 * 1024).fill(1), "there is no filesystem in it"],
    [gzipSync(new Uint8Array(65 * 1024 * 1024)), "larger than 64 MiB when it is unpacked"],
  ];
  for (const [drive, problem] of drives) {
    const { exitCode, said } = await deploy(lab, drive, config);
    expect(said).toContain(problem);
    expect(exitCode).toBe(7);
  }
  const { stdout } = await execa("sfdisk", ["--dump", lab.device], { reject: false });
  expect(stdout).toBe("");
  expect((await readdir("/run/bareon").catch(() => [])).filter((name) => name.startsWith("config-drive"))).toEqual([]);
});
