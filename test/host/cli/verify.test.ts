/** Deploying once more onto disks that are deployed already, as its users do: what is kept, what is made anew, and that a mismatch changes nothing. */
import { mkdir, open, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Plan } from "../../../src/schema/plan.ts";
import { provisionProgram } from "../../support/files/paths.ts";
import { compareImages, copyImage, identical } from "../../support/disks/image-copy.ts";
import { systemTree } from "../../support/disks/provisioned-disk.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";

const mib = 1024 * 1024;

interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: Scratch;
/** A disk as a clean deploy left it, and the plan of that; each test works on a copy. */
let deployed: { readonly image: string; readonly plan: Plan };

async function makeTree(path: string, name: string): Promise<void> {
  const tree = systemTree(name, "6.1.0-1-amd64", {
    "etc/fstab": `LABEL=${name} / ext4 defaults 0 1\n`,
    "etc/motd": "welcome\n",
  });
  for (const [file, content] of Object.entries(tree)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(join(path, file), content);
    else await symlink(content.link, join(path, file));
  }
}

/** Attached as a loop device with its partitions; this machine's kernel reads no GPT by itself. */
async function attach(image: string): Promise<string> {
  const { stdout: device } = await execa("losetup", ["--find", "--show", "--", image]);
  await execa("partx", ["--delete", "--", device], { reject: false });
  await execa("partx", ["--add", "--", device], { reject: false });
  return device;
}

async function detach(device: string): Promise<void> {
  await execa("partx", ["--delete", "--", device], { reject: false });
  await execa("losetup", ["--detach", device]);
}

async function copyOfDeployed(
  change: (image: string) => Promise<unknown> = async () => undefined,
): Promise<{ readonly image: string; readonly device: string }> {
  const own = await scratchFolder();
  const image = join(own.path, "disk.img");
  await execa("cp", ["--sparse=always", "--", deployed.image, image]);
  await change(image);
  const device = await attach(image);
  onTestFinished(async () => {
    await detach(device);
    await own[Symbol.asyncDispose]();
  });
  return { image, device };
}

type Changes = Readonly<Record<string, unknown>>;

/** Partitions: 1 boot code, 2 menu, 3 and 4 roots, 5 swap, 6 shared and last, with 16 MiB free after it. */
function configFor(
  device: string,
  policy: string | undefined,
  changes: Readonly<Record<number, Changes>> = {},
): string {
  const volume = (
    number: number,
    mount: string,
    size: number,
    file_system: string,
    images: readonly string[],
  ): object => ({ type: "partition", mount, size, file_system, images, ...changes[number] });
  const both = ["one", "two"];
  return JSON.stringify({
    partitions_policy: policy,
    images: both.map((name) => ({ name, boot_tool: false, image_pull_url: join(folder.path, name), target: "/" })),
    partitions: [
      {
        type: "disk",
        id: { type: "name", value: device },
        size: 314,
        volumes: [
          volume(3, "/", 40, "ext4", ["one"]),
          volume(4, "/", 110, "btrfs", ["two"]),
          volume(5, "none", 8, "swap", both),
          volume(6, "/srv", 16, "ext4", both),
        ],
      },
    ],
  });
}

/** Which machine deploys: one with os-prober, which takes most of the time of such a small deploy, or one without. */
type Prober = "with os-prober" | "without os-prober";

/** With a work directory of its own, so that no other deploy on this machine gets in the way. */
async function run(command: string, words: readonly string[], prober: Prober = "without os-prober"): Promise<Ended> {
  const files =
    command === "deploy"
      ? ["--boot-info", join(folder.path, "boot-info.json"), "--log-file", join(folder.path, "log")]
      : [];
  const hide = prober === "with os-prober" ? "" : 'mount --bind /dev/null "$(command -v os-prober)" && ';
  const script = `mkdir -p /run/bareon && mount -t tmpfs tmpfs /run/bareon && ${hide}exec "$@"`;
  const { exitCode, stdout, stderr } = await execa(
    "unshare",
    ["--mount", "--", "sh", "-c", script, "sh", provisionProgram, command, ...words, ...files],
    { reject: false },
  );
  return { exitCode, stdout, stderr };
}

async function planFor(
  device: string,
  policy?: string,
  changes: Readonly<Record<number, Changes>> = {},
): Promise<Plan> {
  const { stdout, stderr, exitCode } = await run("plan", [
    "--json",
    "--input_data",
    configFor(device, policy, changes),
  ]);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout) as Plan;
}

