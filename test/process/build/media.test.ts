/** The medium of a stand-in ramdisk: the same bytes each time, the tables by which each firmware starts it, and its files. */
import { access, chmod, copyFile, mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../../src/build/sha256.ts";
import { projectRoot } from "../../support/files/paths.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { standInRamdisk } from "../../support/files/stand-in-ramdisk.ts";

const epoch = "1700000000";
/** Milliseconds, as Debian's packages may have to be fetched. */
const limit = 600_000;
const program = join(projectRoot, "src/build/media.ts");

let scratch: Scratch;

/** As a user calls it; fails where it does. */
async function makeMedium(
  ramdisk: string,
  output: string,
  words: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const files = ["--kernel", join(ramdisk, "vmlinuz"), "--initrd", join(ramdisk, "initrd.img")];
  const args = [program, ...files, "--output", output, ...words];
  return (await execa("node", args, { cwd: projectRoot, env: { SOURCE_DATE_EPOCH: epoch, ...env } })).stdout;
}

beforeAll(async () => {
  scratch = await scratchFolder();
});

afterAll(async () => {
  await scratch?.[Symbol.asyncDispose]();
});

interface Partition {
  readonly start: number;
  readonly size: number;
  readonly type: string;
}

/** As sfdisk reads it. */
async function readTable(medium: string): Promise<{ readonly label: string; readonly partitions: Partition[] }> {
  const { stdout } = await execa("sfdisk", ["--json", medium]);
  const { partitiontable } = JSON.parse(stdout) as {
    readonly partitiontable: { readonly label: string; readonly partitions: Partition[] };
  };
  return partitiontable;
}

/** The FAT, as a file. */
async function cutEfiImage(medium: string): Promise<string> {
  const [, { start, size } = { start: 0, size: 0 }] = (await readTable(medium)).partitions;
  const path = `${medium}.efi`;
  await writeFile(path, (await readFile(medium)).subarray(start * 512, (start + size) * 512));
  return path;
}

/** Paths on the FAT. */
async function listEfi(image: string): Promise<string[]> {
  const { stdout } = await execa("mdir", ["-/", "-b", "-i", image, "::"]);
  return stdout
    .split("\n")
    .filter((path) => !path.endsWith("/"))
    .map((path) => path.replace("::", ""))
    .sort();
}

async function readIso(medium: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await execa("xorriso", ["-indev", medium, ...words]);
  return stdout;
}

/** A file of the ISO 9660. */
async function readFromIso(medium: string, path: string): Promise<Buffer> {
  const target = join(scratch.path, `extracted-${path.replaceAll("/", "-")}`);
  await execa("xorriso", ["-osirrox", "on", "-indev", medium, "-extract", path, target]);
  await chmod(target, 0o600);
  return await readFile(target);
}

describe.each([
  { machine: "x86_64", suffix: "x64", serial: "ttyS0" },
  { machine: "aarch64", suffix: "aa64", serial: "ttyAMA0" },
] as const)("for $machine", ({ machine, suffix, serial }) => {
  const hasBios = machine === "x86_64";
  const loaders = [`BOOT${suffix.toUpperCase()}.EFI`, `grub${suffix}.efi`, `mm${suffix}.efi`];
  let ramdisk: string;
  let medium: string;

  beforeAll(async () => {
    ramdisk = await standInRamdisk(join(scratch.path, machine), machine);
    medium = join(scratch.path, `${machine}.iso`);
    expect(await makeMedium(ramdisk, medium)).toContain(`dd if=${medium}`);
  }, limit);

  test("a second one is the same file, made elsewhere and at another time of files that are older", async () => {
    const copy = join(scratch.path, `${machine}-copy`);
    await mkdir(copy, { mode: 0o700 });
    for (const name of ["vmlinuz", "initrd.img"]) {
      await copyFile(join(ramdisk, name), join(copy, name));
      await chmod(join(copy, name), 0o600);
      await utimes(join(copy, name), 1, 1);
    }
    const other = join(scratch.path, `${machine}-other.iso`);
    await makeMedium(copy, other, [], { TZ: "Asia/Tokyo", TMPDIR: copy, LANG: "C.UTF-8" });
    expect(await sha256(other)).toBe(await sha256(medium));
  });

  test("a stick has a GPT with the ISO 9660 and an EFI system partition, and for a BIOS a first sector", async () => {
    const { label, partitions } = await readTable(medium);
    expect(label).toBe("gpt");
    expect(partitions.map(({ type }) => type)[1]).toBe("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");
    expect((await execa("blkid", ["--probe", "--output", "export", medium])).stdout).toContain("TYPE=iso9660");
    const image = await cutEfiImage(medium);
    expect((await execa("blkid", ["--probe", "--output", "export", image])).stdout).toMatch(/^TYPE=vfat$/mu);
    const sector = (await readFile(medium)).subarray(0, 512);
    expect(sector.readUInt16LE(510)).toBe(0xaa55);
    expect(sector.subarray(0, 440).some((byte) => byte !== 0)).toBe(hasBios);
    // One entry of the protective MBR is active, for a BIOS that starts no other disk.
    expect([446, 462, 478, 494].filter((at) => sector[at] === 0x80)).toHaveLength(hasBios ? 1 : 0);
  });

  test("a CD has a boot catalog with an image for each firmware, and UEFI's is the partition", async () => {
    const report = await readIso(medium, "-report_el_torito", "plain");
    const images = Array.from(
      report.matchAll(/^El Torito boot img : +\d+ +(?<kind>\w+) +y +none .* (?<block>\d+)$/gmu),
    );
    expect(images.map(({ groups }) => groups?.["kind"])).toEqual(hasBios ? ["BIOS", "UEFI"] : ["UEFI"]);
    const [, partition] = (await readTable(medium)).partitions;
    expect(Number(images.at(-1)?.groups?.["block"]) * 4).toBe(partition?.start);
  });

  test("the FAT has Debian's signed loaders and the menu, and the ISO 9660 the same menu, kernel and initrd", async () => {
    const image = await cutEfiImage(medium);
    expect(await listEfi(image)).toEqual([...loaders.map((name) => `/EFI/BOOT/${name}`), "/boot/grub/grub.cfg"]);
    expect((await execa("fsck.vfat", ["-n", image])).exitCode).toBe(0);
    const { stdout: menu } = await execa("mtype", ["-i", image, "::/boot/grub/grub.cfg"]);
    expect(menu).toContain(`linux ($medium)/boot/vmlinuz console=tty0 console=${serial},115200 bareon.console-login\n`);
    expect(menu).not.toMatch(/\bsearch\b/u);
    expect((await readFromIso(medium, "/boot/grub/grub.cfg")).toString()).toBe(`${menu}\n`);
    for (const name of ["vmlinuz", "initrd.img"])
      expect((await readFromIso(medium, `/boot/${name}`)).equals(await readFile(join(ramdisk, name)))).toBe(true);
    await execa("grub-script-check", { input: menu });
  });
});

test("a key comes onto the medium with the initrd, and the consoles can stay closed", async () => {
  const ramdisk = join(scratch.path, "x86_64");
  const [key, medium] = [join(scratch.path, "key"), join(scratch.path, "key.iso")];
  await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "somebody", "-f", key]);
  await makeMedium(ramdisk, medium, ["--authorized-key", `${key}.pub`, "--without-console-login"]);
  const [before, after] = [await readFile(join(ramdisk, "initrd.img")), await readFromIso(medium, "/boot/initrd.img")];
  expect(after.subarray(0, before.length).equals(before)).toBe(true);
  const { stdout } = await execa("cpio", ["--extract", "--to-stdout", "--quiet", "files/root/.ssh/authorized_keys"], {
    input: after.subarray(before.length),
  });
  expect(`${stdout}\n`).toBe(await readFile(`${key}.pub`, "utf8"));
  expect((await readFromIso(medium, "/boot/grub/grub.cfg")).toString()).not.toContain("bareon.console-login");
});

