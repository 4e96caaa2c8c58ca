/** installBoot on a loop disk, and what a PC then boots from that disk. */
import { access, mkdtemp, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { installBoot } from "../../src/boot/loader/install.ts";
import { planRecord, recordPath, renderRecord } from "../../src/boot/store/deploy-record.ts";
import { BareonError } from "../../src/base/errors.ts";
import { parseMenu } from "../../src/boot/menu/parse-menu.ts";
import type { Plan, PlannedUtility } from "../../src/schema/plan.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { localContext, warnings } from "../support/hosts/local-context.ts";
import { withMounted } from "../support/disks/multiboot-disk.ts";
import { type TestImage, provisionDisk, systemTree } from "../support/disks/provisioned-disk.ts";
import { bootGrub, talkingKernel } from "../support/grub/talking-kernel.ts";

/** As the existing controller does it: by UUID, with sed, without any tool of ours. */
async function switchAsClient(plan: Plan, index: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "bareon-client-"));
  await execa("mount", ["--source", `UUID=${plan.boot.multiboot?.uuid ?? ""}`, "--target", directory]);
  await execa("sed", ["-i", String.raw`s/\(set default=\)[0-9]*/\1${index}/`, `${directory}/boot/grub2/grub.cfg`]);
  await execa("umount", [directory]);
  await execa("rmdir", [directory]);
}

async function mountsBelow(directory: string): Promise<string[]> {
  const { stdout } = await execa("findmnt", ["--list", "--noheadings", "--output", "TARGET"]);
  return stdout.split("\n").filter((target) => target.startsWith(directory));
}

const bookworm = {
  name: "bookworm",
  type: "ext4",
  tree: systemTree("Debian GNU/Linux 12 (bookworm)", "6.1.0-40", {
    vmlinuz: { link: "boot/vmlinuz-6.1.0-40" },
    "initrd.img": { link: "boot/initrd.img-6.1.0-40" },
    "boot/vmlinuz-6.1.0-9": talkingKernel(),
    "boot/initrd.img-6.1.0-9": "initrd of 6.1.0-9\n",
    "etc/default/grub": `GRUB_CMDLINE_LINUX="net.ifnames=0 root=/dev/sda1"\n`,
  }),
} as const satisfies TestImage;
const other = {
  name: "Other OS",
  type: "xfs",
  separateBoot: true,
  tree: systemTree("Other' $(reboot) { OS", "5.14.0-1.el9", {
    "boot/grub/grub.cfg": "linux /vmlinuz-5.14.0-1.el9 root=/dev/sda2\ninitrd /initrd.img-5.14.0-1.el9\n",
  }),
} as const satisfies TestImage;
const third = { name: "third", type: "btrfs", tree: systemTree("Third OS", "6.12.1") } as const satisfies TestImage;

test("three systems on ext4, xfs with a /boot of its own, and btrfs: each entry boots what it says", async () => {
  await using provisioned = await provisionDisk([bookworm, other, third], {
    kernelParams: "console=ttyS0,115200 quiet",
  });
  const { disk, plan } = provisioned;
  const ctx = localContext();
  const info = await installBoot(ctx, plan);
  const roots = plan.images.map(({ rootUuid }) => rootUuid);
  expect(info).toMatchObject({
    current_element: 0,
    multiboot_partition: plan.boot.multiboot?.uuid,
    elements: [
      {
        grub_id: 0,
        os_id: "bookworm",
        entry_id: "bookworm",
        image_name: "bookworm-image",
        boot_name: `Debian GNU/Linux 12 (bookworm) (on ${disk.device}p3)`,
        kernel: "/boot/vmlinuz-6.1.0-40",
      },
      {
        grub_id: 1,
        os_id: "Other OS",
        entry_id: "other-os",
        boot_name: `Other' $(reboot) { OS (on ${disk.device}p4)`,
        kernel: "/vmlinuz-5.14.0-1.el9",
      },
      { grub_id: 2, os_id: "third", entry_id: "third", kernel: "/boot/vmlinuz-6.12.1", root_uuid: roots[2] },
    ],
  });
  expect(warnings(ctx.events)).toEqual([]);
  expect(await mountsBelow("/run/bareon/")).toEqual([]);
  const [record, mode] = await withMounted(plan.boot.multiboot?.device ?? "", "ro", async (directory) => [
    await readFile(join(directory, recordPath), "utf8"),
    (await stat(join(directory, recordPath))).mode & 0o777,
  ]);
  expect([record, mode]).toEqual([renderRecord(planRecord(plan)), 0o600]);
  const ends = (index: number): string => `bareon.entry=${index} bareon.reason=default bareon.left=0|`;
  const expected = [
    `root=UUID=${roots[0]} ro net.ifnames=0 console=ttyS0,115200 quiet ${ends(0)}initrd of 6.1.0-40|`,
    `root=UUID=${roots[1]} ro console=ttyS0,115200 quiet ${ends(1)}initrd of 5.14.0-1.el9|`,
    `root=UUID=${roots[2]} ro console=ttyS0,115200 quiet ${ends(2)}initrd of 6.12.1|`,
    `root=UUID=${roots[0]} ro net.ifnames=0 console=ttyS0,115200 quiet ${ends(3)}initrd of 6.1.0-9|`,
  ];
  for (const [index, line] of expected.entries()) {
    if (index > 0) await switchAsClient(plan, index);
    expect((await bootGrub({ disks: [disk.path] })).output).toContain(line);
  }
});