/** Runs a shell script with every filesystem mounted below the current directory: one, two, srv. */
async function withMounts(device: string, script: string, options = "rw"): Promise<string> {
  const mounts = [
    ["p3", "one"],
    ["p4", "two"],
    ["p6", "srv"],
  ]
    .map(([part, name]) => `mkdir -p ${name}; mount -o ${options} ${device}${part} ${name}`)
    .join("\n");
  const own = await scratchFolder();
  const lines = `${mounts}\n${script}\numount one two srv`;
  const { stdout } = await execa("unshare", ["--mount", "sh", "-euc", lines], { cwd: own.path });
  await own[Symbol.asyncDispose]();
  return stdout;
}

/** True where the BIOS would find GRUB, and not what says that the deployment is not complete. */
async function bootsGrub(device: string): Promise<boolean> {
  await using disk = await open(device);
  const { buffer } = await disk.read(Buffer.alloc(440), 0, 440, 0);
  const text = buffer.toString("latin1");
  return text.includes("GRUB") && !text.startsWith("\u00eb\u0058");
}

beforeAll(async () => {
  folder = await scratchFolder();
  await makeTree(join(folder.path, "one"), "One Linux");
  await makeTree(join(folder.path, "two"), "Two Linux");
  const image = join(folder.path, "deployed.img");
  await writeFile(image, "");
  await truncate(image, 316 * mib);
  const device = await attach(image);
  try {
    const plan = await planFor(device, "clean");
    const file = join(folder.path, "plan.json");
    await writeFile(file, JSON.stringify(plan));
    const { exitCode, stderr } = await run("deploy", ["--plan", file]);
    expect(exitCode, stderr).toBe(0);
    deployed = { image, plan };
  } finally {
    await detach(device);
  }
});

afterAll(async () => await folder[Symbol.asyncDispose]());

function sfdisk(image: string, words: readonly string[], input = ""): Promise<unknown> {
  return execa("sfdisk", ["--quiet", "--no-reread", "--no-tell-kernel", ...words, image], { input });
}

/** One filesystem of the disk image changed, through a loop device of that part alone. */
async function onPartition(image: string, number: number, words: readonly string[]): Promise<void> {
  const partition = deployed.plan.disks[0]?.partitions[number - 1];
  const place = ["--offset", `${partition?.start}`, "--sizelimit", `${partition?.size}`];
  const { stdout: device } = await execa("losetup", ["--find", "--show", ...place, "--", image]);
  await execa(words[0] ?? "", [...words.slice(1), device]);
  await execa("losetup", ["--detach", device]);
}

const shared = (): { start: number; size: number } => {
  const { start = 0, size = 0 } = deployed.plan.disks[0]?.partitions[5] ?? {};
  return { start, size };
};

interface Mismatch {
  readonly change?: (image: string) => Promise<unknown>;
  readonly volumes?: Readonly<Record<number, Changes>>;
  /** Device (a partition's number, or nothing for the disk), and what of it differs, expected and found. */
  readonly rows: readonly string[];
}

const mismatches: Readonly<Record<string, Mismatch>> = {
  "a missing partition": {
    change: async (image) => await execa("sfdisk", ["--quiet", "--delete", image, "5"]),
    rows: ["p5 partition 8 MiB at 275 MiB none /partitions/0/volumes/2"],
  },
  "an extra partition": {
    change: async (image) => await sfdisk(image, ["--append"], "size=8MiB\n"),
    rows: ["p7 partition none 8 MiB at 299 MiB /partitions/0"],
  },
  "a moved partition": {
    change: async (image) =>
      await sfdisk(image, ["-N", "6"], `start=${(shared().start + 2 * mib) / 512}, size=${shared().size / 512}\n`),
    rows: ["p6 start 283 MiB 285 MiB /partitions/0/volumes/3", "p6 filesystem ext4 none /partitions/0/volumes/3"],
  },
  "a resized partition": {
    change: async (image) => await sfdisk(image, ["-N", "6"], `size=${(shared().size + 2 * mib) / 512}\n`),
    rows: ["p6 size 16 MiB 18 MiB /partitions/0/volumes/3"],
  },
  "a partition of another type where that is needed": {
    change: async (image) =>
      await execa("sfdisk", ["--quiet", "--part-type", image, "1", "C12A7328-F81F-11D2-BA4B-00A0C93EC93B"]),
    rows: ["p1 type 21686148-6449-6E6F-744E-656564454649 C12A7328-F81F-11D2-BA4B-00A0C93EC93B /partitions/0"],
  },
  "another filesystem, also where it would be made anew": {
    change: async (image) => await onPartition(image, 3, ["mkfs.ext3", "-q", "-F"]),
    volumes: { 3: { keep_data: false } },
    rows: ["p3 filesystem ext4 ext3 /partitions/0/volumes/0"],
  },
  "a kept filesystem with another label": {
    volumes: { 3: { disk_label: "wanted" } },
    rows: ["p3 label wanted none /partitions/0/volumes/0"],
  },
  "several at once": {
    change: async (image) => {
      await execa("sfdisk", ["--quiet", "--delete", image, "5"]);
      await onPartition(image, 6, ["wipefs", "--all"]);
    },
    rows: [
      "p5 partition 8 MiB at 275 MiB none /partitions/0/volumes/2",
      "p6 filesystem ext4 none /partitions/0/volumes/3",
    ],
  },
  "another kind of table": {
    change: async (image) =>
      await execa("sfdisk", ["--quiet", "--wipe", "always", "--label", "dos", image], { input: "size=100MiB\n" }),
    rows: [" partition table gpt dos /partitions/0"],
  },
  "a blank disk": {
    change: async (image) => await execa("sh", ["-euc", `truncate --size=0 ${image}; truncate --size=316M ${image}`]),
    rows: [" partition table gpt none /partitions/0"],
  },
};

