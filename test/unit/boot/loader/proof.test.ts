/** What a deploy demands that GRUB reads: the kernel that each image boots; an older one that it cannot read is left out. */
import { expect, test } from "vitest";
import { installBoot } from "../../../../src/boot/loader/install.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import type { Plan } from "../../../../src/schema/plan.ts";
import {
  createRecordingHost,
  createTestContext,
  mountCommands,
  type RecordingHost,
  type Seed,
} from "../../../support/hosts/recording-host.ts";
import { kernelBytes } from "../../../support/systems/kernel-bytes.ts";
import { planExample } from "../../plan/fixture.ts";

const two = planExample("two-systems");
const one = planExample("one-system");
const { uefi: _uefi, ...bootForBios } = one.boot;
const single: Plan = { ...one, firmware: "bios", boot: bootForBios };
const menuFile = "boot/grub2/grub.cfg";

/** A kernel with its initrd for each version, and a link that means the newest. */
function tree(root: string, versions: readonly string[]): [string, Seed][] {
  return [
    ...versions.flatMap((version): [string, Seed][] => [
      [`${root}/boot/vmlinuz-${version}`, kernelBytes(version)],
      [`${root}/boot/initrd.img-${version}`, "initrd"],
    ]),
    [`${root}/vmlinuz`, { kind: "symlink", target: `boot/vmlinuz-${versions[0] ?? ""}` }],
    [`${root}/initrd.img`, { kind: "symlink", target: `boot/initrd.img-${versions[0] ?? ""}` }],
  ];
}

/** A machine on which every image has these kernels, and whose GRUB cannot read what has `bad` in its path. */
function machine({ images, utilities, boot }: Plan, versions: readonly string[], bad: RegExp): RecordingHost {
  const mounts = [...images, ...utilities].flatMap((image) => image.mounts);
  const multiboot = boot.multiboot ?? { device: "/dev/none", uuid: "none" };
  const blkid = [...mounts, { ...multiboot, type: "ext4" }].map(
    ({ device, uuid, type }) => `DEVNAME=${device}\nUUID=${uuid}\nTYPE=${type}\n`,
  );
  const own = boot.multiboot === null ? "/run/bareon/image-0" : "/run/bareon/multiboot";
  const whole = (path: string): string => {
    const text = host.text(`${own}/${path}`);
    if (text === undefined) throw new Error(`no ${path}`);
    return text;
  };
  const host: RecordingHost = createRecordingHost({
    programs: [],
    files: Object.fromEntries([
      ...images.flatMap((_image, index) => tree(`/run/bareon/image-${index}`, versions)),
      ["/run/bareon/multiboot/x", ""],
      ...[...mounts, multiboot].map(({ device }): [string, Seed] => [device, new Uint8Array(8192)]),
    ]),
    expect: [
      mountCommands(),
      { command: /^blkid -c/u, stdout: [...new Set(blkid)].join("\n"), always: true },
      { command: /^(?:grub-install|grub-script-check|udevadm)\b/u, always: true },
      {
        command: /^grub-fstest -- \S+ cat \S+grub\.cfg$/u,
        always: true,
        get stdout() {
          return whole(boot.multiboot === null ? "boot/grub/grub.cfg" : menuFile);
        },
      },
      {
        command: /^grub-fstest -- \S+ cat \S+grubenv$/u,
        always: true,
        get stdout() {
          return whole("boot/grub2/grubenv");
        },
      },
      { command: bad, always: true, exitCode: 1, stderr: "grub-fstest: error: attempt to read past the end.\n" },
      { command: /^grub-fstest --length=512 /u, always: true, stdout: "00000000  4d 5a\n" },
    ],
  });
  return host;
}

interface Installed {
  readonly ids: readonly string[];
  /** The kernels that the menu names. */
  readonly kernels: ReadonlySet<string>;
  readonly warnings: readonly string[];
}

async function install(plan: Plan, versions: readonly string[], bad: RegExp): Promise<Installed> {
  const host = machine(plan, versions, bad);
  const ctx = createTestContext(host);
  await installBoot(ctx, plan);
  const place = plan.boot.multiboot === null ? "image-0/boot/grub/grub.cfg" : `multiboot/${menuFile}`;
  const text = host.text(`/run/bareon/${place}`) ?? "";
  return {
    ids: parseMenu(text).entries.map(({ id }) => id),
    kernels: new Set(Array.from(text.matchAll(/\/\S*vmlinuz[\w.-]*/gu), ([path]) => path)),
    warnings: ctx.events.flatMap((event) =>
      event.event === "warning" && event.message.includes("GRUB cannot read") ? [event.message] : [],
    ),
  };
}

const versions = ["6.1", "5.10"];

test.each([two, single])("$boot.kind: an older kernel that GRUB cannot read is left out, and told", async (plan) => {
  const whole = await install(plan, versions, /^never/u);
  expect(whole.warnings).toEqual([]);
  expect(whole.ids).toHaveLength(2 * plan.images.length);
  const { ids, kernels, warnings } = await install(plan, versions, /(?:vmlinuz|initrd\.img)-5\.10/u);
  expect(ids).toHaveLength(plan.images.length);
  expect([...kernels].filter((path) => path.includes("5.10"))).toEqual([]);
  expect(warnings).toHaveLength(plan.images.length);
  for (const [index, { name }] of plan.images.entries()) {
    expect(warnings[index]).toMatch(
      /: GRUB cannot read \S*\/vmlinuz-5\.10 on \/dev\/\S+: .*, so it is not in the menu\.$/u,
    );
    expect(warnings[index]).toContain(`Image ${name}: `);
  }
});

test("so is one whose initrd cannot be read, and a link that GRUB does not follow", async () => {
  const { ids, kernels, warnings } = await install(two, versions, /initrd\.img-5\.10| \/vmlinuz$/u);
  expect(ids).toHaveLength(2);
  expect(kernels).toEqual(new Set(["/boot/vmlinuz-6.1"]));
  expect(warnings).toHaveLength(4);
});

test("the kernel that an image boots must be read", async () => {
  for (const bad of [/vmlinuz-6\.1/u, /initrd\.img-6\.1/u])
    await expect(install(two, versions, bad)).rejects.toMatchObject({
      exit: "bootloader",
      message: expect.stringMatching(/^The boot menu was not proven: entry 0 .*GRUB cannot read /u) as string,
    });
});
