/** One system deployed alone onto a node in memory: what is written in which order, what is not, and what is refused before any write. */
import { describe, expect, test } from "vitest";
import { updatingFunction } from "../../../src/boot/menu/grub-state.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { parseMenu } from "../../../src/boot/menu/parse-menu.ts";
import { renderMenu } from "../../../src/boot/menu/render-menu.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import { deployImages } from "../../../src/recipes/deploy-images.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import type { DeployRecord } from "../../../src/schema/deploy-record.ts";
import {
  bootMenu,
  bootRecord,
  type BootNodeOptions,
  createBootNode,
  multibootUuid,
  onPartition,
} from "../../support/hosts/boot-node.ts";
import { createTestContext, type ExpectedCommand, type RecordingHost } from "../../support/hosts/recording-host.ts";
import { countingUuid } from "../plan/fixture.ts";

const MiB = 1024 * 1024;
const roots = bootRecord.images.map(({ mounts }) => mounts[0]?.uuid ?? "");

/** The partitions that a deploy of the config makes: BIOS boot, menu, a, b. */
const parts = [
  { start: 1, size: 24, type: "21686148-6449-6E6F-744E-656564454649", name: "", content: null },
  { start: 25, size: 100, name: "bareon-boot", content: ["ext4", multibootUuid] },
  { start: 125, size: 512, name: "a /", content: ["ext4", roots[0]] },
  { start: 637, size: 512, name: "b /", content: ["btrfs", roots[1]] },
].map((part, index) => ({
  type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
  ...part,
  path: `/dev/vda${index + 1}`,
  number: index + 1,
}));

function row(path: string, type: string, size: number, children: readonly object[] = []): object {
  return {
    ...{ path, "maj:min": `254:${path.at(-1)}`, type, size, "log-sec": 512, model: null, serial: null, wwn: null },
    ...{ hctl: null, tran: "virtio", ro: false, rm: false, mountpoints: [null], children },
  };
}

const lsblk = JSON.stringify({
  blockdevices: [
    row(
      "/dev/vda",
      "disk",
      1200 * MiB,
      parts.map(({ path, size }) => row(path, "part", size * MiB)),
    ),
  ],
});
const table = JSON.stringify({
  partitiontable: {
    ...{
      label: "gpt",
      id: "D",
      device: "/dev/vda",
      unit: "sectors",
      sectorsize: 512,
      firstlba: 2048,
      lastlba: 2_457_566,
    },
    partitions: parts.map(({ path, start, size, type, name, number }) => ({
      ...{ node: path, start: start * 2048, size: size * 2048, type, uuid: `P${number}`, name },
    })),
  },
});

function probe(path: string, content: readonly (string | undefined)[] | null): ExpectedCommand {
  return {
    command: new RegExp(`^blkid -p .* ${path}$`, "u"),
    stdout: content === null ? "" : `ID_FS_TYPE=${content[0]}\nID_FS_UUID_ENC=${content[1]}\n`,
    exitCode: content === null ? 2 : 0,
    always: true,
  };
}

const statistics =
  "Number of files: 3\nNumber of regular files transferred: 2\nTotal transferred file size: 12 bytes\n";
const folder = { kind: "directory", mode: 0o755 } as const;

/** In a ramdisk: none of the node's systems runs. */
function createNode(
  more: readonly ExpectedCommand[] = [],
  partition: BootNodeOptions["partition"] = {},
): RecordingHost {
  return createBootNode({
    partition,
    machine: {
      "/dev/vda1": { kind: "block", device: "254:1", size: 1 },
      "/proc/cmdline": "console=ttyS0\n",
      "/proc/self/mountinfo": "22 1 0:2 / / rw - rootfs none rw\n",
      "/tmp/boot-info.json": "old",
      // Mounting changes nothing in memory, so the mount points are there before, and stay.
      "/run/bareon/image-0": folder,
      "/run/bareon/jail-0": folder,
    },
    commands: [
      ...more,
      { command: /^lsblk /u, stdout: lsblk, always: true },
      { command: /^sfdisk --json/u, stdout: table, always: true },
      probe("/dev/vda", null),
      ...parts.map(({ path, content }) => probe(path, content)),
      { command: /^uname /u, stdout: "x86_64\n", always: true },
      { command: /^rsync .*--dry-run/u, stdout: statistics, always: true },
      { command: /^(?:blockdev|udevadm|lsattr|mkfs\.|find|getfattr|partx --update) ?/u, always: true },
      { command: /^grub-fstest /u, stdout: "x", always: true },
      { command: /^unshare --pid .* rsync /u, always: true },
      { command: /^rsync /u, always: true },
      { command: /^mount .*(?:tmpfs|bind)/u, always: true },
      { command: /^(?:mknod|cp|chattr|chown|setfattr) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
    ],
  });
}

function configWith(more: object = {}): object {
  const volume = (name: string, type: string, own: object = {}): object => ({
    ...{ type: "partition", mount: "/", size: 512, file_system: type, images: [name], ...own },
  });
  return {
    ...{ partitions_policy: "clean", firmware: "bios" },
    images: ["a", "b"].map((name) => ({
      name,
      image_pull_url: `other::images/${name}/`,
      image_name: `${name}-2`,
      target: "/",
    })),
    partitions: [
      {
        ...{ type: "disk", id: { type: "name", value: "/dev/vda" }, size: 1190 },
        volumes: [volume("a", "ext4"), volume("b", "btrfs")],
      },
    ],
    ...more,
  };
}

async function deployAlone(
  host: RecordingHost,
  images: readonly string[],
  document: object = configWith(),
): Promise<{ readonly info: BootInfo; readonly warnings: readonly string[] }> {
  const ctx = createTestContext(host);
  const source = { dialect: "ironic", document, compat: false, driver: undefined };
  const options = { infoPaths: ["/tmp/boot-info.json"], toolPath: undefined, who: "anna" };
  const { info } = await deployImages(ctx, { source, images, newUuid: countingUuid() }, options);
  if (info === undefined) throw new Error("it tells nothing that boots");
  return { info, warnings: ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : [])) };
}

