/** Image files deployed onto loop devices by the real programs: every form arrives whole, and whatever is wrong leaves a node that does not boot. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { execute } from "../../../src/apply/execute.ts";
import { inspect } from "../../../src/apply/inspect.ts";
import { checkSources } from "../../../src/apply/sources.ts";
import { renderUnbootableCode } from "../../../src/boot/unbootable.ts";
import { drain } from "../../../src/drivers/deploy/byte-streams.ts";
import { openJail } from "../../../src/host/jail.ts";
import { Scope } from "../../../src/host/scope.ts";
import { extractArchive } from "../../../src/tools/tar.ts";
import { readIronicConfig } from "../../../src/drivers/data/ironic.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import { checkStoredPlan } from "../../../src/plan/stored-plan.ts";
import { provision } from "../../../src/provision.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { type BlankDisk, blankDisk } from "../../support/blank-disk.ts";
import { type Fault, startFaultServer } from "../../support/fault-server.ts";
import { localContext, warnings } from "../../support/local-context.ts";
import { type Scratch, scratchFolder } from "../../support/scratch.ts";
import { type TarMember, tarArchive } from "../../support/tar-writer.ts";

const MiB = 1024 * 1024;
const oldUuid = "0b5e55ed-0000-4000-8000-00000000c0de";

let lab: Scratch;
let tree: string;

async function shell(script: string): Promise<string> {
  return (await execa("bash", ["-euo", "pipefail", "-c", script])).stdout;
}

/** A tree with what only a careful copy keeps, and the UUID of its image wherever a system names it. */
async function makeTree(path: string): Promise<void> {
  for (const folder of ["etc/default", "etc/kernel", "boot/grub", "boot/loader/entries", "dev", "usr/bin", "var"]) await mkdir(join(path, folder), { recursive: true });
  await writeFile(join(path, "etc/hostname"), "from-image\n");
  await writeFile(join(path, "etc/fstab"), `UUID=${oldUuid} / ext4 defaults 0 1\n`);
  await writeFile(join(path, "etc/kernel/cmdline"), `root=UUID=${oldUuid} ro\n`, { mode: 0o640 });
  await writeFile(join(path, "boot/grub/grub.cfg"), `linux /vmlinuz root=UUID=${oldUuid}\n`);
  await writeFile(join(path, "boot/loader/entries/a.conf"), `options root=UUID=${oldUuid}\n`);
  await writeFile(join(path, "usr/bin/tool"), "x".repeat(5000));
  await writeFile(join(path, "usr/payload"), Buffer.alloc(3 * MiB, "payload"));
  await symlink("/usr/bin/tool", join(path, "usr/bin/link"));
  await shell(`cd ${path}; mknod dev/null c 1 3; ln usr/bin/tool usr/bin/hard; setfattr -n user.note -v kept usr/bin/tool; chown 4242:4243 usr/bin/hard; chmod 4755 usr/bin/hard; truncate -s 4M var/sparse`);
}

beforeAll(async () => {
  lab = await scratchFolder();
  tree = join(lab.path, "tree");
  await makeTree(tree);
  await shell(`cd ${lab.path}
    truncate -s 24M ext4.raw; mkfs.ext4 -q -O metadata_csum_seed -U ${oldUuid} -d tree ext4.raw; zstd -q ext4.raw; cp ext4.raw other.raw; gzip -k other.raw
    qemu-img convert -q -f raw -O qcow2 -c ext4.raw ext4.qcow2; qemu-img create -q -f qcow2 -F raw -b /etc/hostname evil.qcow2 1M
    truncate -s 120M btrfs.raw; mkfs.btrfs -q -U ${oldUuid} --rootdir tree btrfs.raw; xz -0k btrfs.raw
    tar --create --xattrs --acls --sparse --directory=tree --file=tree.tar .; bzip2 -k tree.tar; gzip -k tree.tar
    sha256sum tree.tar.gz ext4.raw > SHA256SUMS`);
});

