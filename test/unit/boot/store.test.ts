/** What bareon-boot makes of a partition that does not take the write. */
import { expect, test } from "vitest";
import type { Command } from "../../../src/base/command.ts";
import { setDefault } from "../../../src/boot-change.ts";
import { historyPath, parseHistory } from "../../../src/boot/history.ts";
import { infoPath, menuPath, renderMenu } from "../../../src/boot/menu.ts";
import { createRecordingHost, createTestContext, type ExpectedCommand, type RecordingHost } from "../../support/recording-host.ts";

const root = { kind: "linux", bootType: "ext4", kernel: "/vmlinuz", initrd: null, parameters: "" } as const;
const entries = [{ ...root, id: "a", title: "A", rootUuid: "A", bootUuid: "A" }, { ...root, id: "b", title: "B", rootUuid: "B", bootUuid: "B" }];
const menu = renderMenu({ defaultIndex: 0, timeout: 5, serial: null, modules: [], entries });
const elements = entries.map(({ id, rootUuid }, index) => ({ grub_id: index, image_name: id, image_uuid: "", os_id: id, boot_name: id, root_uuid: rootUuid }));
const info = JSON.stringify({ elements, current_element: 0, multiboot_partition: "M" });
const blkid = `DEVNAME=/dev/vda2\nUUID=M\nTYPE=ext4\nPARTLABEL=bareon-boot\n\nDEVNAME=/dev/vda3\nUUID=A\nTYPE=ext4\n\nDEVNAME=/dev/vda4\nUUID=B\nTYPE=ext4\n`;

/** The namespace's holder is process 1 here; what a mount shows is seeded where this process would find it. */
function mountOf(device: string, files: Readonly<Record<string, string>>): ExpectedCommand {
  const effect = (host: RecordingHost, command: Command): void => {
    const target = command.args.at(-1) ?? "";
    for (const [path, content] of Object.entries(files)) host.seed(`/proc/1/root${target}/${path}`, content);
  };
  return { command: new RegExp(`^nsenter .* mount .*--source ${device} `, "u"), always: true, effect };
}

function nodeThat(...more: readonly ExpectedCommand[]): RecordingHost {
  return createRecordingHost({
    files: { "/dev/vda2": { kind: "block", device: "254:2", size: 1 }, "/proc/cmdline": "", "/proc/self/mountinfo": "" },
    expect: [
      ...more,
      { command: /^unshare --mount --propagation slave -- flock .* \/run\/bareon\/boot\.lock cat$/u },
      { command: /^blkid /u, stdout: blkid },
      mountOf("/dev/vda2", { [menuPath]: menu, [infoPath]: info }),
      mountOf("/dev/vda4", { vmlinuz: "kernel" }),
      { command: /^nsenter .* umount /u, always: true },
    ],
  });
}

test("what is read back from the disk is what counts", async () => {
  const lost = nodeThat({ command: /^dd .*iflag=direct/u, stdout: menu });
  await expect(setDefault(createTestContext(lost), { uuid: null }, "b")).rejects.toMatchObject({ exit: "unverified" });
  const kept = nodeThat({ command: /^dd .*iflag=direct/u, stdout: menu.replace("default=0", "default=1") });
  await expect(setDefault(createTestContext(kept), { uuid: null, who: "anna" }, "b")).resolves.toMatchObject({ changed: true, default: { grub_id: 1 } });
  const top = "/proc/1/root/run/bareon/view-2";
  expect(kept.changes.filter((change) => change.startsWith("write"))).toEqual([`write in ${top}/${menuPath}`, `write ${top}/${historyPath}`, `write in ${top}/${historyPath}`]);
  expect(parseHistory(kept.text(`${top}/${historyPath}`) ?? "")).toMatchObject([{ number: 1, what: "set-default", from: "a", to: "b", who: "anna" }]);
});

test("a partition that cannot be mounted for writing is told from one that was damaged", async () => {
  const host = nodeThat({ command: /^nsenter .* mount .*--options rw,/u, exitCode: 32, stderr: "write-protected" });
  await expect(setDefault(createTestContext(host), { uuid: null }, "b")).rejects.toMatchObject({ exit: "readonly" });
  expect(host.changes.filter((change) => change.startsWith("write"))).toEqual([]);
});

test("a lock that stays taken is reported as such", async () => {
  const host = createRecordingHost({ expect: [{ command: /^unshare .* flock /u, exitCode: 75 }, { command: /^blkid /u, stdout: "" }] });
  await expect(setDefault(createTestContext(host), { uuid: null }, "b")).rejects.toMatchObject({ exit: "locked" });
});

test("a root that the running system has mounted is looked at in place", async () => {
  const host = nodeThat();
  host.seed("/dev/vda3", { kind: "block", device: "254:3", size: 1 });
  host.seed("/proc/self/mountinfo", "22 1 254:3 / / rw,relatime shared:1 - ext4 /dev/vda3 rw\n");
  host.seed("/proc/cmdline", "root=UUID=A bareon.entry=0\n");
  host.seed("/vmlinuz", "kernel");
  await expect(setDefault(createTestContext(host), { uuid: null }, "a")).resolves.toMatchObject({ changed: false, default: { current: true, valid: true } });
  expect(host.commands.filter((command) => command.includes("/dev/vda3"))).toEqual([]);
});
