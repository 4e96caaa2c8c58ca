/** One image deployed onto bare loop devices, one for each volume, without partitions and boot loader; needs root. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { deployImage } from "../../../src/deploy/image.ts";
import { checkSources } from "../../../src/deploy/preflight.ts";
import { findUnchangeable } from "../../../src/deploy/unchangeable.ts";
import type { Plan, PlannedImage, PlannedVolume } from "../../../src/schema/plan.ts";
import planJson from "../../unit/plan/two-systems.plan.json" with { type: "json" };
import { writeImage } from "../files/image-writer.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { localContext, warnings } from "../hosts/local-context.ts";

export type ImageKind = "rsync" | "tar" | "oci" | "raw";

export interface TreeLab {
  readonly path: string;
  /** Makes the image's tree with a shell script that runs in it. */
  readonly make: (script: string) => Promise<void>;
  /** Deploys the tree, by whatever source, and returns the warnings. */
  readonly deploy: (kind: ImageKind, options?: LabOptions) => Promise<readonly string[]>;
  /** Runs a script in the deployed tree. */
  readonly look: (script: string) => Promise<string>;
  /** Runs a script in one volume alone. */
  readonly lookInto: (volume: number, script: string) => Promise<string>;
  /** What an fstab of the deploy says. */
  readonly fstab: string;
}

const volumeSize = 32 * 1024 * 1024;

export interface LabOptions {
  /** Whether the volumes keep their data. */
  readonly keep?: boolean;
  /** The executable that becomes the image's bareon-boot. */
  readonly toolPath?: string;
}

async function shell(script: string): Promise<string> {
  return (await execa("sh", ["-euc", script])).stdout;
}

/** The tree between two layers: the lower one has a kernel, without which no system is deployed, and what the upper one takes away. */
async function makeLayers(folder: Scratch, tree: string): Promise<string> {
  const pack = ["--create", "--format=pax", "--xattrs", "--xattrs-include=*", "--acls", `--directory=${tree}`, "."];
  const { stdout: archive } = await execa("tar", pack, { encoding: "buffer", maxBuffer: 64 * 1024 * 1024 });
  const lower = [
    ...[
      { name: "boot/", type: "5" },
      { name: "boot/vmlinuz-0", content: "kernel" },
    ],
    ...[
      { name: "lower/", type: "5" },
      { name: "lower/deep/", type: "5" },
      { name: "lower/deep/file", content: "x" },
    ],
  ];
  const layout = join(folder.path, "layout");
  await rm(layout, { recursive: true, force: true });
  await writeImage(layout, { layers: [lower, archive, [{ name: ".wh.lower" }]], packing: "zstd" });
  return `oci:${layout}`;
}

async function makeImage(folder: Scratch, kind: ImageKind): Promise<Pick<PlannedImage, "driver" | "source" | "flags">> {
  const [tree, file] = [join(folder.path, "tree"), join(folder.path, `image.${kind}`)];
  if (kind === "rsync")
    return { driver: "rsync", source: `${tree}/`, flags: ["-a", "-A", "-X", "--hard-links", "--numeric-ids"] };
  if (kind === "oci") return { driver: "oci", source: await makeLayers(folder, tree), flags: [] };
  if (kind === "tar")
    await shell(`tar --create --xattrs '--xattrs-include=*' --acls --file=${file} --directory=${tree} .`);
  else await shell(`rm -f ${file}; truncate --size=24M ${file}; mkfs.ext4 -q -d ${tree} -U random ${file}`);
  return { driver: "file", source: `file://${file}`, flags: [] };
}

/** Loop devices with an ext4 each, made and removed by one shell, since a start of it takes as long as what it does. */
async function makeVolumes(folder: Scratch, uuids: readonly string[]): Promise<string[]> {
  const lines = uuids.map((uuid, index) => {
    const file = join(folder.path, `volume-${index}`);
    return `truncate --size=${volumeSize} ${file}; mkfs.ext4 -q -O ^metadata_csum_seed,^orphan_file -U ${uuid} ${file}; losetup --find --show -- ${file}`;
  });
  const devices = (await shell(lines.join("\n"))).split("\n");
  onTestFinished(async () => void (await execa("losetup", ["--detach", ...devices])));
  return devices;
}

/** The first mount is the root. All are ext4 of 32 MiB. */
export async function treeLab(mounts: readonly string[]): Promise<TreeLab> {
  const folder = await scratchFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  const tree = join(folder.path, "tree");
  await mkdir(tree);
  const uuids = mounts.map((_, index) => `0000000${index}-0000-4000-8000-00000000000a`);
  const devices = await makeVolumes(folder, uuids);
  const volumes = mounts.map((mount, index): PlannedVolume => {
    const [device = "", uuid = ""] = [devices[index], uuids[index]];
    const fstab = { enabled: true, options: "defaults" };
    return { device, size: volumeSize, type: "ext4", uuid, label: null, mount, images: ["bookworm"], fstab };
  });
  const look = async (places: readonly (readonly [string, string])[], script: string): Promise<string> => {
    const root = join(folder.path, "look");
    await mkdir(root, { recursive: true });
    const steps = places.map(([device, place]) => `mount ${device} ${root}${place}`);
    return await shell(`${steps.join("\n")}\ntrap 'cd /; umount --recursive ${root}' EXIT\ncd ${root}\n${script}`);
  };
  const base = planJson as unknown as Plan;
  const fstab = ["# ours", ...volumes.map(({ uuid, mount }) => `UUID=${uuid} ${mount ?? ""} ext4 defaults 0 1`), ""];
  return {
    path: folder.path,
    make: async (script) => void (await shell(`cd ${tree}; ${script}`)),
    fstab: fstab.join("\n"),
    deploy: async (kind, { keep = false, toolPath } = {}) => {
      const ctx = localContext();
      const [image] = base.images;
      if (image === undefined) throw new Error("the plan has no image");
      const planned: PlannedImage = {
        ...image,
        ...(await makeImage(folder, kind)),
        mounts: volumes.map(({ device, type, uuid, mount }) => ({ device, type, uuid, mount: mount ?? "" })),
        rootUuid: volumes[0]?.uuid ?? "",
        fstab: fstab.join("\n"),
      };
      const own = keep ? volumes.map((volume) => ({ ...volume, keep: true })) : volumes;
      const plan: Plan = { ...base, images: [planned], utilities: [], volumes: own };
      const sizes = await checkSources(ctx, plan, undefined);
      const flagged = await findUnchangeable(ctx, plan);
      const options = { measured: sizes.get(planned.name), onProgress: () => undefined, toolPath, flagged };
      await deployImage(ctx, plan, planned, options);
      return warnings(ctx.events);
    },
    look: async (script) =>
      await look(
        volumes.map(({ device, mount }) => [device, mount ?? ""] as const),
        script,
      ),
    lookInto: async (volume, script) => await look([[volumes[volume]?.device ?? "", ""]], script),
  };
}