afterAll(async () => await lab[Symbol.asyncDispose]());

interface Image {
  readonly url: string;
  readonly more?: object;
  readonly size?: number;
  readonly type?: string;
}

function configFor(disk: BlankDisk, images: Readonly<Record<string, Image>>): unknown {
  return {
    partitions_policy: "clean",
    images: Object.entries(images).map(([name, { url, more }]) => ({ name, image_pull_url: url, target: "/", ...more })),
    partitions: [
      {
        type: "disk", id: { type: "name", value: disk.device }, size: 850,
        volumes: Object.entries(images).map(([name, { size = 64, type = "ext4" }]) => ({ type: "partition", mount: "/", size, file_system: type, images: [name] })),
      },
    ],
  };
}

async function planFor(disk: BlankDisk, images: Readonly<Record<string, Image>>): Promise<Plan> {
  const { config } = readIronicConfig(configFor(disk, images), { compat: false });
  const plan = makePlan({ config, inventory: await inspect(localContext()), newUuid: randomUUID });
  expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  checkStoredPlan(JSON.parse(JSON.stringify(plan)) as Plan);
  return plan;
}

/** Everything but the boot loader. */
async function deploy(plan: Plan): Promise<ReturnType<typeof localContext>> {
  const ctx = localContext();
  const sizes = await checkSources(ctx, plan, undefined);
  const steps = { ...plan, steps: plan.steps.filter((step) => step.kind !== "install-boot") };
  await expect(execute(ctx, steps, { toolPath: undefined, sizes })).rejects.toThrow("no step that installs the boot loader");
  return ctx;
}

/** Runs a script in the deployed tree of an image. */
async function inTree(plan: Plan, name: string, script: string): Promise<string> {
  const device = plan.images.find((image) => image.name === name)?.mounts[0]?.device ?? "";
  const place = join(lab.path, "look");
  await mkdir(place, { recursive: true });
  return await shell(`mount -o ro ${device} ${place}; trap 'cd /; umount ${place}' EXIT; cd ${place}; ${script}`);
}

function local(name: string): string {
  return `file://${join(lab.path, name)}`;
}

async function sum(name: string, algorithm = "sha256"): Promise<string> {
  return `${algorithm}:${createHash(algorithm).update(await readFile(join(lab.path, name))).digest("hex")}`;
}

