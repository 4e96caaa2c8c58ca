/** What a deploy demands that GRUB reads: the kernel that each image boots; an older one that it cannot read is left out. */
import { expect, test } from "vitest";
import { installBoot } from "../../../../src/boot/loader/install.ts";
import { parseMenu } from "../../../../src/boot/menu/parse-menu.ts";
import type { Plan } from "../../../../src/schema/plan.ts";
import {
  createRecordingHost,
  createTestContext,
  type ExpectedCommand,
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

/** A system on a disk that no plan names. */
const stray = { device: "/dev/sdz1", uuid: "99999999-0000-4000-8000-000000000000" };
const strayPart = `DEVNAME=${stray.device}\nUUID=${stray.uuid}\nTYPE=ext4\n`;

/** When a disk with another system is there. */
type IsThere = (host: RecordingHost) => boolean;

/** os-prober finds it as long as it is there. */
function strayCommands(isThere: IsThere, current: () => RecordingHost): ExpectedCommand[] {
  const found = (text: string): string => (isThere(current()) ? text : "");
  return [
    { command: /^(?:modprobe|cp --archive|chmod 444) /u, always: true },
    {
      command: / os-prober$/u,
      always: true,
      get stdout() {
        return found(`${stray.device}:Stray Linux:Stray:linux\n`);
      },
    },
    {
      command: / linux-boot-prober /u,
      always: true,
      get stdout() {
        return found(`${stray.device}:${stray.device}::/boot/vmlinuz-6.1:/boot/initrd.img-6.1:quiet\n`);
      },
    },
    { command: / grub-fstest --length=512 /u, always: true, stdout: "00000000  4d 5a\n" },
  ];
}

/** A machine on which every image has these kernels, and whose GRUB cannot read what has `bad` in its path. */
function machine(
  { images, utilities, boot }: Plan,
  versions: readonly string[],
  bad: RegExp,
  isThere?: IsThere,
): RecordingHost {
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
    programs: isThere === undefined ? [] : ["os-prober"],
    files: Object.fromEntries([
      ...images.flatMap((_image, index) => tree(`/run/bareon/image-${index}`, versions)),
      ["/run/bareon/multiboot/x", ""],
      ...[...mounts, multiboot].map(({ device }): [string, Seed] => [device, new Uint8Array(8192)]),
    ]),
    expect: [
      mountCommands(),
      {
        command: /^blkid -c/u,
        always: true,
        get stdout() {
          return [...new Set(blkid), ...(isThere?.(host) === true ? [strayPart] : [])].join("\n");
        },
      },
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
      ...(isThere === undefined ? [] : strayCommands(isThere, () => host)),
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

async function install(plan: Plan, versions: readonly string[], bad: RegExp, isThere?: IsThere): Promise<Installed> {
  const host = machine(plan, versions, bad, isThere);
  const ctx = createTestContext(host);
  await installBoot(ctx, plan);
  const place = plan.boot.multiboot === null ? "image-0/boot/grub/grub.cfg" : `multiboot/${menuFile}`;
  const text = host.text(`/run/bareon/${place}`) ?? "";
  return {
    ids: parseMenu(text).entries.map(({ id }) => id),
    kernels: new Set(Array.from(text.matchAll(/\/\S*vmlinuz[\w.-]*/gu), ([path]) => path)),
    warnings: ctx.events.flatMap((event) =>
      event.event === "warning" && /GRUB cannot read|was not proven/u.test(event.message) ? [event.message] : [],
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

const always: IsThere = () => true;
const untilWritten: IsThere = (host) => host.text(`/run/bareon/multiboot/${menuFile}`) === undefined;
const untilInstalled: IsThere = (host) => !host.commands.some((command) => command.startsWith("grub-install"));

test.each<[string, IsThere]>([
  ["is written", untilWritten],
  ["is proven", untilInstalled],
])("a disk with another system that is taken away once the menu %s is told once", async (_when, isThere) => {
  const there = await install(two, versions, /^never/u, always);
  expect(there.warnings).toEqual([]);
  const { ids, warnings } = await install(two, versions, /^never/u, isThere);
  expect(ids).toEqual(there.ids);
  expect(ids).toContain("other-sdz1");
  expect(warnings).toEqual([
    `The boot menu was not proven: entry 4 (Stray Linux (on ${stray.device})): no filesystem has the UUID ${stray.uuid}. The config does not name that system, and its entry stays in the menu.`,
  ]);
});

test("so is a kernel of it that GRUB does not read any more; one of a deployed system is not left", async () => {
  const { warnings } = await install(two, versions, /^grub-fstest --length=512 -- \/dev\/sdz1 /u, always);
  expect(warnings).toEqual([expect.stringContaining("on /dev/sdz1")]);
  await expect(install(two, versions, /vmlinuz-6\.1/u, always)).rejects.toMatchObject({ exit: "bootloader" });
});