test.for(Object.entries(mismatches))(
  "%s: all of it in one table, and every byte of the disk is what it was",
  async ([, { change, volumes = {}, rows }]) => {
    const { image, device } = await copyOfDeployed(change);
    const before = await copyImage(image);
    const { exitCode, stderr, stdout } = await run("deploy", ["--input_data", configFor(device, undefined, volumes)]);
    expect([exitCode, stdout]).toEqual([5, ""]);
    const [head = "", ...table] = stderr
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .map((line) => line.trim().replaceAll(/ {2,}/gu, " "));
    expect(head).toBe("where what expected found in the config");
    expect(table).toEqual(rows.map((row) => device + row));
    await execa("blockdev", ["--flushbufs", device]);
    expect(await compareImages(before, image)).toBe(identical);
  },
);

/** Everything of the roots with its inode and the time of its last change: what rsync wrote again has others. */
const listFiles = "find one two -type f ! -path '*/etc/fstab*' ! -path '*/etc/bareon/*' -printf '%i %C@ %p\\n' | sort";

test("a match keeps partitions, filesystems, extra files and added fstab lines; nothing is transferred twice", async () => {
  const { device } = await copyOfDeployed();
  await withMounts(
    device,
    "echo mine > one/root-note; echo data > srv/data; echo '# mine' >> one/etc/fstab; echo 'server:/x /mnt/x nfs ro 0 0' >> one/etc/fstab",
  );
  const files = await withMounts(device, listFiles, "ro");
  const identities = async (): Promise<string> =>
    (await execa("sh", ["-c", `sfdisk --dump ${device}; for part in ${device}p*; do blkid --probe $part; done`]))
      .stdout;
  const before = await identities();
  const again = await run("deploy", ["--input_data", configFor(device, undefined)], "with os-prober");
  expect(again.exitCode, again.stderr).toBe(0);
  expect(again.stderr).not.toMatch(/warning/iu);
  expect(await identities()).toBe(before);
  expect(await withMounts(device, listFiles, "ro")).toBe(files);
  expect(files).toContain("one/root-note");
  expect(await withMounts(device, "cat srv/data one/etc/fstab one/etc/fstab.image", "ro")).toBe(
    `data\n${(deployed.plan.images[0]?.fstab ?? "").replaceAll(/\/dev\/loop\d+/gu, device)}# mine\nserver:/x /mnt/x nfs ro 0 0\nLABEL=One Linux / ext4 defaults 0 1`,
  );
  expect(await withMounts(device, "cat two/etc/fstab", "ro")).toBe(deployed.plan.images[1]?.fstab.trimEnd());
  expect(await bootsGrub(device)).toBe(true);
});