describe("every form arrives whole", () => {
  const facts = "stat -c '%a %u:%g %h' usr/bin/tool; getfattr --only-values -n user.note usr/bin/tool; echo; readlink usr/bin/link; sha256sum < usr/payload; stat -c %s var/sparse";

  test("filesystems with a new UUID, as large as their volumes, with the new UUID wherever the system names it; archives through tar", async () => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 852);
    await using server = await startFaultServer(await readFile(join(lab.path, "tree.tar.gz")), { kind: "cut", after: 3000, times: 2 });
    const plan = await planFor(disk, {
      raw: { url: local("ext4.raw"), more: { checksum: await sum("ext4.raw", "sha512") } },
      copy: { url: local("ext4.raw.zst"), more: { checksum: await sum("ext4.raw.zst"), compression: "zstd", container_format: "raw" } },
      btrfs: { url: local("btrfs.raw.xz"), size: 300, type: "btrfs" },
      tar: { url: server.url, more: { checksum: await sum("tree.tar.gz") } },
      bz2: { url: local("tree.tar.bz2"), size: 50, type: "ext3" },
      qcow2: { url: local("ext4.qcow2"), more: { container_format: "qcow2", checksum: await sum("ext4.qcow2") } },
    });
    const { events } = await deploy(plan);
    const expected = await shell(`cd ${tree}; ${facts}`);
    for (const { name, rootUuid, fstab } of plan.images) {
      expect(await inTree(plan, name, facts), name).toBe(expected);
      // mkfs.btrfs --rootdir itself loses device numbers (6.2).
      expect(await inTree(plan, name, "stat -c %F:%t:%T dev/null"), name).toBe(`character special file:${name === "btrfs" ? "0:0" : "1:3"}`);
      expect(await inTree(plan, name, "cat etc/fstab"), name).toBe(fstab.trimEnd());
      const isRaw = ["raw", "copy", "btrfs", "qcow2"].includes(name);
      const named = isRaw ? rootUuid : oldUuid;
      expect(await inTree(plan, name, "cat etc/kernel/cmdline boot/grub/grub.cfg boot/loader/entries/a.conf; stat -c %a etc/kernel/cmdline"), name).toBe(`root=UUID=${named} ro\nlinux /vmlinuz root=UUID=${named}\noptions root=UUID=${named}\n640`);
      // The filesystems in the images have 24 and 120 MiB.
      expect(Number(await inTree(plan, name, "df --block-size=1M --output=size . | tail -1")), name).toBeGreaterThan(name === "btrfs" ? 290 : name === "bz2" ? 40 : 50);
    }
    const after = (await inspect(localContext())).disks.find(({ path }) => path === disk.device);
    expect(after?.partitions.slice(2).map(({ content }) => content?.uuid)).toEqual(plan.volumes.map(({ uuid }) => uuid));
    expect(warnings(events).filter((text) => text.includes("going on from there")).length).toBe(2);
    const transfers = events.flatMap((event) => (event.event === "transfer" ? [event] : []));
    expect(transfers.some(({ images }) => images.length > 1)).toBe(true);
    expect(transfers.at(-1)).toMatchObject({ bytes: transfers.at(-1)?.totalBytes });
  });
});

/** The disk's boot code says that nothing is deployed, and no partition begins with a filesystem that could be mounted. */
async function expectUnbootable(disk: BlankDisk): Promise<void> {
  await using file = await open(disk.path);
  const code = renderUnbootableCode();
  const { buffer } = await file.read(Buffer.alloc(code.length), 0, code.length, 0);
  expect(Buffer.compare(buffer, Buffer.from(code))).toBe(0);
  expect(await shell(`grep -c 'bareon-provision\\|image-' /proc/mounts || true; ls /run/bareon 2> /dev/null | grep 'image-\\|jail-\\|adopt-' || true`)).toBe("0");
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
    "a wrong checksum of an archive": { file: "tree.tar.gz", isArchive: true, more: { checksum: wrong }, says: "not what its checksum says" },
    "a file that is gone after the first look": { fault: { kind: "status", status: 404, times: 99 }, says: "HTTP status 404" },
    "a file that changes": { fault: { kind: "changed", after: 2 * MiB, ranges: true }, says: "was changed on the server" },
    "a file that changes, from a server without ranges": { fault: { kind: "changed", after: 2 * MiB, ranges: false }, says: "was changed on the server" },
    "a page": { fault: { kind: "page" }, says: "answered with a page", exit: "source" },
    "a redirect to another scheme": { fault: { kind: "redirect", to: "ftp://127.0.0.1/image" }, says: "not supported or disabled", exit: "source" },
    "no image": { content: async () => Buffer.from("hello".repeat(100_000)), says: "neither a tar archive nor", exit: "source" },
    "a qcow2 image that nobody called one": { file: "ext4.qcow2", says: "it is a qcow2 image", exit: "source" },
    "a qcow2 image with a backing file": { file: "evil.qcow2", more: { container_format: "qcow2" }, says: "names a backing file", exit: "source" },
    "a wrong checksum of a qcow2 image": { file: "ext4.qcow2", more: { container_format: "qcow2", checksum: wrong }, says: "not what its checksum says" },
    "a filesystem of another type": { file: "btrfs.raw.xz", says: '"file_system" of its volume is ext4', exit: "source" },
    "another format than the config says": { more: { container_format: "tar" }, says: "no image of the container format tar", exit: "source" },
    "a packed archive that ends early": { content: async () => (await readFile(join(lab.path, "tree.tar.gz"))).subarray(0, 4000), isArchive: true, says: "gzip" },
    "a packed filesystem that ends early": { content: async () => (await readFile(join(lab.path, "other.raw.gz"))).subarray(0, -100), says: "gzip" },
    "a filesystem that ends early": { content: async () => (await readFile(join(lab.path, "ext4.raw"))).subarray(0, 20 * MiB), says: "ends early" },
    "a server that does not say how long the file is": { fault: { kind: "bare" }, says: "Give a checksum", exit: "source" },
    "a list without this file": { more: { checksum_url: "file:///etc/os-release" }, says: "has no SHA-256", exit: "source" },
  };

  test.for(Object.entries(cases))("%s", async ([, { fault, more, file = "ext4.raw", content, says, exit = "transfer", isArchive = false }]) => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 200);
    await using server = await startFaultServer(content === undefined ? await readFile(join(lab.path, file)) : await content(), fault);
    const ctx = localContext();
    const plan = await planFor(disk, { x: { url: server.url, more: { ...more } } });
    const ended = provision(ctx, plan, { infoPaths: [], toolPath: undefined });
    await expect(ended).rejects.toMatchObject({ exit });
    const message = await ended.catch((error: unknown) => `${(error as Error).message} ${(error as { hint?: string }).hint ?? ""}`);
    expect(message).toContain(says);
    await (exit === "source" ? expectUntouched(disk) : expectUnbootable(disk));
    // Of a filesystem the head is held back, so that nothing can be mounted.
    const { stdout } = await execa("blkid", ["--probe", plan.images[0]?.mounts[0]?.device ?? ""], { reject: false });
    expect(/ TYPE=/u.test(stdout)).toBe(isArchive);
  });
});

