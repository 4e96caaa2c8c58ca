/** What is wrong with an image file, its server or its archive ends the deploy: nothing outside is touched, and a PC boots nothing from the disk. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deployPlan } from "../../src/recipes/deploy.ts";
import { type BlankDisk, blankDisk } from "../support/disks/blank-disk.ts";
import { type Fault, startFaultServer } from "../support/servers/fault-server.ts";
import { bootsNothing } from "../support/vm/firmware.ts";
import { type ImageLab, createImageLab, findRemains, planFor, shell } from "../support/disks/image-lab.ts";
import { localContext, warnings } from "../support/hosts/local-context.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { type TarMember, tarArchive } from "../support/files/tar-writer.ts";

const MiB = 1024 * 1024;

let lab: ImageLab;

beforeAll(async () => {
  lab = await createImageLab();
});

afterAll(async () => await lab[Symbol.asyncDispose]());

/** The deploy was stopped after the first write. */
async function expectUnbootable(disk: BlankDisk): Promise<void> {
  expect(await findRemains(disk)).toEqual([]);
  expect(await bootsNothing(disk.path)).toBe(true);
}

/** The disk's file is sparse: the first write would give it a block. */
async function expectUntouched(disk: BlankDisk): Promise<void> {
  expect((await stat(disk.path)).blocks).toBe(0);
}

interface Failing {
  readonly fault?: Fault;
  readonly more?: object;
  /** The file of the lab that is served; ext4.raw where absent. */
  readonly file?: string;
  readonly content?: () => Promise<Uint8Array>;
  readonly says: string;
  /** What fails; "transfer" where absent. */
  readonly exit?: "source" | "transfer";
  /** It goes into the filesystem that was made before. */
  readonly isArchive?: boolean;
}

describe("what is wrong with a source or a server ends the deploy", () => {
  const wrong = `sha256:${"0".repeat(64)}`;
  const cases: Readonly<Record<string, Failing>> = {
    "a wrong checksum of a filesystem": { more: { checksum: wrong }, says: "not what its checksum says" },
    "a wrong checksum of an archive": {
      file: "tree.tar.gz",
      isArchive: true,
      more: { checksum: wrong },
      says: "not what its checksum says",
    },
    "a file that is gone after the first look": {
      fault: { kind: "status", status: 404, times: 99 },
      says: "HTTP status 404",
    },
    "a file that changes": {
      fault: { kind: "changed", after: 2 * MiB, ranges: true },
      says: "was changed on the server",
    },
    "a file that changes, from a server without ranges": {
      fault: { kind: "changed", after: 2 * MiB, ranges: false },
      says: "was changed on the server",
    },
    "a page": { fault: { kind: "page" }, says: "answered with a page", exit: "source" },
    "a redirect to another scheme": {
      fault: { kind: "redirect", to: "ftp://127.0.0.1/image" },
      says: "not supported or disabled",
      exit: "source",
    },
    "no image": {
      content: async () => Buffer.from("hello".repeat(100_000)),
      says: "neither a tar archive nor",
      exit: "source",
    },
    "a qcow2 image that nobody called one": { file: "ext4.qcow2", says: "it is a qcow2 image", exit: "source" },
    "a qcow2 image with a backing file": {
      file: "evil.qcow2",
      more: { container_format: "qcow2" },
      says: "names a backing file",
      exit: "source",
    },
    "a wrong checksum of a qcow2 image": {
      file: "ext4.qcow2",
      more: { container_format: "qcow2", checksum: wrong },
      says: "not what its checksum says",
    },
    "a filesystem of another type": {
      file: "btrfs.raw.xz",
      says: "the filesystem of its volume is ext4",
      exit: "source",
    },
    "another format than the config says": {
      more: { container_format: "tar" },
      says: "no image of the container format tar",
      exit: "source",
    },
    "a packed archive that ends early": {
      content: async () => (await readFile(join(lab.folder.path, "tree.tar.gz"))).subarray(0, 4000),
      isArchive: true,
      says: "gzip",
    },
    "a packed filesystem that ends early": {
      content: async () => (await readFile(join(lab.folder.path, "other.raw.gz"))).subarray(0, -100),
      says: "gzip",
    },
    "a filesystem that ends early": {
      content: async () => (await readFile(join(lab.folder.path, "ext4.raw"))).subarray(0, 20 * MiB),
      says: "ends early",
      exit: "source",
    },
    "a server that does not say how long the file is": {
      fault: { kind: "bare" },
      says: "Give a checksum",
      exit: "source",
    },
    "a list without this file": {
      more: { checksum_url: "file:///etc/os-release" },
      says: "has no SHA-256",
      exit: "source",
    },
  };

  test.for(Object.entries(cases))(
    "%s",
    async ([, { fault, more, file = "ext4.raw", content, says, exit = "transfer", isArchive = false }]) => {
      await using folder = await scratchFolder();
      await using disk = await blankDisk(folder, "disk.img", 200);
      await using server = await startFaultServer(
        content === undefined ? await readFile(join(lab.folder.path, file)) : await content(),
        fault,
      );
      const ctx = localContext();
      const plan = await planFor(disk, { x: { url: server.url, more: { ...more } } });
      const ended = deployPlan(ctx, plan, { infoPaths: [], toolPath: undefined });
      await expect(ended).rejects.toMatchObject({ exit });
      const message = await ended.catch(
        (error: unknown) => `${(error as Error).message} ${(error as { hint?: string }).hint ?? ""}`,
      );
      expect(message).toContain(says);
      await (exit === "source" ? expectUntouched(disk) : expectUnbootable(disk));
      // Of a filesystem the head is held back, so that nothing can be mounted.
      const { stdout } = await execa("blkid", ["--probe", plan.images[0]?.mounts[0]?.device ?? ""], { reject: false });
      expect(/ TYPE=/u.test(stdout)).toBe(isArchive);
    },
  );
});

