/** Image files deployed onto loop devices by the real programs: every form arrives whole; a signature has to be good; nothing leaves its tree. */
import { createHash } from "node:crypto";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute } from "../../../src/deploy/execute.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import { inspect } from "../../../src/machine/inspect/inspect.ts";
import { checkSources } from "../../../src/deploy/preflight.ts";
import { drain } from "../../../src/sources/file/byte-streams.ts";
import { openJail } from "../../../src/host/jail.ts";
import { Scope } from "../../../src/host/scope.ts";
import { deployPlan } from "../../../src/recipes/deploy.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { extractArchive } from "../../../src/programs/tar.ts";
import { blankDisk } from "../../support/disks/blank-disk.ts";
import { startFaultServer } from "../../support/servers/fault-server.ts";
import { startFileServer } from "../../support/servers/file-server.ts";
import {
  type ImageLab,
  type LabImage,
  createImageLab,
  findRemains,
  oldUuid,
  planFor,
  shell,
} from "../../support/disks/image-lab.ts";
import { localContext, warnings } from "../../support/hosts/local-context.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { tarArchive } from "../../support/files/tar-writer.ts";

let lab: ImageLab;

beforeAll(async () => {
  lab = await createImageLab();
});

afterAll(async () => await lab[Symbol.asyncDispose]());

/** Everything but the boot loader. */
async function deploy(plan: Plan): Promise<ReturnType<typeof localContext>> {
  const ctx = localContext();
  const sizes = await checkSources(ctx, plan, undefined);
  const steps = { ...plan, steps: plan.steps.filter((step) => step.kind !== "install-boot") };
  await expect(execute(ctx, steps, { toolPath: undefined, sizes })).rejects.toThrow(
    "no step that installs the boot loader",
  );
  return ctx;
}

/** Runs a script in the deployed tree of an image. */
async function inTree(plan: Plan, name: string, script: string): Promise<string> {
  const device = plan.images.find((image) => image.name === name)?.mounts[0]?.device ?? "";
  const place = join(lab.folder.path, "look");
  await mkdir(place, { recursive: true });
  return await shell(`mount -o ro ${device} ${place}; trap 'cd /; umount ${place}' EXIT; cd ${place}; ${script}`);
}

function local(name: string): string {
  return `file://${join(lab.folder.path, name)}`;
}

async function sum(name: string, algorithm = "sha256"): Promise<string> {
  return `${algorithm}:${createHash(algorithm)
    .update(await readFile(join(lab.folder.path, name)))
    .digest("hex")}`;
}

describe("every form arrives whole", () => {
  const facts =
    "stat -c '%a %u:%g %h' usr/bin/tool; getfattr --only-values -n user.note usr/bin/tool; echo; readlink usr/bin/link; sha256sum < usr/payload; stat -c %s var/sparse";

  test("filesystems with a new UUID, as large as their volumes, with the new UUID wherever the system names it; archives through tar", async () => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 1192);
    await using server = await startFaultServer(await readFile(join(lab.folder.path, "tree.tar.gz")), {
      kind: "cut",
      after: 3000,
      times: 2,
    });
    const plan = await planFor(disk, {
      raw: { url: local("ext4.raw"), more: { checksum: await sum("ext4.raw", "sha512") } },
      copy: {
        url: local("ext4.raw.zst"),
        more: { checksum: await sum("ext4.raw.zst"), compression: "zstd", container_format: "raw" },
      },
      btrfs: { url: local("btrfs.raw.xz"), size: 300, type: "btrfs" },
      xfs: { url: local("xfs.raw.zst"), size: 340, type: "xfs" },
      tar: { url: server.url, more: { checksum: await sum("tree.tar.gz") } },
      bz2: { url: local("tree.tar.bz2"), size: 50, type: "ext3" },
      qcow2: { url: local("ext4.qcow2"), more: { container_format: "qcow2", checksum: await sum("ext4.qcow2") } },
    });
    const { events } = await deploy(plan);
    const expected = await shell(`cd ${lab.tree}; ${facts}`);
    for (const { name, rootUuid, fstab } of plan.images) {
      expect(await inTree(plan, name, facts), name).toBe(expected);
      // mkfs.btrfs --rootdir itself loses device numbers (6.2).
      expect(await inTree(plan, name, "stat -c %F:%t:%T dev/null"), name).toBe(
        `character special file:${name === "btrfs" ? "0:0" : "1:3"}`,
      );
      expect(await inTree(plan, name, "cat etc/fstab"), name).toBe(fstab.trimEnd());
      const isRaw = ["raw", "copy", "btrfs", "xfs", "qcow2"].includes(name);
      const named = isRaw ? rootUuid : oldUuid;
      expect(
        await inTree(
          plan,
          name,
          "cat etc/kernel/cmdline boot/grub/grub.cfg boot/loader/entries/a.conf; stat -c %a etc/kernel/cmdline",
        ),
        name,
      ).toBe(`root=UUID=${named} ro\nlinux /vmlinuz root=UUID=${named}\noptions root=UUID=${named}\n640`);
      // The filesystems in the images have 24, 120 and, less the log, 236 MiB.
      expect(Number(await inTree(plan, name, "df --block-size=1M --output=size . | tail -1")), name).toBeGreaterThan(
        { btrfs: 290, xfs: 250, bz2: 40 }[name] ?? 50,
      );
    }
    const after = (await inspect(localContext(), storageLayers)).disks.find(({ path }) => path === disk.device);
    expect(after?.partitions.slice(2).map(({ content }) => content?.uuid)).toEqual(
      plan.volumes.map(({ uuid }) => uuid),
    );
    expect(warnings(events).filter((text) => text.includes("going on from there")).length).toBe(2);
    const transfers = events.flatMap((event) => (event.event === "transfer" ? [event] : []));
    expect(transfers.some(({ images }) => images.length > 1)).toBe(true);
    expect(transfers.at(-1)).toMatchObject({ bytes: transfers.at(-1)?.totalBytes });
  });
});

