/** A whole update on a node in memory: which programs run in which order, and what is refused before any of them writes. */
import { describe, expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { infoPath, menuPath } from "../../../src/boot/menu/menu.ts";
import { updatingFunction } from "../../../src/boot/menu/grub-state.ts";
import { abandonUpdate } from "../../../src/recipes/update-abandon.ts";
import { updateSystem, type UpdateOptions } from "../../../src/recipes/update.ts";
import { recordPath } from "../../../src/boot/store/deploy-record.ts";
import type { BootInfo } from "../../../src/schema/boot-info.ts";
import { environmentPath } from "../../../src/boot/state/environment.ts";
import {
  bootRecord,
  type BootNodeOptions,
  createBootNode,
  multibootUuid,
  onPartition,
} from "../../support/hosts/boot-node.ts";
import { createTestContext, type ExpectedCommand, type RecordingHost } from "../../support/hosts/recording-host.ts";

const MiB = 1024 * 1024;
const uuids = [null, multibootUuid, ...bootRecord.images.map(({ mounts }) => mounts[0]?.uuid ?? "")];
const types = [null, "ext4", "ext4", "btrfs"];

function row(path: string, type: string, size: number, children: readonly object[] = []): object {
  return {
    ...{ path, "maj:min": `254:${path.at(-1)}`, type, size, "log-sec": 512, model: null, serial: null, wwn: null },
    ...{ hctl: null, tran: "virtio", ro: false, rm: false, mountpoints: [null], children },
  };
}

const parts = [1, 2, 3, 4].map((number) => ({ path: `/dev/vda${number}`, size: 512 * MiB, number }));
const lsblk = JSON.stringify({
  blockdevices: [
    row(
      "/dev/vda",
      "disk",
      4096 * MiB,
      parts.map(({ path, size }) => row(path, "part", size)),
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
      lastlba: 8_000_000,
    },
    partitions: parts.map(({ path, size, number }) => ({
      ...{ node: path, start: 2048 + number * 1_048_576, size: size / 512 },
      ...{ type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4", uuid: `P${number}`, name: `p${number}` },
    })),
  },
});

const probes = parts.map(({ path }, index): ExpectedCommand => ({
  command: new RegExp(`^blkid -p .* ${path}$`, "u"),
  stdout: uuids[index] === null ? "" : `ID_FS_TYPE=${types[index]}\nID_FS_UUID_ENC=${uuids[index]}\n`,
  exitCode: uuids[index] === null ? 2 : 0,
  always: true,
}));

/** The call in the entry of a system that is being updated. */
const mark = `  ${updatingFunction} ${bootRecord.images[1]?.mounts[0]?.uuid} `;

const statistics =
  "Number of files: 3\nNumber of regular files transferred: 2\nTotal transferred file size: 12 bytes\n";

function createNode(
  more: readonly ExpectedCommand[] = [],
  partition: BootNodeOptions["partition"] = {},
  machine: BootNodeOptions["machine"] = {},
): RecordingHost {
  const folder = { kind: "directory", mode: 0o755 } as const;
  return createBootNode({
    partition,
    // Mounting changes nothing in memory, so the mount points are there before, and stay.
    machine: { "/run/bareon/image-0": folder, "/run/bareon/jail-0": folder, "/run/bareon/carried": folder, ...machine },
    commands: [
      ...more,
      { command: /^lsblk /u, stdout: lsblk, always: true },
      { command: /^sfdisk --json/u, stdout: table, always: true },
      { command: /^blkid -p .* \/dev\/vda$/u, stdout: "", exitCode: 2, always: true },
      ...probes,
      { command: /^uname /u, stdout: "x86_64\n", always: true },
      { command: /^rsync .*--dry-run/u, stdout: statistics, always: true },
      { command: /^(?:blockdev|udevadm|lsattr|mkfs\.|find|getfattr) ?/u, always: true },
      { command: /^grub-fstest /u, stdout: "x", always: true },
      { command: /^unshare --pid .* rsync /u, always: true },
      { command: /^rsync /u, always: true },
      { command: /^mount .*(?:tmpfs|bind)/u, always: true },
      { command: /^(?:mknod|cp|chattr|chown|setfattr) /u, always: true },
      { command: /^stat --file-system/u, stdout: "20000 4096\n", always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
    ],
  });
}

const options: UpdateOptions = {
  uuid: null,
  entry: null,
  who: "anna",
  toolPath: undefined,
  requireVerified: false,
  fullSpeed: false,
  planOnly: false,
  wish: { carryFrom: "idle", arm: "trial", tries: 2, imageName: "b2" },
};

/** What boot-info says that the volumes of b hold. */
function writtenIn(host: RecordingHost): unknown {
  return (JSON.parse(onPartition(host, infoPath) ?? "") as BootInfo).elements[1]?.updating?.written;
}

function powerCut(command: RegExp, error = new Error("power cut")): ExpectedCommand {
  return {
    command,
    effect: () => {
      throw error;
    },
  };
}

/** Programs that write, by their first words. */
function writers({ commands }: RecordingHost): string[] {
  return commands.filter((text) =>
    /^(?:mkfs|unshare --pid|rsync --archive|mount (?!.*-o ro,).*\/dev\/vda4)/u.test(text),
  );
}

/** The record, in which the system b has its root in a container that is open. */
function encryptedRecord(): string {
  const encrypted = { uuid: "eeeeeeee-0000-4000-8000-000000000000", unlock: "passphrase" };
  const images = bootRecord.images.map((image) => ({
    ...image,
    mounts: image.mounts.map((mount) => (image.name === "b" ? { ...mount, encrypted } : mount)),
  }));
  return JSON.stringify({ ...bootRecord, images });
}

describe("an update", () => {
  test("of a system with encrypted volumes never has its carried files bare on the multiboot partition", async () => {
    const more = [{ command: /^tar --create /u, stdout: "the archive", always: true }];
    const partition = { [recordPath]: encryptedRecord() };
    const machine = { "/run/bareon/image-0/etc/machine-id": "mine" };
    const bare = createNode(more, partition, machine);
    await expect(updateSystem(createTestContext(bare), options)).rejects.toMatchObject({
      exit: "usage",
      message: expect.stringContaining("no key was given to seal its carried files") as string,
    });
    expect(onPartition(bare, menuPath)).not.toContain(mark);
    const host = createNode(more, partition, machine);
    // The image lacks what opens its root, which is seen when it is on its volumes.
    await expect(updateSystem(createTestContext(host), { ...options, given: ["a key of it"] })).rejects.toThrow(
      /lacks what opens its encrypted volumes at boot/u,
    );
    const aside = [...host.nodes].filter(([path]) => path.startsWith("/run/bareon/carried/bareon/carried-"));
    const names = aside.flatMap(([path, { kind }]) => (kind === "file" ? [path.split("/").at(-1) ?? ""] : []));
    expect(names.toSorted()).toEqual(["content", "manifest.json"]);
    expect(JSON.parse(host.text(aside.find(([path]) => path.endsWith("manifest.json"))?.[0] ?? "") ?? "")).toEqual({
      ...{ from: "idle", sealed: true },
    });
    expect(host.commands.filter((text) => /^rsync .*carried/u.test(text))).toEqual([]);
  });

  test("is planned without any write", async () => {
    const host = createNode();
    const plan = await updateSystem(createTestContext(host), { ...options, planOnly: true });
    expect(plan).toMatchObject({ image: "b", method: "mirror", resumed: false, to: { imageName: "b2" } });
    expect(writers(host)).toEqual([]);
    expect(onPartition(host, menuPath)).not.toContain(mark);
  });

  test("takes the system out of the menu before it writes, and arms a trial at its end", async () => {
    let during: string | undefined;
    const host: RecordingHost = createNode([
      {
        command: /^unshare --pid .* rsync /u,
        always: true,
        effect: () => void (during = onPartition(host, menuPath)),
      },
    ]);
    const done = await updateSystem(createTestContext(host), options);
    expect(during).toContain(mark);
    expect(done).toMatchObject({ done: true, image: "b" });
    const menu = onPartition(host, menuPath) ?? "";
    expect(menu).not.toContain(mark);
    expect(onPartition(host, environmentPath)).toMatch(/bareon_trial=1\.\nbareon_left=2\n/u);
    expect(onPartition(host, infoPath)).toContain('"image_name": "b2"');
    expect(onPartition(host, recordPath)).toContain('"imageName": "b2"');
    const copy = host.commands.find((text) => /^unshare --pid .* rsync /u.test(text)) ?? "";
    expect(copy).toContain("--delete");
    expect(copy).toContain("--filter=protect /lost+found");
    expect(copy).toContain("--filter=protect /usr/sbin/bareon-boot");
  });

  test("onto new filesystems makes them with their UUIDs after the system is out of the menu, and mirrors nothing", async () => {
    let during: string | undefined;
    const host: RecordingHost = createNode([
      { command: /^mkfs\.btrfs /u, effect: () => void (during = onPartition(host, menuPath)) },
    ]);
    const wish = { ...options.wish, method: "fresh", arm: "nothing", carryFrom: "none" } as const;
    expect(await updateSystem(createTestContext(host), { ...options, wish })).toMatchObject({ method: "fresh" });
    expect(during).toContain(mark);
    const [mkfs, copy] = writers(host).filter((text) => !text.startsWith("mount"));
    expect(mkfs).toMatch(new RegExp(`^mkfs\\.btrfs .*${uuids[3]}.* /dev/vda4$`, "u"));
    expect(copy).not.toContain("--delete");
    expect(onPartition(host, environmentPath)).toContain("bareon_trial=--");
  });

  test("with a new seed writes it last, for root alone, and the record has where it came from", async () => {
    const text = "#cloud-config\npassword: hunter2\n";
    const host = createNode([
      { command: /^stat --dereference .* \/root\/user-data$/u, stdout: `regular file:${text.length}\n`, always: true },
      { command: "cat -- /root/user-data", stdout: text, always: true },
    ]);
    const spec = { userData: { kind: "place", source: "/root/user-data" } } as const;
    const seed = { spec, newUuid: () => "0a0b0c0d-0000-4000-8000-000000000000" };
    await updateSystem(createTestContext(host), { ...options, wish: { ...options.wish, seed } });
    const place = "/run/bareon/image-0/var/lib/cloud/seed/nocloud";
    expect(host.text(`${place}/user-data`)).toBe(text);
    expect(host.nodes.get(`${place}/user-data`)).toMatchObject({ mode: 0o600 });
    expect(host.text(`${place}/meta-data`)).toMatch(/"instance-id": ".+-0a0b0c0d"/u);
    expect(onPartition(host, recordPath)).toContain("/root/user-data");
    expect(onPartition(host, recordPath)).not.toContain("hunter2");
  });

  test("with a new seed that cannot be used is refused before anything is written", async () => {
    const host = createNode([
      { command: /^stat --dereference /u, stdout: "regular file:7\n", always: true },
      { command: "cat -- /root/user-data", stdout: "hunter2", always: true },
    ]);
    const spec = { userData: { kind: "place", source: "/root/user-data" } } as const;
    const refused = updateSystem(createTestContext(host), {
      ...options,
      wish: { ...options.wish, seed: { spec, newUuid: () => "" } },
    });
    await expect(refused).rejects.toMatchObject({
      exit: "source",
      message: expect.stringMatching(/^the new seed of b cannot be used: user-data: (?!.*hunter2)/u) as string,
    });
    expect(writers(host)).toEqual([]);
  });

  test("from a server that limits itself tells rsync so, and the record does not", async () => {
    const host = createNode();
    const wish = { ...options.wish, rate: 2 * MiB, source: "other::images/b2" };
    await updateSystem(createTestContext(host), { ...options, wish });
    expect(host.commands.filter((text) => text.includes("--bwlimit=2048")).length).toBeGreaterThan(1);
    expect(onPartition(host, recordPath)).toContain("other::images/b2/");
    expect(onPartition(host, recordPath)).not.toContain("bwlimit");
  });

  test("is refused if what is asked for does not fit, or if the system runs, before anything is written", async () => {
    const host = createNode();
    const wish = { ...options.wish, method: "mirror", source: "https://host/b2.tar" } as const;
    await expect(updateSystem(createTestContext(host), { ...options, wish })).rejects.toMatchObject({ exit: "usage" });
    expect(writers(host)).toEqual([]);
    await expect(updateSystem(createTestContext(host), { ...options, entry: "a" })).rejects.toMatchObject({
      exit: "conflict",
    });
    expect(writers(host)).toEqual([]);
  });

  test("is refused if its carried files do not fit on the multiboot partition or beside the image, before anything is written", async () => {
    const full = { command: /^stat --file-system/u, stdout: "1024 4096\n", always: true };
    const large = {
      command: /^rsync .*--dry-run/u,
      stdout: statistics.replace("12 bytes", "536,870,900 bytes"),
      always: true,
    };
    for (const [command, message] of [
      [full, /^The carried files take 4 KiB, and 0 B can be set aside on the multiboot partition\.$/u],
      [large, /^image b holds .* and what is carried takes 4 KiB, more than its volumes have \(512 MiB\)$/u],
    ] as const) {
      const host = createNode([command]);
      host.seed("/run/bareon/image-0/etc/machine-id", "b\n");
      await expect(updateSystem(createTestContext(host), options)).rejects.toMatchObject({
        exit: "source",
        message: expect.stringMatching(message) as string,
        hint: expect.stringMatching(/^Nothing was changed\. /u) as string,
      });
      expect(writers(host)).toEqual([]);
      expect(onPartition(host, infoPath)).not.toContain('"updating"');
      const wish = { ...options.wish, carryFrom: "none" } as const;
      expect(await updateSystem(createTestContext(host), { ...options, wish, planOnly: true })).toMatchObject({
        carryFrom: "none",
      });
    }
  });

  test("whose volumes cannot be looked into is begun, and what it carries is measured then", async () => {
    const unclean = {
      command: /^mount .*rescue=nologreplay.*\/run\/bareon\/image-0$/u,
      exitCode: 32,
      stderr: "bad superblock",
      always: true,
    };
    const host = createNode([unclean]);
    expect(await updateSystem(createTestContext(host), options)).toMatchObject({ done: true });
    expect(host.commands.some((text) => unclean.command.test(text))).toBe(true);
  });

  test("is refused if a volume is mounted while the source is measured, and says that nothing was changed", async () => {
    let isMounted = false;
    const host = createNode([
      {
        command: /^rsync .*--dry-run/u,
        stdout: statistics,
        always: true,
        effect: () => void (isMounted = true),
      },
    ]);
    const later = { ...host, isHeld: async (path: string) => isMounted && path === "/dev/vda4" };
    await expect(updateSystem(createTestContext(later), options)).rejects.toMatchObject({
      exit: "unsafe",
      message: "Volumes of b are in use: /dev/vda4 (/). Nothing was changed.",
      hint: expect.not.stringContaining("marked as being updated") as string,
    });
    expect(writers(host)).toEqual([]);
    expect(onPartition(host, infoPath)).not.toContain('"updating"');
  });

  test.each([
    { method: "mirror", carryFrom: "none" },
    { method: "fresh", carryFrom: "none" },
    { method: "mirror", carryFrom: "idle" },
  ] as const)("writes nothing to a volume that is mounted after it has begun: %o", async (more) => {
    const host = createNode();
    const isBegun = (): boolean => onPartition(host, infoPath)?.includes('"updating"') === true;
    const later = { ...host, isHeld: async (path: string) => path === "/dev/vda4" && isBegun() };
    const wish = { ...options.wish, ...more };
    await expect(updateSystem(createTestContext(later), { ...options, wish })).rejects.toMatchObject({
      message: expect.stringContaining(
        "Volumes of b are in use by now: /dev/vda4 (/). Nothing more was written.",
      ) as string,
      hint: expect.stringContaining("b is marked as being updated") as string,
    });
    expect(isBegun()).toBe(true);
    expect(writers(host)).toEqual([]);
    expect(writtenIn(host)).toBe("nothing");
    expect(await abandonUpdate(createTestContext(host), options)).toBe("b");
  });

  test("notes what its volumes hold before the first write, and at its end", async () => {
    const seen: unknown[] = [];
    const note = (made: RecordingHost): void => void seen.push(writtenIn(made));
    const host: RecordingHost = createNode([
      { command: /^mkfs\.btrfs /u, effect: note },
      { command: /^unshare --pid .* rsync /u, always: true, effect: note },
      { command: /^grub-fstest /u, stdout: "x", always: true, effect: note },
    ]);
    const wish = { ...options.wish, method: "fresh" } as const;
    await updateSystem(createTestContext(host), { ...options, wish });
    expect([...new Set(seen)]).toEqual(["partly", "whole"]);
  });

  test("that was cut off before its first write can be abandoned, and one that was not begun cannot", async () => {
    const host = createNode([powerCut(/^mount .*\/run\/bareon\/carried/u)]);
    await expect(abandonUpdate(createTestContext(host), options)).rejects.toMatchObject({ exit: "nothing" });
    await expect(updateSystem(createTestContext(host), options)).rejects.toThrow(/power cut/u);
    expect(writtenIn(host)).toBe("nothing");
    const before = host.commands.length;
    expect(await abandonUpdate(createTestContext(host), options)).toBe("b");
    expect(host.commands.slice(before).filter((line) => /^mount .*\/run\/bareon\/image-0/u.test(line))).toEqual([]);
    expect(onPartition(host, menuPath)).not.toContain(mark);
    expect(onPartition(host, infoPath)).not.toContain('"updating"');
  });

  test("that was cut off while it wrote cannot be abandoned, although its kernel can be loaded", async () => {
    const host = createNode([powerCut(/^unshare --pid .* rsync /u)]);
    await expect(updateSystem(createTestContext(host), options)).rejects.toThrow(/power cut/u);
    const aside = `/run/bareon/carried/bareon/carried-${uuids[3]}`;
    expect(host.nodes.has(`${aside}/manifest.json`)).toBe(true);
    await expect(abandonUpdate(createTestContext(host), options)).rejects.toMatchObject({
      exit: "unbootable",
      hint: expect.stringContaining("bareon-provision remove b") as string,
    });
    expect(onPartition(host, menuPath)).toContain(mark);
    expect(host.nodes.has(`${aside}/manifest.json`)).toBe(true);
    expect(await updateSystem(createTestContext(host), options)).toMatchObject({ done: true, resumed: true });
    expect(host.nodes.has(`${aside}/manifest.json`)).toBe(false);
  });

  test("of a damaged system says how it is done without its carried files", async () => {
    const damaged = {
      command: /^mount .*\/dev\/vda4 .*\/run\/bareon\/image-0$/u,
      exitCode: 32,
      stderr: "bad superblock",
      always: true,
    };
    const host = createNode([damaged]);
    await expect(updateSystem(createTestContext(host), options)).rejects.toMatchObject({
      hint: expect.stringMatching(/^If the idle system is damaged: --method fresh with --carry-from/u) as string,
    });
    expect(await abandonUpdate(createTestContext(host), options)).toBe("b");
  });

  test("from a system that the menu does not boot is refused if its files are to be carried", async () => {
    const host = createNode();
    host.seed("/proc/cmdline", "console=ttyS0\n");
    host.seed("/proc/self/mountinfo", "22 1 0:2 / / rw - rootfs none rw\n");
    const wish = { ...options.wish, carryFrom: "running" } as const;
    await expect(updateSystem(createTestContext(host), { ...options, entry: "b", wish })).rejects.toMatchObject({
      exit: "conflict",
      message: expect.stringMatching(/files are not carried\. Nothing was changed\.$/u) as string,
    });
    expect(onPartition(host, infoPath)).not.toContain('"updating"');
    expect(await updateSystem(createTestContext(host), { ...options, entry: "b" })).toMatchObject({ done: true });
  });

  test("sets nothing aside behind a link on the multiboot partition, which systems can write to", async () => {
    const host = createNode();
    host.seed("/run/bareon/carried/bareon", { kind: "symlink", target: "/etc/bareon" });
    await expect(updateSystem(createTestContext(host), options)).rejects.toThrow(
      /bareon on \/dev\/vda2 is no folder\./u,
    );
    expect([...host.nodes.keys()].filter((path) => path.startsWith("/etc/bareon/carried"))).toEqual([]);
  });

  test("removes what a command that was cut off has left of carried files, and a mere plan removes nothing", async () => {
    const list = `bareon/carried-${uuids[2]}/manifest.json`;
    const host = createNode([], { [list]: "{}" });
    const place = `/run/bareon/carried/${list}`;
    host.seed(place, "{}");
    await updateSystem(createTestContext(host), { ...options, planOnly: true });
    expect(host.nodes.has(place)).toBe(true);
    expect(await updateSystem(createTestContext(host), options)).toMatchObject({ done: true });
    expect(host.nodes.has(place)).toBe(false);
  });

  test("that was abandoned leaves no carried files, also if that was cut off before they were removed", async () => {
    const list = `bareon/carried-${uuids[3]}/manifest.json`;
    const host = createNode([], { [list]: "{}" });
    const place = `/run/bareon/carried/${list}`;
    host.seed(place, "{}");
    await expect(abandonUpdate(createTestContext(host), options)).rejects.toMatchObject({ exit: "nothing" });
    expect(host.nodes.has(place)).toBe(false);
  });

  test("that goes on without carried files leaves none of them on the multiboot partition", async () => {
    const host = createNode([powerCut(/^unshare --pid .* rsync /u)]);
    await expect(updateSystem(createTestContext(host), options)).rejects.toThrow(/power cut/u);
    const aside = `/run/bareon/carried/bareon/carried-${uuids[3]}`;
    expect(host.nodes.has(`${aside}/manifest.json`)).toBe(true);
    const wish = { ...options.wish, carryFrom: "none" } as const;
    expect(await updateSystem(createTestContext(host), { ...options, wish })).toMatchObject({ done: true });
    expect([...host.nodes.keys()].filter((path) => path.startsWith(aside))).toEqual([]);
  });

  test("that goes on with other carried files takes none that a half-written tree or another choice has left", async () => {
    const list = `bareon/carried-${uuids[3]}/manifest.json`;
    const place = `/run/bareon/carried/${list}`;
    let host = createNode();
    /** One more try, which is cut off unless it is the last one; returns whose files are set aside, and how it ended. */
    const tryWith = async (
      carryFrom: UpdateOptions["wish"]["carryFrom"],
      last = false,
    ): Promise<[unknown, unknown]> => {
      const paths = [menuPath, infoPath, environmentPath, recordPath];
      const former = Object.fromEntries(paths.map((path) => [path, onPartition(host, path)]));
      const aside = host.text(place);
      host = createNode(last ? [] : [powerCut(/^unshare --pid .* rsync /u)], { ...former, [list]: aside });
      if (aside !== undefined) host.seed(place, aside);
      const run = updateSystem(createTestContext(host), { ...options, wish: { ...options.wish, carryFrom } });
      const ended = await run.catch((error: unknown) => error);
      const { from } = JSON.parse(host.text(place) ?? "{}") as { from?: unknown };
      return [from, ended];
    };
    await updateSystem(createTestContext(host), { ...options, planOnly: true });
    expect(await tryWith("idle")).toMatchObject(["idle", new Error("power cut")]);
    // What was set aside outlives a change of mind.
    expect(await tryWith("none")).toMatchObject(["idle", new Error("power cut")]);
    expect(await tryWith("idle")).toMatchObject(["idle", new Error("power cut")]);
    expect(host.commands.filter((text) => /^find .*\/carried-.* -delete/u.test(text))).toEqual([]);
    expect(await tryWith("running")).toMatchObject(["running", new Error("power cut")]);
    const message = / begun at \S+ with --carry-from running has written a part of it, .*Nothing was changed\.$/u;
    expect(await tryWith("idle")).toMatchObject([
      "running",
      { exit: "conflict", message: expect.stringMatching(message) as string },
    ]);
    expect(await tryWith("running", true)).toMatchObject([undefined, { done: true, resumed: true }]);
  });

  test("whose image is refused after it was written cannot be abandoned, and says how the system is left", async () => {
    const refused = new BareonError("transfer", "The image does not have its checksum.", { hint: "Look at it." });
    const host = createNode([powerCut(/^unshare --pid .* rsync /u, refused)]);
    await expect(updateSystem(createTestContext(host), options)).rejects.toMatchObject({
      exit: "transfer",
      message: expect.not.stringContaining("Nothing was changed") as string,
      hint: expect.stringMatching(/marked as being updated, .*: bareon-provision update b goes on\.$/u) as string,
    });
    await expect(abandonUpdate(createTestContext(host), options)).rejects.toMatchObject({ exit: "unbootable" });
  });

  test("that was cut off goes on from the source that it was begun with, and is armed as was said then", async () => {
    const host = createNode([powerCut(/^unshare --pid .* rsync /u)]);
    const wish = { source: "other::images/b2", imageName: "b2", arm: "once" } as const;
    await expect(updateSystem(createTestContext(host), { ...options, wish })).rejects.toThrow(/power cut/u);
    const again = { ...options, wish: {} };
    const plan = await updateSystem(createTestContext(host), { ...again, planOnly: true });
    expect(plan).toMatchObject({ resumed: true, begun: { goesOn: true }, images: [{ source: "other::images/b2/" }] });
    const done = await updateSystem(createTestContext(host), again);
    expect(done).toMatchObject({ to: { imageName: "b2" }, arm: "once", begun: { goesOn: true } });
    expect(onPartition(host, recordPath)).toContain("other::images/b2/");
    expect(onPartition(host, infoPath)).not.toContain("other::images");
  });

  test("that is done but cannot be armed says that it is done", async () => {
    let reads = 0;
    const host: RecordingHost = createNode([
      {
        // The environment is read back after the begin, after the end, and once it is armed.
        command: /^dd .*grubenv iflag=direct/u,
        always: true,
        get stdout() {
          return onPartition(host, environmentPath) ?? "";
        },
        effect: () => {
          if ((reads += 1) > 2) throw new BareonError("readonly", "The disk is gone. Nothing was changed.");
        },
      },
    ]);
    const problem = await updateSystem(createTestContext(host), options).catch((error: unknown) => error);
    expect(problem).toMatchObject({
      exit: "readonly",
      message: "b is updated and offered again, but it could not be armed: The disk is gone.",
      hint: "To arm it later: bareon-boot trial b.",
    });
    expect(onPartition(host, menuPath)).not.toContain(mark);
  });

  test("that came to its end but for the menu is whole, and abandoned it is offered as it is", async () => {
    const host = createNode([powerCut(/^grub-fstest /u)]);
    await expect(updateSystem(createTestContext(host), options)).rejects.toThrow(/power cut/u);
    expect(writtenIn(host)).toBe("whole");
    expect(await abandonUpdate(createTestContext(host), options)).toBe("b");
    expect(onPartition(host, menuPath)).not.toContain(mark);
  });

  test("that is cut off leaves a system that nobody can boot, and goes on when it is run again", async () => {
    let isBroken = true;
    const broken: ExpectedCommand = {
      command: /^unshare --pid .* rsync /u,
      always: true,
      effect: () => {
        if (isBroken) throw new Error("power cut");
      },
    };
    const host = createNode([broken]);
    await expect(updateSystem(createTestContext(host), options)).rejects.toThrow(/power cut/u);
    expect(onPartition(host, menuPath)).toContain(mark);
    isBroken = false;
    expect(await updateSystem(createTestContext(host), options)).toMatchObject({ done: true, resumed: true });
    expect(onPartition(host, menuPath)).not.toContain(mark);
  });
});