describe("hostile archives", () => {
  const evil: Readonly<Record<string, { readonly members: readonly TarMember[]; readonly says: string }>> = {
    "an absolute name": { members: [{ name: "/CANARY", content: "evil" }], says: "absolute" },
    "a name that climbs": { members: [{ name: "../../../../../CANARY", content: "evil" }], says: "climbs" },
    "a file behind a link": { members: [{ name: "out", type: "2", target: "/CANARY-FOLDER" }, { name: "out/canary", content: "evil" }], says: "behind the link" },
    "a hard link": { members: [{ name: "x", type: "1", target: "/CANARY" }, { name: "x", content: "evil" }], says: "hard link" },
    "a device": { members: [{ name: "srv/disk", type: "4", device: [7, 0] }], says: "block device" },
  };

  test.for(Object.entries(evil))("%s is refused, and nothing outside of the tree is touched", async ([, { members, says }]) => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 200);
    const canary = join(folder.path, "canary");
    await writeFile(canary, "unharmed");
    const named = (text: string): string => text.replace("/CANARY-FOLDER", folder.path).replace("/CANARY", canary).replace("CANARY", canary.slice(1));
    const archive = tarArchive({ name: "./etc/hostname", content: "x" }, ...members.map((member) => ({ ...member, name: named(member.name), ...(member.target === undefined ? {} : { target: named(member.target) }) })));
    await writeFile(join(folder.path, "evil.tar"), archive);
    const plan = await planFor(disk, { x: { url: `file://${folder.path}/evil.tar` } });
    await expect(provision(localContext(), plan, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({ exit: "transfer", message: expect.stringContaining(says) as string });
    expect(await readFile(canary, "utf8")).toBe("unharmed");
    await expectUnbootable(disk);
  });

  test("a bomb is refused when it holds more than its volume", async () => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 200);
    await shell(`cd ${folder.path}; mkdir t; truncate -s 300M t/zeros; tar --create --gzip --file=bomb.tar.gz --directory=t .`);
    const plan = await planFor(disk, { x: { url: `file://${folder.path}/bomb.tar.gz` } });
    await expect(provision(localContext(), plan, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({ exit: "transfer", message: expect.stringContaining("holds more than its volumes (64 MiB)") as string });
    await expectUnbootable(disk);
  });

  test("tar itself could not leave the tree either, were an archive not judged before", async () => {
    await using folder = await scratchFolder();
    await using scope = new Scope();
    const [root, canary] = [join(folder.path, "root"), join(folder.path, "canary")];
    await mkdir(root);
    await writeFile(canary, "unharmed");
    await symlink(folder.path, join(root, "out"));
    const ctx = localContext();
    const jail = await openJail(ctx, scope, join(folder.path, "jail"), root);
    const archive = tarArchive({ name: "in", content: "x" }, { name: "out/canary", content: "evil" }, { name: "link", type: "1", target: canary }, { name: "link", content: "evil" });
    async function* bytes(): AsyncGenerator<Uint8Array, void> {
      yield archive;
    }
    const unpack = ctx.host.stream(jail.inside({ ...extractArchive(jail.tree, []), args: [...extractArchive(jail.tree, []).args, "--absolute-names", "--keep-directory-symlink"] }), bytes());
    await expect(drain(unpack)).rejects.toThrow("tar");
    await scope.close();
    expect(await readFile(canary, "utf8")).toBe("unharmed");
    expect(await readFile(join(root, "in"), "utf8")).toBe("x");
  });
});

