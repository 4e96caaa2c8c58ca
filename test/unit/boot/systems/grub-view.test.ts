/** What comes of an entry, by what GRUB can read now; and that nothing of it can fail a command. */
import { expect, test } from "vitest";
import { openGrubView, readEntry } from "../../../../src/boot/systems/grub-view.ts";
import type { Attempt, LinuxEntry } from "../../../../src/boot/menu/menu.ts";
import { createRecordingHost } from "../../../support/hosts/recording-host.ts";

const filesystems = [{ device: "/dev/vda3", uuid: "root", type: "xfs", partitionName: null }];
const attempt = (version: string): Attempt => ({
  bootUuid: "ROOT",
  bootType: "xfs",
  kernel: `/boot/vmlinuz-${version}`,
  initrd: `/boot/initrd.img-${version}`,
  parameters: "ro",
});
const entry: LinuxEntry = {
  kind: "linux",
  id: "red",
  title: "Red",
  rootUuid: "root",
  ...attempt("6.2"),
  fallbacks: [attempt("6.1")],
};

function readable(...versions: string[]): ReturnType<typeof createRecordingHost> {
  const read = ["6.1", "6.2"].flatMap((version) =>
    ["vmlinuz", "initrd.img"].map((name) => {
      const command = `grub-fstest --length=512 -- /dev/vda3 hex /boot/${name}-${version}`;
      return versions.includes(version)
        ? { command, stdout: "00000000  4d 5a\n", always: true }
        : {
            command,
            exitCode: 1,
            stderr: `grub-fstest: error: file \`/boot/${name}-${version}' not found.\n`,
            always: true,
          };
    }),
  );
  return createRecordingHost({
    programs: ["grub-fstest", "blockdev"],
    expect: [{ command: "blockdev --flushbufs /dev/vda3" }, ...read],
  });
}

async function reading(host: ReturnType<typeof createRecordingHost>): Promise<unknown> {
  return await readEntry(await openGrubView(host, filesystems), entry);
}

const missing = "GRUB cannot read /boot/vmlinuz-6.2 on /dev/vda3: file `/boot/vmlinuz-6.2' not found";

test("what is read comes from the disk, not from what the kernel has in memory of the device: that is forgotten once, before", async () => {
  const host = readable("6.1");
  await reading(host);
  const ran = host.commands.map((command) => command.split(" ")[0]);
  expect([ran[0], new Set(ran.slice(1))]).toEqual(["blockdev", new Set(["grub-fstest"])]);
});

test("a kernel that GRUB cannot read yet is told together with the one that is booted until then", async () => {
  expect(await reading(readable("6.1", "6.2"))).toEqual({ problem: null, instead: null });
  expect(await reading(readable("6.1"))).toEqual({
    problem: null,
    instead: `${missing}; until it can, /boot/vmlinuz-6.1 of the same system is booted`,
  });
  expect(await reading(readable())).toEqual({ problem: missing, instead: null });
});

test("without GRUB's programs, or where they fail otherwise, nothing is said", async () => {
  const unknown = { problem: null, instead: null };
  expect(await reading(createRecordingHost({ programs: [] }))).toEqual(unknown);
  const failing = createRecordingHost({
    programs: ["grub2-fstest"],
    expect: [{ command: "grub2-fstest --length=512 -- /dev/vda3 hex /boot/vmlinuz-6.2", exitCode: 127, always: true }],
  });
  expect(await reading(failing)).toEqual(unknown);
});