test("the menu speaks on the serial line, and noise there does not stop its countdown; without the port it boots too", async () => {
  await using provisioned = await provisionDisk([bookworm, third], {
    kernelParams: "console=tty0 console=ttyS0,115200",
    timeout: 3,
  });
  const { disk, plan } = provisioned;
  await installBoot(localContext(), plan);
  const noisy = await bootGrub({ disks: [disk.path], noise: "login: \u001B[B\r\n\u001Bec x" });
  expect(noisy.output).toContain(`Third OS (on ${disk.device}p4)`);
  expect(noisy.output).toContain("bareon.entry=0 bareon.reason=default");
  expect(noisy.milliseconds).toBeGreaterThan(3000);
  expect((await bootGrub({ disks: [disk.path], serial: false })).ended).toBe(true);
});

test("an image without a kernel is refused by name, and nothing is installed or left mounted", async () => {
  const empty = {
    ...third,
    type: "ext4",
    tree: { ...systemTree("Empty OS", "1"), "boot/vmlinuz-1": "", vmlinuz: { link: "/../../../../vmlinuz" } },
  } as const;
  await using provisioned = await provisionDisk([bookworm, empty]);
  const { disk, plan } = provisioned;
  await expect(installBoot(localContext(), plan)).rejects.toThrow(/Image third has no kernel/u);
  expect(await mountsBelow("/run/bareon/")).toEqual([]);
  expect((await bootGrub({ disks: [disk.path], limit: 3000 })).ended).toBe(false);
});

test("a kernel on a filesystem that GRUB cannot read is refused before the boot sector is written", async () => {
  await using provisioned = await provisionDisk([bookworm, { ...third, type: "ext4" }]);
  const { disk, plan } = provisioned;
  const root = plan.images[1]?.mounts[0]?.device ?? "";
  await execa("debugfs", ["-w", "-R", "feature inline_data", root]);
  const failure = await installBoot(localContext(), plan).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BareonError);
  expect(String(failure)).toMatch(
    /entry 1 \(Third OS .*GRUB cannot read \/boot\/vmlinuz-6\.12\.1.*its filesystem has inline_data/su,
  );
  expect((await bootGrub({ disks: [disk.path], limit: 3000 })).ended).toBe(false);
});

test("an image whose NAME is a program for sed runs nothing, and is named", async () => {
  await using folder = await scratchFolder();
  const proof = `${folder.path}/proof`;
  const hostile = {
    ...third,
    type: "ext4",
    tree: { ...third.tree, "usr/lib/os-release": `NAME=x/;1etouch\${IFS}${proof};#\nPRETTY_NAME=Hostile\n` },
  } as const;
  await using provisioned = await provisionDisk([bookworm, hostile]);
  const ctx = localContext();
  const info = await installBoot(ctx, provisioned.plan);
  expect(warnings(ctx.events)).toEqual([]);
  expect(await access(proof).catch(() => "missing")).toBe("missing");
  expect(info.elements[1]?.boot_name).toBe(`Hostile (on ${provisioned.disk.device}p4)`);
});

test("a system that the config does not name comes last, and boots", async () => {
  const foreign = { ...third, name: "foreign", type: "ext4" } as const;
  await using provisioned = await provisionDisk([bookworm, foreign, third], { kernelParams: "console=ttyS0,115200" });
  const { disk, plan } = provisioned;
  const ours = { ...plan, images: plan.images.filter(({ name }) => name !== "foreign") };
  const info = await installBoot(localContext(), ours);
  expect(info.elements.map(({ os_id }) => os_id)).toEqual(["bookworm", "third"]);
  const { stdout } = await execa("grub-fstest", [plan.boot.multiboot?.device ?? "", "cat", "/boot/grub2/grub.cfg"]);
  const entries = parseMenu(stdout).entries;
  const index = entries.findIndex(({ id }) => id === `other-${disk.device.replace("/dev/", "")}p4`);
  expect(entries[index]).toMatchObject({ rootUuid: plan.images[1]?.rootUuid, kernel: "/boot/vmlinuz-6.12.1" });
  // After our three; other disks of this machine may hold systems too.
  expect(index).toBeGreaterThanOrEqual(3);
  await switchAsClient(plan, index);
  const { output } = await bootGrub({ disks: [disk.path] });
  expect(output).toMatch(
    new RegExp(`root=UUID=${plan.images[1]?.rootUuid} .*bareon\\.entry=${index} .*\\|initrd of 6\\.12\\.1\\|`, "u"),
  );
  expect(output).not.toContain("root=/dev/");
});

test("what looks like a system on a deployed volume that is no root is not in the menu", async () => {
  await using provisioned = await provisionDisk([bookworm, { ...third, name: "utility", type: "ext4" }, third]);
  const { disk, plan } = provisioned;
  const [mount] = plan.images[1]?.mounts ?? [];
  const device = mount?.device ?? "";
  const utility: PlannedUtility = {
    name: "utility",
    driver: "rsync",
    source: "",
    flags: [],
    target: "/srv",
    into: [],
    mounts: mount === undefined ? [] : [{ ...mount, mount: "/srv" }],
  };
  const ctx = localContext();
  await installBoot(ctx, {
    ...plan,
    utilities: [utility],
    images: plan.images.filter(({ name }) => name !== "utility"),
  });
  const { stdout } = await execa("grub-fstest", [plan.boot.multiboot?.device ?? "", "cat", "/boot/grub2/grub.cfg"]);
  expect(parseMenu(stdout).entries.map(({ id }) => id)).not.toContain(`other-${disk.device.replace("/dev/", "")}p4`);
  expect(ctx.events.filter((event) => event.event === "warning" && event.message.includes(device))).toEqual([]);
});