test("keep_data false makes one filesystem anew under its UUID and leaves the others; a stored plan does the same", async () => {
  const { device } = await copyOfDeployed();
  await withMounts(device, "for tree in one two srv; do echo mine > $tree/note; done; echo '# mine' >> two/etc/fstab");
  const changes = { 4: { keep_data: false, disk_label: "fresh" } };
  const plan = await planFor(device, undefined, changes);
  const text = (await run("plan", ["--input_data", configFor(device, undefined, changes)])).stdout;
  expect(text).toMatch(/p3 +40 MiB +kept +ext4/u);
  expect(text).toMatch(/p4 +110 MiB +MADE ANEW +btrfs "fresh"/u);
  const file = join(folder.path, "stored.json");
  await writeFile(file, JSON.stringify(plan));
  const { exitCode, stderr } = await run("deploy", ["--plan", file]);
  expect(exitCode, stderr).toBe(0);
  expect(await withMounts(device, "ls one/note srv/note; test ! -e two/note; cat two/etc/fstab", "ro")).toBe(
    `one/note\nsrv/note\n${deployed.plan.images[1]?.fstab.trimEnd()}`,
  );
  const { stdout } = await execa("blkid", ["--probe", "--output", "export", `${device}p4`]);
  expect(stdout).toContain(`UUID=${deployed.plan.volumes[1]?.uuid}\n`);
  expect(stdout).toContain("LABEL=fresh\n");
  const uuids = (volumes: Plan["volumes"]): string[] => volumes.map(({ uuid }) => uuid);
  expect(uuids(plan.volumes)).toEqual(uuids(deployed.plan.volumes));
});

test("a stored plan is refused if it was edited, is of an older version, or was made for the machine as it was before", async () => {
  const { device } = await copyOfDeployed();
  const plan = await planFor(device, "clean");
  const endOf = async (edit: (copy: Plan) => unknown): Promise<string> => {
    const copy = structuredClone(plan);
    const file = join(folder.path, "refused.json");
    await writeFile(file, JSON.stringify(edit(copy)));
    const { exitCode, stderr } = await run("deploy", ["--plan", file]);
    return `${exitCode} ${stderr}`;
  };
  expect(
    await endOf((copy) => ({ ...copy, volumes: copy.volumes.map((volume) => ({ ...volume, label: "x" })) })),
  ).toMatch(/^3 .*the plan was changed after it was made.*\/volumes\/0\/label/su);
  expect(await endOf(({ request, ...copy }) => ({ ...copy, request: { ...request, driver: "file" } }))).toMatch(
    /^3 .*the request that the plan was made from is refused.*\/request\/config\/images\/0/su,
  );
  expect(await endOf((copy) => ({ ...copy, version: 2 }))).toMatch(/^3 .*of version 2 of its format/su);
  expect(await bootsGrub(device)).toBe(true);
  await execa("wipefs", ["--all", "--quiet", "--", `${device}p4`]);
  expect(await endOf((copy) => copy)).toMatch(/^5 .*the machine has changed/su);
});

test("a deploy that fails on the way leaves a node that does not boot, and the next one makes it whole: files of the image are restored, alone", async () => {
  const { device } = await copyOfDeployed();
  await withMounts(
    device,
    "echo mine > one/note; echo '# mine' >> one/etc/fstab; echo broken > one/etc/motd; rm one/usr/lib/os-release",
  );
  const intact = `${listFiles.replace(" two", "")} | grep -v -e motd -e os-release`;
  const before = await withMounts(device, intact, "ro");
  expect(await bootsGrub(device)).toBe(true);
  // A filled directory where the image has a file: rsync does not remove it.
  await withMounts(device, "rm two/etc/motd; mkdir two/etc/motd; echo x > two/etc/motd/x");
  const failed = await run("deploy", ["--input_data", configFor(device, "verify")]);
  expect(failed.exitCode).toBe(21);
  expect(await bootsGrub(device)).toBe(false);
  const again = await run("deploy", ["--input_data", configFor(device, "verify", { 4: { keep_data: false } })]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(await bootsGrub(device)).toBe(true);
  expect(await withMounts(device, "cat one/note one/etc/motd one/etc/os-release; tail -n 1 one/etc/fstab", "ro")).toBe(
    'mine\nwelcome\nNAME="Test"\nPRETTY_NAME="One Linux"\n# mine',
  );
  expect(await withMounts(device, intact, "ro")).toBe(before);
});

test("nailgun_legacy keeps the partitions where a volume keeps its data, and is clean where none does", async () => {
  const { device } = await copyOfDeployed();
  await withMounts(device, "for tree in one two srv; do echo mine > $tree/note; done");
  const anew = { keep_data: false };
  const kept = await run("deploy", [
    "--input_data",
    configFor(device, "nailgun_legacy", { 3: anew, 4: anew, 5: anew }),
  ]);
  expect(kept.exitCode, kept.stderr).toBe(0);
  expect(await withMounts(device, "ls */note", "ro")).toBe("srv/note");
  const plan = await planFor(device, "nailgun_legacy", { 3: anew, 4: anew, 5: anew, 6: anew });
  expect(plan.steps.map(({ id }) => id)).toContain(`partition ${device}`);
});
