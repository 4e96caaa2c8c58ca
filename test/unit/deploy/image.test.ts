/** What is written into a deployed tree, whatever the tree holds at those places. */
import { expect, test } from "vitest";
import { deployImage } from "../../../src/deploy/image.ts";
import type { Plan, PlannedImage } from "../../../src/schema/plan.ts";
import type { ProgressEvent } from "../../../src/base/events.ts";
import { imageSources } from "../../../src/sources/sources.ts";
import planJson from "../plan/two-systems.plan.json" with { type: "json" };
import {
  type ExpectedCommand,
  type RecordingHost,
  type Seed,
  createRecordingHost,
  createTestContext,
  mountCommands,
} from "../../support/hosts/recording-host.ts";

const plan = planJson as unknown as Plan;
const root = "/run/bareon/image-0";

interface More {
  /** Of the plan, and of its first image. */
  readonly plan?: Partial<Plan>;
  readonly image?: Partial<PlannedImage>;
  readonly outside?: readonly string[];
}

/** Deploys the plan's first image where rsync brings these files. */
async function deployTree(
  tree: Readonly<Record<string, Seed>>,
  more: More = {},
): Promise<{ readonly host: RecordingHost; readonly fstab: string; readonly told: readonly string[] }> {
  const told: string[] = [];
  const rsync: ExpectedCommand = {
    command: /^unshare --pid .* chroot \/run\/bareon\/jail-0 rsync /u,
    effect: (host) => {
      for (const [path, seed] of Object.entries(tree)) host.seed(root + path, seed);
    },
  };
  const [first] = plan.images;
  if (first === undefined) throw new Error("the plan has no image");
  const image = { ...first, ...more.image };
  // Mounting changes nothing here, so the mount points are there before.
  const mountPoints = Object.fromEntries(
    image.mounts.map(({ mount }) => [
      `${root}${mount === "/" ? "" : mount}`,
      { kind: "directory", mode: 0o755 } as const,
    ]),
  );
  const host = createRecordingHost({
    files: { "/tool": "the tool", ...mountPoints },
    expect: [
      { command: /^rsync .*--list-only/u, always: true },
      rsync,
      mountCommands(),
      { command: /^(?:getfattr|cp) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
    ],
  });
  const report = (event: ProgressEvent): void => {
    if (event.event === "warning" || event.event === "notice") told.push(`${event.event}: ${event.message}`);
  };
  await deployImage({ ...createTestContext(host), report }, { ...plan, ...more.plan }, image, {
    ...(more.outside === undefined ? {} : { outside: more.outside }),
    toolPath: "/tool",
    completions: {
      "bareon-boot": { bash: "for bash", zsh: "for zsh", fish: "for fish" },
      "bareon-provision": { bash: "its bash", zsh: "its zsh", fish: "its fish" },
    },
    onProgress: () => undefined,
  });
  return { host, fstab: image.fstab, told };
}

test("an image's own fstab is kept byte for byte", async () => {
  const former = Uint8Array.from([0x23, 0xe9, 0x0a]);
  const { host, fstab } = await deployTree({ "/etc/fstab": former });
  expect(host.text(`${root}/etc/fstab`)).toBe(fstab);
  expect(host.nodes.get(`${root}/etc/fstab.image`)).toMatchObject({ content: former });
});

test("an fstab without an end is replaced and never read", async () => {
  const { host, fstab } = await deployTree({ "/etc/fstab": { kind: "block", device: "1:5", size: 0 } });
  expect(host.text(`${root}/etc/fstab`)).toBe(fstab);
  expect(host.nodes.has(`${root}/etc/fstab.image`)).toBe(false);
});

test("a loop of links in place of the fstab is replaced by the file", async () => {
  const { host, fstab } = await deployTree({ "/etc/fstab": { kind: "symlink", target: "fstab" } });
  expect(host.text(`${root}/etc/fstab`)).toBe(fstab);
  expect(host.nodes.get(`${root}/etc/fstab`)?.kind).toBe("file");
});

test("a large file at fstab is kept aside and not read into memory", async () => {
  const { host } = await deployTree({ "/etc/fstab": new Uint8Array(2 * 1024 * 1024) });
  expect(host.nodes.get(`${root}/etc/fstab.image`)).toMatchObject({ kind: "file" });
});

test("the boot tool replaces a link of its name, and not what that leads to", async () => {
  const { host } = await deployTree({
    "/usr/bin/busybox": "busybox",
    "/usr/sbin/bareon-boot": { kind: "symlink", target: "../bin/busybox" },
  });
  expect(host.text(`${root}/usr/bin/busybox`)).toBe("busybox");
  expect(host.text(`${root}/usr/sbin/bareon-boot`)).toBe("the tool");
});

test("the tool's other name is a link to it, also where somebody else has a program of that name", async () => {
  for (const former of [undefined, "a program", { kind: "symlink", target: "/usr/bin/busybox" } as const]) {
    const { host } = await deployTree({
      "/usr/bin/busybox": "busybox",
      ...(former === undefined ? {} : { "/usr/sbin/bareon-provision": former }),
    });
    const link = host.nodes.get(`${root}/usr/sbin/bareon-provision`);
    expect(link).toEqual({ kind: "symlink", target: "bareon-boot" });
    expect(host.text(`${root}/usr/bin/busybox`)).toBe("busybox");
    expect(host.text(`${root}/usr/sbin/bareon-boot`)).toBe("the tool");
  }
});

const systemd = { "/usr/lib/systemd/systemd": "init" } as const;

test("an image with systemd gets its units enabled, kernel hooks, places for checks, and completion for the shells that it has", async () => {
  const { host } = await deployTree({
    ...systemd,
    "/usr/share/bash-completion/completions": { kind: "directory", mode: 0o755 },
  });
  for (const name of ["postinst.d/zzz-bareon", "postrm.d/zzz-bareon", "install.d/zzz-bareon.install"]) {
    expect(host.nodes.get(`${root}/etc/kernel/${name}`)).toMatchObject({ kind: "file", mode: 0o755 });
  }
  const units = [
    ["bareon-health", "multi-user"],
    ["bareon-status", "multi-user"],
    ["bareon-deadline", "sysinit"],
  ] as const;
  for (const [name, target] of units) {
    expect(host.nodes.get(`${root}/etc/systemd/system/${target}.target.wants/${name}.service`)).toEqual({
      kind: "symlink",
      target: `/usr/lib/systemd/system/${name}.service`,
    });
    expect(host.text(`${root}/usr/lib/systemd/system/${name}.service`)).toContain(`WantedBy=${target}.target`);
  }
  const timer = "/usr/lib/systemd/system/bareon-refresh.timer";
  expect(host.nodes.get(`${root}/etc/systemd/system/timers.target.wants/bareon-refresh.timer`)).toEqual({
    kind: "symlink",
    target: timer,
  });
  expect(host.text(root + timer)).toContain("OnActiveSec=300");
  expect(host.text(root + timer.replace(".timer", ".service"))).toContain("bareon-boot refresh --quiet");
  expect(host.text(`${root}/etc/kernel/postinst.d/zzz-bareon`)).toContain("restart bareon-refresh.timer");
  expect(host.nodes.get(`${root}/etc/bareon/health.d`)).toMatchObject({ kind: "directory" });
  expect(host.text(`${root}/usr/share/bash-completion/completions/bareon-boot`)).toBe("for bash\n");
  expect(host.text(`${root}/usr/share/bash-completion/completions/bareon-provision`)).toBe("its bash\n");
  expect([...host.nodes.keys()].filter((path) => path.includes("zsh") || path.includes("after-boot"))).toEqual([]);
});

test("a kernel that comes to an image with systemd without any hook, as openSUSE's and Arch's do, is found by what changes in /boot", async () => {
  const { host } = await deployTree(systemd);
  const units = `${root}/usr/lib/systemd/system/bareon-kernels`;
  expect(host.nodes.get(`${root}/etc/systemd/system/paths.target.wants/bareon-kernels.path`)).toEqual({
    kind: "symlink",
    target: "/usr/lib/systemd/system/bareon-kernels.path",
  });
  expect(host.text(`${units}.path`)).toContain("\n[Path]\nPathChanged=/boot\n");
  expect(host.text(`${units}.service`)).toMatch(
    /\nExecStart=\/bin\/sh -c 'sleep 20; exec systemctl --no-block restart bareon-refresh\.timer'\n/u,
  );
});

test("Alpine's kernel-hooks finds the hook in its own directory", async () => {
  const { host } = await deployTree({ "/etc/local.d": { kind: "directory", mode: 0o755 } });
  expect(host.nodes.get(`${root}/etc/kernel-hooks.d/zzz-bareon`)).toEqual({
    kind: "symlink",
    target: "/etc/kernel/postinst.d/zzz-bareon",
  });
  expect([...host.nodes.keys()].filter((path) => path.includes("bareon-kernels"))).toEqual([]);
});

test("zsh and fish find the completions of both programs by their own names for such files", async () => {
  const [zsh, fish] = ["/usr/share/zsh/vendor-completions", "/usr/share/fish/vendor_completions.d"];
  const folder = { kind: "directory", mode: 0o755 } as const;
  const { host } = await deployTree({ [zsh]: folder, [fish]: folder });
  const texts = [
    `${zsh}/_bareon-boot`,
    `${zsh}/_bareon-provision`,
    `${fish}/bareon-boot.fish`,
    `${fish}/bareon-provision.fish`,
  ];
  expect(texts.map((path) => host.text(root + path))).toEqual(["for zsh\n", "its zsh\n", "for fish\n", "its fish\n"]);
});

test("without systemd it gets a script for the end of the boot, called where the image has a place for that", async () => {
  const { host } = await deployTree({
    "/etc/init.d": { kind: "directory", mode: 0o755 },
    "/etc/rc2.d": { kind: "directory", mode: 0o755 },
  });
  expect(host.nodes.get(`${root}/usr/lib/bareon/after-boot`)).toMatchObject({ kind: "file", mode: 0o755 });
  expect(host.nodes.get(`${root}/etc/rc2.d/S99bareon`)).toEqual({
    kind: "symlink",
    target: "/usr/lib/bareon/after-boot",
  });
  expect([...host.nodes.keys()].filter((path) => path.includes("systemd"))).toEqual([]);
});

test("hooks of an earlier bareon in an image that was made of a deployed system are removed, and those of somebody else stay", async () => {
  const { host } = await deployTree({
    "/etc/kernel/postinst.d/zz-bareon": "#!/bin/sh\nsaid=$(/usr/sbin/bareon-boot refresh --quiet --wait 60)\n",
    "/etc/kernel/postrm.d/zz-bareon": "#!/bin/sh\necho of somebody else\n",
  });
  expect(host.text(`${root}/etc/kernel/postinst.d/zz-bareon`)).toBeUndefined();
  expect(host.text(`${root}/etc/kernel/postrm.d/zz-bareon`)).toContain("somebody else");
});

test("it is told whether a package in the image stays or is replaced", async () => {
  const program = { kind: "file", content: new TextEncoder().encode("of a package"), mode: 0o755 } as const;
  const files = { ...systemd, "/usr/sbin/bareon-boot": program };
  const newer = await deployTree({ ...files, "/usr/lib/bareon/package": "deb 99.0.0\n" });
  const [own] = newer.told.filter((line) => line.includes("from a package"));
  expect(own).toMatch(
    /^notice: Image \S+ has bareon 99\.0\.0 from a package \(deb\): it stays, and bareon \S+ is not written\.$/u,
  );
  expect(newer.host.text(`${root}/usr/sbin/bareon-boot`)).toBe("of a package");
  const older = await deployTree({ ...files, "/usr/lib/bareon/package": "deb 0.0.1\n" });
  expect(older.told.filter((line) => line.includes("from a package")).join("\n")).toMatch(
    /^warning: Image \S+ has bareon 0\.0\.1 from a package \(deb\), in whose place bareon \S+ is written\. Update the package in the image\.$/u,
  );
  expect(older.host.text(`${root}/usr/sbin/bareon-boot`)).toBe("the tool");
});

test("links in the image lead none of these files out of it, and a second deploy changes nothing of them", async () => {
  const out = { kind: "symlink", target: "/../../../../outside" } as const;
  const link = { kind: "symlink", target: "/usr/lib/systemd/system/bareon-health.service" } as const;
  const tree = {
    ...systemd,
    "/etc/kernel": out,
    "/etc/systemd": out,
    "/outside/system/multi-user.target.wants/bareon-health.service": link,
  };
  const { host } = await deployTree(tree);
  expect(host.nodes.get(`${root}/outside/postinst.d/zzz-bareon`)).toMatchObject({ kind: "file" });
  expect(
    host.changes.filter((change) => change.includes("bareon-health.service") && !change.includes("/usr/lib/")),
  ).toEqual([]);
  expect([...host.nodes.keys()].filter((path) => path.startsWith("/outside"))).toEqual([]);
});

test("files that the image of a filesystem has below volumes of others are counted, in the tree and nowhere else", async () => {
  const [image] = plan.images;
  const [top] = image?.mounts ?? [];
  if (image === undefined || top === undefined) throw new Error("the plan has no image");
  const folder = { kind: "directory", mode: 0o755 } as const;
  const host = createRecordingHost({
    files: {
      ...{ [root]: folder, [`${root}/etc`]: folder, [`${root}/usr`]: folder, [`${root}/srv/shared`]: folder },
      [`${root}/data`]: { kind: "symlink", target: "/srv/shared" },
    },
    expect: [
      mountCommands(),
      {
        command: `find ${root}/srv/shared -xdev -mindepth 1 '!' -type d -printf '%i\\n'`,
        stdout: "1\n2\n",
        always: true,
      },
      { command: /^(?:getfattr|cp) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
    ],
  });
  const write = async (): Promise<string> => await Promise.resolve("12345678-0000-4000-8000-000000000000");
  const ctx = createTestContext(host);
  const told: string[] = [];
  const report: typeof ctx.report = (event) => void (event.event === "warning" && told.push(event.message));
  await deployImage(
    { ...ctx, report },
    plan,
    { ...image, mounts: [top] },
    {
      toolPath: undefined,
      measured: { bytes: 1, files: 0, filesystem: { size: 1 } },
      sources: { ...imageSources, [image.driver]: { ...imageSources[image.driver], write } },
      outside: ["/data", "/nothing"],
      onProgress: () => undefined,
    },
  );
  expect(told).toEqual([
    `Image ${image.name} has 2 files for /data, /nothing, which are not for this image alone: what is there stays as it is, and that hides them.`,
  ]);
});

test("a system in whose place no image comes has its files, added lines of its fstab, and the boot tool", async () => {
  const [image] = plan.images;
  if (image === undefined) throw new Error("the plan has no image");
  const points = image.mounts.map(
    ({ mount }) => [`${root}${mount === "/" ? "" : mount}`, { kind: "directory", mode: 0o755 }] as const,
  );
  const added = "UUID=1234-ABCD /mine vfat defaults 0 0\n";
  const host = createRecordingHost({
    files: {
      "/tool": "the tool",
      ...Object.fromEntries(points),
      [`${root}/etc/fstab`]: image.fstab + added,
      [`${root}/etc/fstab.bareon`]: image.fstab,
      [`${root}/etc/motd`]: "mine",
      [`${root}/usr/bin/true`]: "",
    },
    expect: [
      mountCommands(),
      { command: /^(?:getfattr|cp) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
    ],
  });
  const kept = { ...image, keep: true };
  await deployImage(createTestContext(host), plan, kept, { toolPath: "/tool", onProgress: () => undefined });
  expect(host.text(`${root}/etc/motd`)).toBe("mine");
  expect(host.text(`${root}/etc/fstab`)).toContain(added);
  expect(host.text(`${root}/usr/sbin/bareon-boot`)).toBe("the tool");
  expect(host.commands.some((command) => command.includes("rsync"))).toBe(false);
});

test("the initramfs of kernels that an update leaves alone stays, on a multipath map and for an encrypted root", async () => {
  const tree = {
    ...{ "/sbin/multipathd": "x", "/sbin/kpartx": "x", "/usr/sbin/mkinitramfs": "x" },
    ...{ "/usr/share/initramfs-tools/hooks/multipath": "x", "/usr/share/initramfs-tools/hooks/cryptroot": "x" },
    ...{ "/usr/sbin/multipath": "x", "/usr/sbin/cryptsetup": "x" },
  };
  const uuid = "cccccccc-0000-4000-8000-000000000001";
  const layers = [{ layer: "luks", device: "/dev/mapper/c", uuid, size: 1, below: ["/dev/vda3"] }];
  const multipath = { wwid: "35000c500a1b2c3d4", separator: "-part" };
  const ways: readonly More[] = [
    { plan: { disks: plan.disks.map((disk) => ({ ...disk, multipath })) } },
    { plan: { layers }, image: { encrypted: [{ mount: "/", uuid, unlock: "passphrase" }] } },
  ];
  for (const more of ways) {
    await expect(deployTree(tree, more)).rejects.toThrow("has no kernel /boot/vmlinuz-VERSION");
    const { host, fstab } = await deployTree(tree, { ...more, outside: ["/boot"] });
    expect(host.text(`${root}/etc/fstab`)).toBe(fstab);
  }
});
