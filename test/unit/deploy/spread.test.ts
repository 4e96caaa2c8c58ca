/** An image of one filesystem whose folders go onto the volumes of its system: what is moved, in which order, and what is left alone. */
import { expect, test } from "vitest";
import { deployImage } from "../../../src/deploy/image.ts";
import type { Plan, PlannedImage } from "../../../src/schema/plan.ts";
import { imageSources } from "../../../src/sources/sources.ts";
import type { ImageSource } from "../../../src/sources/source.ts";
import planJson from "../plan/two-systems.plan.json" with { type: "json" };
import {
  createRecordingHost,
  createTestContext,
  mountCommands,
  type RecordingHost,
  type Seed,
} from "../../support/hosts/recording-host.ts";

const [root, jail] = ["/run/bareon/image-0", "/run/bareon/jail-0"];
const base = planJson as unknown as Plan;
const folder = { kind: "directory", mode: 0o755 } as const;

const volumes = [
  { mount: "/", device: "/dev/sda1", type: "ext4" },
  { mount: "/var", device: "/dev/sda2", type: "ext4" },
  { mount: "/var/log", device: "/dev/sda3", type: "xfs" },
];

interface Request {
  readonly tree: Readonly<Record<string, Seed>>;
  readonly spread?: boolean;
  /** Devices that keep their data. */
  readonly kept?: readonly string[];
}

function planned({ spread = true, kept = [] }: Request): { readonly plan: Plan; readonly image: PlannedImage } {
  const [first] = base.images;
  if (first === undefined) throw new Error("the plan has no image");
  const mounts = volumes.map((volume, index) => ({ ...volume, uuid: `uuid-${index}` }));
  const image: PlannedImage = { ...first, driver: "file", bootTool: false, mounts, ...(spread ? { spread } : {}) };
  const all = mounts.map(({ device, type, uuid, mount }) => ({
    ...{ device, type, uuid, mount, size: 1e9, label: null, images: [image.name], fstab: null },
    ...(kept.includes(device) ? { keep: true } : {}),
  }));
  return { plan: { ...base, images: [image], volumes: all as Plan["volumes"] }, image };
}

async function deploy(
  request: Request,
): Promise<{ readonly host: RecordingHost; readonly warnings: readonly string[] }> {
  const { plan, image } = planned(request);
  const files = Object.fromEntries(Object.entries(request.tree).map(([path, seed]) => [root + path, seed]));
  const host = createRecordingHost({
    files: { [`${root}/etc`]: folder, [`${root}/usr`]: folder, [jail]: folder, ...files },
    expect: [
      mountCommands(),
      { command: /^(?:getfattr|cp|rsync) /u, always: true },
      { command: /^stat /u, stdout: "0:0:755\n", always: true },
      {
        command: /^find .* -delete$/u,
        always: true,
        effect: (memory, { args }) => {
          const nodes = memory.nodes as Map<string, unknown>;
          for (const path of [...nodes.keys()]) if (path.startsWith(`${args[0] ?? ""}/`)) nodes.delete(path);
        },
      },
    ],
  });
  const ctx = createTestContext(host);
  const source: ImageSource = { ...imageSources.file, write: async () => "OLD" };
  await deployImage(ctx, plan, image, {
    ...{ toolPath: undefined, onProgress: () => undefined, sources: { ...imageSources, file: source } },
    measured: { bytes: 1, files: 0, filesystem: { size: 1 } },
  });
  const warnings = ctx.events.flatMap((event) => (event.event === "warning" ? [event.message] : []));
  return { host, warnings };
}

/** The commands that bring something onto a volume or show it, in short. */
function story({ commands }: RecordingHost): string[] {
  return commands.flatMap((command) => {
    if (command.startsWith("rsync ")) return [`move ${command.split(" -- ")[1] ?? ""}`];
    const { device, target } = /^mount .*-- (?<device>\/dev\/sda\d) (?<target>\S+)$/u.exec(command)?.groups ?? {};
    return device === undefined || target === undefined ? [] : [`${device} on ${target}`];
  });
}

test("what lies at a mount point is moved onto the volume before that is mounted there, parents first", async () => {
  const { host, warnings } = await deploy({ tree: { "/var/lib/x": "x", "/var/log/y": "y" } });
  expect(story(host)).toEqual([
    `/dev/sda1 on ${root}`,
    `/dev/sda2 on ${jail}`,
    `move ${root}/var/ ${jail}/`,
    `/dev/sda2 on ${root}/var`,
    // In memory the volume that was mounted shows nothing of what was moved onto it.
    `/dev/sda3 on ${root}/var/log`,
  ]);
  expect(warnings).toEqual([]);
  const moved = host.commands.find((command) => command.startsWith("rsync ")) ?? "";
  for (const option of ["--archive", "--hard-links", "--acls", "--xattrs", "--numeric-ids", "--one-file-system"])
    expect(moved).toContain(option);
  expect(host.text(`${root}/etc/fstab`)).toBeDefined();
});

test("a link at a mount point leads nowhere outside of the tree", async () => {
  const { host } = await deploy({
    tree: { "/var": { kind: "symlink", target: "../../../outside" }, "/outside/x": "x" },
  });
  expect(story(host).slice(1, 4)).toEqual([
    `/dev/sda2 on ${jail}`,
    `move ${root}/outside/ ${jail}/`,
    `/dev/sda2 on ${root}/outside`,
  ]);
});

test("a volume that keeps its data gets nothing, and without the mark no volume does: both hide it, with a warning", async () => {
  const requests: readonly Omit<Request, "tree">[] = [{ kept: ["/dev/sda2"] }, { spread: false }];
  for (const request of requests) {
    const { host, warnings } = await deploy({ tree: { "/var/lib/x": "x" }, ...request });
    expect(story(host).some((line) => line.startsWith("move"))).toBe(false);
    expect(warnings).toEqual([expect.stringContaining("files in /var, which its volume there hides")]);
  }
});

test("an empty folder is no reason to move anything", async () => {
  const { host } = await deploy({ tree: { "/var/lost+found": folder } });
  expect(story(host).some((line) => line.startsWith("move"))).toBe(false);
});

test("nothing of a volume that keeps its data is moved onto one that is mounted in it", async () => {
  const { host, warnings } = await deploy({ tree: { "/var/log/y": "y" }, kept: ["/dev/sda2"] });
  expect(story(host)).toEqual([`/dev/sda1 on ${root}`, `/dev/sda2 on ${root}/var`, `/dev/sda3 on ${root}/var/log`]);
  expect(host.nodes.has(`${root}/var/log/y`)).toBe(true);
  expect(warnings).toEqual([expect.stringContaining("files in /var, which")]);
});