/** The call in the entry of a system that is being updated. */
const mark = `  ${updatingFunction} ${roots[1]} `;

/** Commands that write to a disk, or mount one for writing; what is on the multiboot partition is bareon's own. */
function writers({ commands }: RecordingHost): string[] {
  return commands.filter((text) => /^(?:mkfs|unshare --pid|mount (?!.*-o ro,).*\/dev\/vda[34])/u.test(text));
}

describe("one system alone", () => {
  test("is out of the menu while it is written, and offered again with what the config says of it", async () => {
    const during: (string | undefined)[] = [];
    const look = (made: RecordingHost): void =>
      void during.push(onPartition(made, menuPath), made.text("/tmp/boot-info.json"));
    const host = createNode([
      { command: /^mkfs\.btrfs /u, effect: look },
      { command: /^unshare --pid .* rsync /u, effect: look },
    ]);
    const { info, warnings } = await deployAlone(host, ["b"]);
    expect(during).toEqual([expect.stringContaining(mark), undefined, expect.stringContaining(mark), undefined]);
    const after = onPartition(host, menuPath) ?? "";
    expect(after).not.toContain(mark);
    expect(after.split("menuentry")[1]).toBe(bootMenu.text.split("menuentry")[1]);
    expect(info.elements.map(({ os_id: name, image_name: version }) => [name, version])).toEqual([
      ["a", "a-image"],
      ["b", "b-2"],
    ]);
    expect(info.elements[1]?.updating).toBeUndefined();
    expect(host.text("/tmp/boot-info.json")).toBe(onPartition(host, infoPath));
    const record = JSON.parse(onPartition(host, recordPath) ?? "") as DeployRecord;
    expect(record.images.map(({ source }) => source)).toEqual(["host::images/a/", "other::images/b/"]);
    expect(warnings.filter((text) => !text.startsWith("Nothing proves"))).toEqual([]);
  });

  test("is made anew with its own UUID, and nothing is written to the other one or to a boot sector", async () => {
    const host = createNode();
    await deployAlone(host, ["b"]);
    const [mkfs, ...others] = writers(host);
    expect(mkfs).toMatch(new RegExp(`^mkfs\\.btrfs .*${roots[1]}.* /dev/vda4$`, "u"));
    expect(others.length).toBeGreaterThan(0);
    expect(writers(host).filter((text) => text.includes("/dev/vda3"))).toEqual([]);
    expect(host.changes.filter((text) => text.startsWith("write in /dev/"))).toEqual([]);
    expect(host.commands.filter((text) => /^(?:sfdisk (?!--json)|wipefs|blkdiscard)/u.test(text))).toEqual([]);
  });

  test("on top of what is there if the config keeps its data", async () => {
    const host = createNode();
    await deployAlone(host, ["b"], configWith({ partitions_policy: "verify" }));
    expect(writers(host).filter((text) => text.startsWith("mkfs"))).toEqual([]);
    expect(host.commands.some((text) => /^unshare --pid .* rsync .*--checksum/u.test(text))).toBe(true);
  });

  test("that was cut off is not offered, and the same command goes on", async () => {
    const cut: ExpectedCommand = {
      command: /^unshare --pid .* rsync /u,
      effect: () => {
        throw new Error("power cut");
      },
    };
    const host = createNode([cut]);
    await expect(deployAlone(host, ["b"])).rejects.toThrow(/power cut/u);
    expect(onPartition(host, menuPath)).toContain(mark);
    const left = JSON.parse(onPartition(host, infoPath) ?? "") as BootInfo;
    expect(left.elements[1]?.updating).toMatchObject({ written: "partly", request: { source: "other::images/b/" } });
    expect(host.text("/tmp/boot-info.json")).toBeUndefined();
    const { info } = await deployAlone(host, ["b"]);
    expect(info.elements[1]).toMatchObject({ image_name: "b-2" });
    expect(onPartition(host, menuPath)).not.toContain(mark);
  });

  test("has its actions run once it is offered, and their results are told", async () => {
    const host = createNode();
    host.seed("/tmp/actions.json", "old");
    const source = { dialect: "ironic", document: configWith(), compat: false, driver: undefined };
    const { results } = await deployImages(
      createTestContext(host),
      { source, images: ["b"], newUuid: countingUuid() },
      { infoPaths: [], toolPath: undefined, after: { actions: [], resultsPath: "/tmp/actions.json" } },
    );
    expect(results).toBeDefined();
    expect(JSON.parse(host.text("/tmp/actions.json") ?? "")).toEqual(results);
  });

  test("and another one after it: the record has both as the config has them", async () => {
    // Neither is the default, which is a system of another disk.
    const other = { kind: "chain", id: "other", title: "Other", bootUuid: "DDDD-DDDD", bootType: "vfat" } as const;
    const { entries, ...menu } = parseMenu(bootMenu.text);
    const { text } = renderMenu({ ...menu, defaultIndex: 2, entries: [...entries, other] });
    const host = createNode([], { [menuPath]: text });
    const { info } = await deployAlone(host, ["b", "a", "b"]);
    expect(info.elements.map(({ image_name: version }) => version)).toEqual(["a-2", "b-2"]);
    const record = JSON.parse(onPartition(host, recordPath) ?? "") as DeployRecord;
    expect(record.images.map(({ source }) => source)).toEqual(["other::images/a/", "other::images/b/"]);
    expect(host.commands.filter((line) => line.startsWith("mkfs"))).toHaveLength(2);
  });

  test("whose source fails says in its hint which command goes on", async () => {
    const host = createNode([{ command: /^unshare --pid .* rsync /u, exitCode: 11, stderr: "rsync: disk full" }]);
    await expect(deployAlone(host, ["b"])).rejects.toMatchObject({
      exit: "transfer",
      hint: expect.stringContaining("bareon-provision deploy --image b goes on") as string,
    });
  });

  test("leaves kernel parameters and the menu's timeout of the node as they are, and says so", async () => {
    const host = createNode();
    const more = { deploy_data: { kernel_params: "quiet" }, grub: { timeout: 9 } };
    const { warnings } = await deployAlone(host, ["b"], configWith(more));
    expect(warnings.filter((text) => text.includes("the node keeps the one that it has"))).toHaveLength(2);
    expect(onPartition(host, menuPath)).not.toContain("quiet");
  });
});

