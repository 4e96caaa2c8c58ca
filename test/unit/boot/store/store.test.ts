/** What bareon-boot makes of a partition that does not take the write. */
import { expect, test } from "vitest";
import type { Command } from "../../../../src/base/command.ts";
import { confirm, setDefault } from "../../../../src/recipes/boot-change.ts";
import { environmentPath, idleEnvironment, renderEnvironment } from "../../../../src/boot/state/environment.ts";
import { historyPath, parseHistory } from "../../../../src/boot/state/history.ts";
import { infoPath, menuPath } from "../../../../src/boot/menu/menu.ts";
import { renderMenu } from "../../../../src/boot/menu/render-menu.ts";
import { currentPath, namesPath, statusPath } from "../../../../src/boot/store/status-file.ts";
import { parseStatusFile } from "../../../../src/boot/store/status-reader.ts";
import { parseInfo } from "../../../../src/boot/store/info-file.ts";
import { openStore, readContent } from "../../../../src/boot/store/store.ts";
import { replaceMenu } from "../../../../src/boot/store/write.ts";
import { Scope } from "../../../../src/host/scope.ts";
import { kernelBytes } from "../../../support/systems/kernel-bytes.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
  type RecordingHost,
} from "../../../support/hosts/recording-host.ts";

const root = { kind: "linux", bootType: "ext4", kernel: "/vmlinuz", initrd: null, parameters: "" } as const;
const entries = [
  { ...root, id: "a", title: "A", rootUuid: "A", bootUuid: "A" },
  { ...root, id: "b", title: "B", rootUuid: "B", bootUuid: "B" },
];
const rendered = renderMenu({ defaultIndex: 0, timeout: 5, serial: null, modules: [], entries });
const { text: menu, generation } = rendered;
const elements = entries.map(({ id, rootUuid }, index) => ({
  grub_id: index,
  image_name: id,
  image_uuid: "",
  os_id: id,
  boot_name: id,
  root_uuid: rootUuid,
}));
const info = JSON.stringify({ elements, current_element: 0, multiboot_partition: "M" });
const blkid = `DEVNAME=/dev/vda2\nUUID=M\nTYPE=ext4\nPARTLABEL=bareon-boot\n\nDEVNAME=/dev/vda3\nUUID=A\nTYPE=ext4\n\nDEVNAME=/dev/vda4\nUUID=B\nTYPE=ext4\n`;

/** The namespace's holder is process 1 here; what a mount shows is seeded where this process would find it. */
function mountOf(device: string, files: Readonly<Record<string, string | Uint8Array>>): ExpectedCommand {
  const effect = (host: RecordingHost, command: Command): void => {
    const target = command.args.at(-1) ?? "";
    for (const [path, content] of Object.entries(files)) host.seed(`/proc/1/root${target}/${path}`, content);
  };
  return { command: new RegExp(`^mount .*-- ${device} `, "u"), always: true, effect };
}

/** The files of the multiboot partition. */
const mounted: Record<string, string> = { [menuPath]: menu, [infoPath]: info };

function nodeThat(...more: readonly ExpectedCommand[]): RecordingHost {
  return createRecordingHost({
    files: {
      "/dev/vda2": { kind: "block", device: "254:2", size: 1 },
      "/proc/cmdline": "",
      "/proc/self/mountinfo": "",
    },
    expect: [
      ...more,
      { command: /^unshare --mount --propagation slave -- flock .* \/run\/bareon\/boot\.lock sh -c /u },
      { command: /^blkid /u, stdout: blkid },
      mountOf("/dev/vda2", mounted),
      mountOf("/dev/vda3", { vmlinuz: kernelBytes() }),
      mountOf("/dev/vda4", { vmlinuz: kernelBytes() }),
      { command: /^umount /u, always: true },
    ],
  });
}

test("what is read back from the disk is what counts", async () => {
  const lost = nodeThat({ command: /^dd .*iflag=direct/u, stdout: menu });
  await expect(setDefault(createTestContext(lost), { uuid: null }, "b")).rejects.toMatchObject({ exit: "unverified" });
  const kept = nodeThat({ command: /^dd .*iflag=direct/u, stdout: menu.replace("default=0", "default=1") });
  await expect(setDefault(createTestContext(kept), { uuid: null, who: "anna" }, "b")).resolves.toMatchObject({
    changed: true,
    default: { grub_id: 1 },
  });
  const top = "/proc/1/root/run/bareon/view-0";
  expect(kept.changes.filter((change) => /^write.* \/proc\//u.test(change))).toEqual([
    `write in ${top}/${menuPath}`,
    `write ${top}/${historyPath}`,
    `write in ${top}/${historyPath}`,
  ]);
  expect(parseHistory(kept.text(`${top}/${historyPath}`) ?? "")).toMatchObject([
    { number: 1, what: "set-default", from: "a", to: "b", who: "anna" },
  ]);
  expect([kept.text(namesPath), kept.text(currentPath)]).toEqual(["a\tA\nb\tB\n", ""]);
  const { list, status } = parseStatusFile(kept.text(statusPath), Date.now() + 9500);
  expect(list).toMatchObject({
    age: 9,
    entries: [
      { entry_id: "a", default: false },
      { entry_id: "b", default: true },
    ],
  });
  expect(status).toMatchObject({
    age: 9,
    default: { entry_id: "b" },
    next: { entry_id: "b" },
    last_change: { number: 1, what: "set-default" },
  });
});