describe("signatures", () => {
  interface Signed {
    readonly key: string;
    readonly sign: (file: string) => Promise<void>;
  }

  async function gpg(folder: Scratch): Promise<Signed> {
    const call = `gpg --batch --quiet --homedir ${folder.path}`;
    await shell(`chmod 700 ${folder.path}; ${call} --passphrase '' --quick-generate-key lab ed25519 sign never`);
    return { key: await shell(`${call} --armor --export lab`), sign: async (file) => void (await shell(`${call} --detach-sign --output ${file}.sig ${file}`)) };
  }

  async function minisign(folder: Scratch): Promise<Signed> {
    await shell(`cd ${folder.path}; minisign -G -W -f -p key.pub -s key.sec`);
    return { key: await readFile(join(folder.path, "key.pub"), "utf8"), sign: async (file) => void (await shell(`minisign -S -W -s ${folder.path}/key.sec -x ${file}.sig -m ${file} < /dev/null`)) };
  }

  test.for([["OpenPGP", gpg], ["minisign", minisign]] as const)("of the image, and of its list of checksums, by %s", async ([, make]) => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 300);
    const { key, sign } = await make(folder);
    await shell(`cp ${lab.path}/tree.tar.gz ${lab.path}/SHA256SUMS ${folder.path}`);
    const [image, list] = [join(folder.path, "tree.tar.gz"), join(folder.path, "SHA256SUMS")];
    await sign(image);
    await sign(list);
    const url = `file://${image}`;
    const own = { signature_key: key, signature_url: `file://${image}.sig` };
    const ofList = { signature_key: key, checksum_url: `file://${list}`, signature_url: `file://${list}.sig` };
    const plan = await planFor(disk, { own: { url, more: own }, list: { url, more: ofList } });
    await deploy(plan);
    expect(await inTree(plan, "own", "cat etc/hostname") + (await inTree(plan, "list", "cat etc/hostname"))).toBe("from-imagefrom-image");

    await shell(`echo >> ${list}`);
    await expect(checkSources(localContext(), plan, undefined)).rejects.toMatchObject({ exit: "source", message: expect.stringContaining("is not good") as string });
    const wrong = await planFor(disk, { own: { url, more: { ...own, signature_url: `file://${list}.sig` } } });
    await expect(provision(localContext(), wrong, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({ exit: "transfer", message: expect.stringContaining("signature of image own") as string });
    await expectUnbootable(disk);
  });
});