describe("hostile archives", () => {
  const evil: Readonly<Record<string, { readonly members: readonly TarMember[]; readonly says: string }>> = {
    "an absolute name": { members: [{ name: "/CANARY", content: "evil" }], says: "absolute" },
    "a name that climbs": { members: [{ name: "../../../../../CANARY", content: "evil" }], says: "climbs" },
    "a file behind a link": {
      members: [
        { name: "out", type: "2", target: "/CANARY-FOLDER" },
        { name: "out/canary", content: "evil" },
      ],
      says: "behind the link",
    },
    "a hard link": {
      members: [
        { name: "x", type: "1", target: "/CANARY" },
        { name: "x", content: "evil" },
      ],
      says: "hard link",
    },
  };

  test.for(Object.entries(evil))(
    "%s is refused, and nothing outside of the tree is touched",
    async ([, { members, says }]) => {
      await using folder = await scratchFolder();
      await using disk = await blankDisk(folder, "disk.img", 200);
      const canary = join(folder.path, "canary");
      await writeFile(canary, "unharmed");
      const named = (text: string): string =>
        text.replace("/CANARY-FOLDER", folder.path).replace("/CANARY", canary).replace("CANARY", canary.slice(1));
      const archive = tarArchive(
        { name: "./etc/hostname", content: "x" },
        ...members.map((member) => ({
          ...member,
          name: named(member.name),
          ...(member.target === undefined ? {} : { target: named(member.target) }),
        })),
      );
      await writeFile(join(folder.path, "evil.tar"), archive);
      const plan = await planFor(disk, { x: { url: `file://${folder.path}/evil.tar` } });
      await expect(deployPlan(localContext(), plan, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({
        exit: "transfer",
        message: expect.stringContaining(says) as string,
      });
      expect(await readFile(canary, "utf8")).toBe("unharmed");
      await expectUnbootable(disk);
    },
  );

  test("a device outside of /dev is left out, and that is told", async () => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 200);
    const archive = tarArchive(
      { name: "./etc/hostname", content: "x" },
      { name: "srv/disk", type: "4", device: [7, 0] },
    );
    await writeFile(join(folder.path, "x.tar"), archive);
    const plan = await planFor(disk, { x: { url: `file://${folder.path}/x.tar` } });
    const ctx = localContext();
    // Without a kernel the deploy ends later.
    await expect(deployPlan(ctx, plan, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({
      exit: "bootloader",
    });
    expect(warnings(ctx.events).join("\n")).toMatch(/srv\/disk.*left out/su);
    const root = plan.images[0]?.mounts[0]?.device ?? "";
    const look = `mount --options ro ${root} ${folder.path}/m && find ${folder.path}/m -type b; umount ${folder.path}/m`;
    expect(await shell(`mkdir ${folder.path}/m; ${look}`)).toBe("");
  });

  test("a bomb is refused when it holds more than its volume", async () => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 200);
    await shell(
      `cd ${folder.path}; mkdir t; truncate -s 300M t/zeros; tar --create --gzip --file=bomb.tar.gz --directory=t .`,
    );
    const plan = await planFor(disk, { x: { url: `file://${folder.path}/bomb.tar.gz` } });
    await expect(deployPlan(localContext(), plan, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({
      exit: "transfer",
      message: expect.stringContaining("holds more than its volumes (64 MiB)") as string,
    });
    await expectUnbootable(disk);
  });
});