test("the target alone is looked at before the write; what is only told fails no command and is a warning", async () => {
  const broken = [
    { command: /^mount .*-- \/dev\/vda3 /u, exitCode: 32, stderr: "mount: I/O error", always: true },
    { command: /^systemctl /u, exitCode: 1, stderr: "Failed to connect to bus" },
  ];
  const host = nodeThat(...broken, {
    command: /^dd .*iflag=direct/u,
    stdout: menu.replace("default=0", "default=1"),
  });
  host.seed("/dev/watchdog0", { kind: "block", device: "10:130", size: 0 });
  host.seed("/run/systemd/system", { kind: "directory", mode: 0o755 });
  await expect(setDefault(createTestContext(host), { uuid: null }, "b")).resolves.toMatchObject({
    changed: true,
    default: { grub_id: 1, valid: true },
    warnings: [
      expect.stringMatching(/grubenv is missing/u) as string,
      expect.stringMatching(/^The watchdog: systemctl failed/u) as string,
    ],
  });
  const order = host.commands.map((command) => /vda\d.*rw,|rw,.*vda\d|vda\d|^dd/u.exec(command)?.[0]).filter(Boolean);
  expect(order.map((words) => words?.replace(/.*rw,.*/u, "write"))).toEqual([
    "vda2",
    "vda4",
    "write",
    "vda2",
    "dd",
    "vda3",
  ]);
  expect(parseStatusFile(host.text(statusPath), Date.now())).toMatchObject({
    list: { entries: [{ problem: null, unchecked: "Cannot mount /dev/vda3: mount: I/O error" }, { valid: true }] },
    status: { watchdog: null },
  });
});

test("of a partition that is named, only the entries that the answer names are looked at", async () => {
  const host = nodeThat({ command: /^dd /u, stdout: menu.replace("default=0", "default=1") });
  await setDefault(createTestContext(host), { uuid: "M" }, "b");
  expect(host.commands.filter((command) => command.includes("/dev/vda3"))).toEqual([]);
  expect(host.text(statusPath)).toBeUndefined();
});