test.each([
  {
    name: "a ramdisk that is missing",
    files: {},
    says: /vmlinuz is not there: "npm run ramdisk" makes kernel and initrd/u,
  },
  {
    name: "a kernel that is none",
    files: { vmlinuz: "text", "initrd.img": "070701" },
    says: /vmlinuz is no Linux kernel for x86-64 or 64-bit ARM/u,
  },
  { name: "an initrd that is none", files: { "initrd.img": "" }, says: /initrd\.img is no initrd/u },
])("$name is named, and no medium is made", async ({ files, says }) => {
  await using folder = await scratchFolder();
  const given = Object.entries(files);
  if (given.length === 1) await standInRamdisk(folder.path, "x86_64");
  for (const [name, text] of given) await writeFile(join(folder.path, name), text);
  const output = join(folder.path, "bareon.iso");
  await expect(makeMedium(folder.path, output)).rejects.toThrow(says);
  await expect(readFile(output)).rejects.toThrow("ENOENT");
});

test("an output that is a device or a folder is refused, and stays", async () => {
  const ramdisk = await standInRamdisk(join(scratch.path, "for-outputs"), "x86_64");
  const device = join(scratch.path, "device");
  await execa("mknod", [device, "c", "1", "3"]);
  await expect(makeMedium(ramdisk, device)).rejects.toThrow(`${device} is a device, and --output names the file`);
  expect((await execa("stat", ["--format=%F", device])).stdout).toBe("character special file");
  await expect(makeMedium(ramdisk, scratch.path)).rejects.toThrow(`${scratch.path} is a folder`);
});

test("a private key is refused before anything is made", async () => {
  const ramdisk = await standInRamdisk(join(scratch.path, "for-keys"), "x86_64");
  const key = join(scratch.path, "private");
  await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  const output = join(scratch.path, "with-private.iso");
  await expect(makeMedium(ramdisk, output, ["--authorized-key", key])).rejects.toThrow("it is a private key");
  await expect(access(output)).rejects.toThrow("ENOENT");
});