describe("torrents", () => {
  test("an archive and a packed filesystem come by one each, and nothing is left at the end; what does not fit into the memory is refused before", async () => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 300);
    await using server = await startFileServer(lab.folder.path);
    const swarm = async (name: string): Promise<LabImage> => {
      const url = server.localUrl(name);
      await shell(`cd ${lab.folder.path}; rm -f ${name}.torrent; mktorrent -l 15 -w ${url} -o ${name}.torrent ${name}`);
      return { url, more: { checksum: await sum(name), torrent_url: server.localUrl(`${name}.torrent`) } };
    };
    const plan = await planFor(disk, { tar: await swarm("tree.tar.gz"), raw: await swarm("ext4.raw.zst") });
    const { events } = await deploy(plan);
    expect(await inTree(plan, "tar", "cat etc/hostname; stat -c %s usr/payload")).toBe(
      await inTree(plan, "raw", "cat etc/hostname; stat -c %s usr/payload"),
    );
    expect(warnings(events)).toEqual([]);
    expect(await findRemains(disk)).toEqual([]);

    const ctx = localContext();
    const readText = async (path: string): Promise<string | undefined> =>
      path === "/proc/meminfo" ? "MemAvailable: 262145 kB\n" : await ctx.host.readText(path);
    await expect(checkSources({ ...ctx, host: { ...ctx.host, readText } }, plan, undefined)).rejects.toMatchObject({
      exit: "source",
      message: expect.stringContaining("stay in the memory") as string,
    });
  });
});

describe("archives", () => {
  test("tar itself could not leave the tree either, were an archive not judged before", async () => {
    await using folder = await scratchFolder();
    await using scope = new Scope();
    const [root, canary] = [join(folder.path, "root"), join(folder.path, "canary")];
    await mkdir(root);
    await writeFile(canary, "unharmed");
    await symlink(folder.path, join(root, "out"));
    const ctx = localContext();
    const jail = await openJail(ctx, scope, join(folder.path, "jail"), root);
    const archive = tarArchive(
      { name: "in", content: "x" },
      { name: "out/canary", content: "evil" },
      { name: "link", type: "1", target: canary },
      { name: "link", content: "evil" },
    );
    async function* bytes(): AsyncGenerator<Uint8Array, void> {
      yield archive;
    }
    const unpack = ctx.host.stream(
      jail.inside({
        ...extractArchive(jail.tree, []),
        args: [...extractArchive(jail.tree, []).args, "--absolute-names", "--keep-directory-symlink"],
      }),
      bytes(),
    );
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
    return {
      key: await shell(`${call} --armor --export lab`),
      sign: async (file) => void (await shell(`${call} --detach-sign --output ${file}.sig ${file}`)),
    };
  }

  async function minisign(folder: Scratch): Promise<Signed> {
    await shell(`cd ${folder.path}; minisign -G -W -f -p key.pub -s key.sec`);
    return {
      key: await readFile(join(folder.path, "key.pub"), "utf8"),
      sign: async (file) =>
        void (await shell(`minisign -S -W -s ${folder.path}/key.sec -x ${file}.sig -m ${file} < /dev/null`)),
    };
  }

  test.for([
    ["OpenPGP", gpg],
    ["minisign", minisign],
  ] as const)("of the image, and of its list of checksums, by %s", async ([, make]) => {
    await using folder = await scratchFolder();
    await using disk = await blankDisk(folder, "disk.img", 300);
    const { key, sign } = await make(folder);
    await shell(`cp ${lab.folder.path}/tree.tar.gz ${lab.folder.path}/SHA256SUMS ${folder.path}`);
    const [image, list] = [join(folder.path, "tree.tar.gz"), join(folder.path, "SHA256SUMS")];
    await sign(image);
    await sign(list);
    const url = `file://${image}`;
    const own = { signature_key: key, signature_url: `file://${image}.sig` };
    const ofList = { signature_key: key, checksum_url: `file://${list}`, signature_url: `file://${list}.sig` };
    const plan = await planFor(disk, { own: { url, more: own }, list: { url, more: ofList } });
    await deploy(plan);
    expect((await inTree(plan, "own", "cat etc/hostname")) + (await inTree(plan, "list", "cat etc/hostname"))).toBe(
      "from-imagefrom-image",
    );

    await shell(`echo >> ${list}`);
    await expect(checkSources(localContext(), plan, undefined)).rejects.toMatchObject({
      exit: "source",
      message: expect.stringContaining("is not good") as string,
    });
    const wrong = await planFor(disk, { own: { url, more: { ...own, signature_url: `file://${list}.sig` } } });
    await expect(deployPlan(localContext(), wrong, { infoPaths: [], toolPath: undefined })).rejects.toMatchObject({
      exit: "transfer",
      message: expect.stringContaining("signature of image own") as string,
    });
    expect(await findRemains(disk)).toEqual([]);
  });
});