test("the default is written before the trial is ended, each in one sector, and both are read back from what is unmounted", async () => {
  const armed = { once: null, trial: 1, left: 2, base: 0, tries: 3, generation };
  const after = new TextDecoder().decode(renderEnvironment(idleEnvironment(generation)));
  const changed = menu.replace("default=0", "default=1");
  const nodeWith = (environment: string): RecordingHost => {
    const host = nodeThat(
      { command: /^dd .*grub\.cfg/u, stdout: changed },
      { command: /^dd .*grubenv/u, stdout: environment },
    );
    host.seed("/dev/vda4", { kind: "block", device: "254:4", size: 1 });
    host.seed("/proc/self/mountinfo", "22 1 254:4 / / rw,relatime shared:1 - ext4 /dev/vda4 rw\n");
    host.seed("/proc/cmdline", "root=UUID=B bareon.entry=1 bareon.reason=trial\n");
    host.seed("/vmlinuz", kernelBytes());
    return host;
  };
  mounted[environmentPath] = new TextDecoder().decode(renderEnvironment(armed));
  try {
    const host = nodeWith(after);
    const written: [string, number, number][] = [];
    const watched = {
      ...host,
      writeInSector: async (path: string, offset: number, bytes: Uint8Array) => {
        written.push([path.replace(/^.*\/view-\d+\//u, ""), offset, bytes.length]);
        await host.writeInSector(path, offset, bytes);
      },
    };
    await expect(confirm(createTestContext(watched), { uuid: null }, false)).resolves.toMatchObject({
      changed: true,
      default: { grub_id: 1 },
      trial: null,
    });
    expect(written).toEqual([
      [menuPath, menu.indexOf("default=0") + 8, 3],
      [environmentPath, 0, 512],
      [historyPath, 0, 512],
    ]);
    const ends = host.commands
      .map((command) => /(?<what>rw,noatime| umount | dd )/u.exec(` ${command}`)?.groups?.["what"]?.trim())
      .filter((what) => what !== undefined);
    expect(ends.slice(ends.indexOf("rw,noatime"))).toEqual(["rw,noatime", "umount", "dd", "dd", "umount"]);
    await expect(
      confirm(createTestContext(nodeWith(mounted[environmentPath])), { uuid: null }, false),
    ).rejects.toMatchObject({ exit: "unverified" });
  } finally {
    delete mounted[environmentPath];
  }
});

test("a multiboot partition that holds another one's files is refused", async () => {
  const host = createRecordingHost({
    expect: [
      { command: /^unshare .* flock /u },
      { command: /^blkid /u, stdout: blkid.replace("UUID=M", "UUID=COPY") },
      mountOf("/dev/vda2", { [menuPath]: menu, [infoPath]: info }),
      { command: /^umount /u, always: true },
    ],
  });
  await expect(setDefault(createTestContext(host), { uuid: null }, "b")).rejects.toMatchObject({
    exit: "nopartition",
    message: expect.stringContaining("is that of M, but its own UUID is COPY") as string,
  });
});

function failInfo(): never {
  throw new Error("there is no boot-info");
}

/** Puts the same menu in place anew. */
async function replaceAnew(host: RecordingHost): Promise<void> {
  const ctx = createTestContext(host);
  await using scope = new Scope();
  const store = await openStore(ctx, scope, { uuid: null });
  const content = await readContent(ctx, store);
  const line = { time: "", who: "", what: "refresh", from: null, to: null, why: "" };
  await replaceMenu(ctx, store, {
    menu: rendered,
    environment: idleEnvironment(""),
    info: content.info ?? failInfo(),
    line,
  });
}

test("a menu is not replaced while somebody else has the partition mounted for writing: no umount would bring it to the disk", async () => {
  const busy = {
    command: /^mount .*-o ro,/u,
    exitCode: 32,
    stderr: "mount: /x: /dev/vda2 already mounted or mount point busy.",
    always: true,
  };
  const host = nodeThat(busy, { command: "grub-script-check" });
  await expect(replaceAnew(host)).rejects.toMatchObject({
    exit: "readonly",
    message: expect.stringContaining("Somebody else has /dev/vda2 mounted for writing") as string,
  });
  expect(host.changes.filter((change) => !change.startsWith("make "))).toEqual([]);
});

test("nor is it by one that GRUB could not read", async () => {
  const host = nodeThat({ command: "grub-script-check", exitCode: 1, stderr: "error: syntax error." });
  await expect(replaceAnew(host)).rejects.toThrow("syntax error");
  expect(host.changes.filter((change) => !change.startsWith("make "))).toEqual([]);
});

test("a partition that cannot be mounted for writing is told from one that was damaged", async () => {
  const host = nodeThat({ command: /^mount .*-o rw,/u, exitCode: 32, stderr: "write-protected" });
  await expect(setDefault(createTestContext(host), { uuid: null }, "b")).rejects.toMatchObject({ exit: "readonly" });
  expect(host.changes.filter((change) => change.startsWith("write"))).toEqual([]);
});

test("a lock that stays taken is reported as such", async () => {
  const host = createRecordingHost({
    expect: [
      { command: /^unshare .* flock /u, exitCode: 75 },
      { command: /^blkid /u, stdout: "" },
    ],
  });
  await expect(setDefault(createTestContext(host), { uuid: null }, "b")).rejects.toMatchObject({ exit: "locked" });
});

test("a root that the running system has mounted is looked at in place", async () => {
  const host = nodeThat();
  host.seed("/dev/vda3", { kind: "block", device: "254:3", size: 1 });
  host.seed("/proc/self/mountinfo", "22 1 254:3 / / rw,relatime shared:1 - ext4 /dev/vda3 rw\n");
  host.seed("/proc/cmdline", "root=UUID=A bareon.entry=0\n");
  host.seed("/vmlinuz", kernelBytes());
  await expect(setDefault(createTestContext(host), { uuid: null }, "a")).resolves.toMatchObject({
    changed: false,
    default: { current: true, valid: true },
  });
  expect(host.commands.filter((command) => command.includes("/dev/vda3"))).toEqual([]);
});

test.each([
  ["/dev/none", "There is no device /dev/none.", undefined],
  ["/dev/watchdog", "/dev/watchdog is no block device.", undefined],
  ["/disk.img", "/disk.img is no block device.", "If it is a disk image: --image /disk.img"],
  ["/dev/disk/link", "/disk.img is no block device.", "If it is a disk image: --image /disk.img"],
])("--device %s: %s", async (device, message, hint) => {
  const host = nodeThat();
  host.seed("/dev/watchdog", { kind: "other" });
  host.seed("/disk.img", "");
  host.seed("/dev/disk/link", { kind: "symlink", target: "/disk.img" });
  await using scope = new Scope();
  await expect(openStore(createTestContext(host), scope, { uuid: null, device })).rejects.toMatchObject({
    exit: "nopartition",
    message,
    hint,
  });
});

test.each([
  ["null", "is damaged: the document must be object."],
  [info.replace("{", '{"version": 2, '), "was written by a newer version of bareon, in version 2 of its format."],
])("boot-info that is %s cannot be read: it %s", (text, message) => {
  const partition = { device: "/dev/vda2", uuid: "M", found_by: "name" } as const;
  expect(() => parseInfo(partition, text)).toThrow(`${infoPath} on /dev/vda2 ${message}`);
});