describe("refused before anything is written", () => {
  async function refused(images: readonly string[], document: object, host = createNode()): Promise<unknown> {
    const error: unknown = await deployAlone(host, images, document).catch((reason: unknown) => reason);
    expect(writers(host)).toEqual([]);
    // What was never mounted is as it was.
    expect(onPartition(host, menuPath) ?? bootMenu.text).toBe(bootMenu.text);
    expect(onPartition(host, infoPath) ?? "").not.toContain('"updating"');
    expect(host.text("/tmp/boot-info.json")).toBe("old");
    return error;
  }

  test("is the default, also if another one is named before it", async () => {
    for (const images of [["a"], ["b", "a"]])
      expect(await refused(images, configWith())).toMatchObject({
        exit: "conflict",
        message: "It is the default, so a cannot be updated. Nothing was changed.",
      });
  });

  test("is a name that the config does not have", async () => {
    expect(await refused(["b", "c"], configWith())).toMatchObject({
      exit: "usage",
      hint: "Its operating systems are a, b.",
    });
  });

  test("is a node whose disks are not as the config has them", async () => {
    const [disk] = (configWith() as { partitions: { volumes: object[] }[] }).partitions;
    const volumes = disk?.volumes.map((volume) => ({ ...volume, size: 400 }));
    expect(await refused(["b"], configWith({ partitions: [{ ...disk, volumes }] }))).toMatchObject({
      exit: "mismatch",
    });
  });

  test("is a volume that a utility image has on the node, which only its record says", async () => {
    const tools = { name: "tools", driver: "rsync", source: "h::tools/", flags: [], target: "/srv", into: [] } as const;
    const utilities = [
      { ...tools, mounts: [{ mount: "/srv", type: "btrfs", uuid: roots[1] ?? "", label: null, keepData: true }] },
    ];
    const host = createNode([], { [recordPath]: JSON.stringify({ ...bootRecord, utilities }) });
    expect(await refused(["b"], configWith(), host)).toMatchObject({
      exit: "mismatch",
      message: "/dev/vda4, which is to be / of b, is /srv of tools",
    });
  });

  test("is a node of which a system runs, with the command that does it there", async () => {
    const host = createNode();
    host.seed("/proc/self/mountinfo", "22 1 254:3 / / rw,relatime shared:1 - ext4 /dev/vda3 rw\n");
    expect(await refused(["b"], configWith(), host)).toMatchObject({
      exit: "unsafe",
      hint: expect.stringContaining("While a system of this node runs: bareon-provision update b.") as string,
    });
  });

  test("is a policy that adds to the node", async () => {
    expect(await refused(["b"], configWith({ partitions_policy: "extend" }))).toMatchObject({ exit: "usage" });
  });
});
