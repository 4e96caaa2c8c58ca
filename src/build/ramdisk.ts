/**
 * Makes the deployment ramdisk, `vmlinuz` and `initrd.img`: the Debian layer of ramdisk-base.ts with the program on top.
 *
 * `initrd.img` is a row of uncompressed cpio segments: the first stage with `layers/1-base.squashfs`, then
 * `layers/2-program.squashfs`, then the ssh keys. To add something without remaking it, append a segment of your own, made with
 * `cpio --create --format=newc --owner=+0:+0`: what it holds under `files/` is copied over the root, with its modes, before init
 * starts (`files/root/.ssh/authorized_keys`: give `files/root` and `.ssh` mode 0700). A later segment wins.
 */
import { copyFile, mkdir, rename, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { renderSize } from "../base/sizes.ts";
import { consoleArguments, type Architecture, architectureFolder, findArchitecture } from "./architecture.ts";
import { readAuthorizedKeys } from "./authorized-keys.ts";
import { exists, type Log } from "./cache.ts";
import { buildExecutable } from "./executable.ts";
import { appendSegment } from "./initramfs.ts";
import { readExecutable } from "./packages/architecture.ts";
import { packSquashfs, ramdiskBase } from "./ramdisk-base.ts";
import { programFiles } from "./ramdisk-files.ts";
import { runBuild } from "./run-build.ts";
import { scratchIn, temporary } from "./scratch.ts";
import { type TreeFile, writeTree } from "./tree.ts";

export interface RamdiskOptions {
  /** The standalone executable of `npm run build`, for the same architecture. */
  readonly executable: string;
  readonly output: string;
  /** Texts for root's authorized_keys. */
  readonly authorized: readonly string[];
  /** Whether the Debian layer is made anew, of the packages of today. */
  readonly refresh?: boolean;
  /** Whether clients of ssh that are older than 2021 can log in, too: see legacyFiles. */
  readonly legacySsh?: boolean;
}

/** The first line that the existing controller reads, which accepts what begins with 0.0.: bareon-design(7), "What the controller does". */
const release = "bareon==0.0.1\n";

/** Every other name that the program answers to. */
const names = [
  "bareon-boot",
  "bareon-ironic-callback",
  "bareon-partition",
  "bareon-copyimage",
  "bareon-configdrive",
  "bareon-bootloader",
  "bareon-data-validator",
  "provision",
  "fa_provision",
  "fa_partition",
  "fa_copyimage",
  "fa_configdrive",
  "fa_bootloader",
];

const legacyConfig = `HostKey /etc/ssh/ssh_host_rsa_key
HostKeyAlgorithms +ssh-rsa
PubkeyAcceptedAlgorithms +ssh-rsa
`;

const root = resolve(import.meta.dirname, "../..");

const help = `Usage: npm run ramdisk -- [OPTION]...

Makes vmlinuz and initrd.img of the deployment ramdisk. Needs root and mmdebstrap; the
Debian layer is kept in $BAREON_CACHE (/var/cache/bareon), and its packages get no updates
there: its age is said, and --refresh makes it anew.

  --arch ARCH            amd64 or arm64, for nodes of another architecture than this machine:
                         needs QEMU's user emulation (Debian's qemu-user-static), takes
                         several times as long, and writes to build/ARCH/ramdisk
  --authorized-key FILE  allow root logins by ssh with this public key (may be repeated)
  --executable FILE      the standalone executable; the one of "npm run build", which is made
                         if need be, if absent
  --legacy-ssh           let old clients of ssh log in, which sign by RSA keys with SHA-1
                         alone, such as Python's paramiko before 2.9
  --output DIR           where to put the two files (build/ramdisk)
  --refresh              make the Debian layer anew, of today's packages with their
                         security updates
  --help                 show this text
`;

async function programSegment(executable: string, target: string): Promise<void> {
  await using work = await scratchIn("bareon-ramdisk-");
  const tree = join(work.path, "tree");
  await writeTree(tree, [{ path: "usr/bin", directory: true }]);
  await copyFile(executable, join(tree, "usr/bin/bareon-provision"));
  await writeTree(tree, [
    { path: "/etc/bareon-release", text: release },
    ...programFiles,
    ...names.map((name) => ({ path: `/usr/bin/${name}`, link: "bareon-provision" })),
  ]);
  const segment = join(work.path, "segment");
  await writeTree(segment, [{ path: "layers", directory: true }]);
  await packSquashfs(tree, join(segment, "layers/2-program.squashfs"), 9);
  await appendSegment(target, segment);
}

/**
 * For clients that sign by RSA keys with SHA-1 alone, which OpenSSH refuses since 8.8, or that know no other host key than one of RSA.
 * SHA-1 is weak: somebody with much to spend may forge a signature, so this is for networks that are trusted.
 */
export const legacyFiles: readonly TreeFile[] = [
  { path: "files/etc/ssh/sshd_config.d/bareon-legacy.conf", text: legacyConfig },
  {
    path: "files/etc/systemd/system/ssh.service.d/legacy-key.conf",
    text: "[Service]\nExecStartPre=/usr/bin/ssh-keygen -q -t rsa -b 2048 -N '' -f /etc/ssh/ssh_host_rsa_key\n",
  },
];

/** Appends an initrd segment with files below files/. */
async function appendFiles(target: string, files: readonly TreeFile[]): Promise<void> {
  await using segment = await scratchIn("bareon-segment-");
  await writeTree(segment.path, files);
  await appendSegment(target, segment.path);
}

/** Appends an initrd segment that lets these keys log in as root; they are texts for authorized_keys. */
export async function appendKeys(target: string, authorized: readonly string[]): Promise<void> {
  await appendFiles(target, [
    { path: "files", directory: true },
    { path: "files/root", directory: true, mode: 0o700 },
    { path: "files/root/.ssh", directory: true, mode: 0o700 },
    { path: "files/root/.ssh/authorized_keys", text: authorized.join(""), mode: 0o600 },
  ]);
}

/** Makes both files anew in the output folder; a few seconds once the Debian layer is in the cache. */
export async function buildRamdisk(architecture: Architecture, options: RamdiskOptions, log: Log): Promise<void> {
  await assembleRamdisk(await ramdiskBase(architecture, log, options.refresh), options, log);
}

/** Puts the program, and what was asked for, on top of a Debian layer. The same inputs make the same files. */
export async function assembleRamdisk(base: string, options: RamdiskOptions, log: Log): Promise<void> {
  await mkdir(options.output, { recursive: true });
  const initrd = join(options.output, "initrd.img");
  await using partial = temporary(`${initrd}.${process.pid}`);
  await copyFile(join(base, "base.cpio"), partial.path);
  log("packing the program");
  await programSegment(options.executable, partial.path);
  if (options.legacySsh === true) await appendFiles(partial.path, legacyFiles);
  if (options.authorized.length > 0) await appendKeys(partial.path, options.authorized);
  await copyFile(join(base, "vmlinuz"), join(options.output, "vmlinuz"));
  await rename(partial.path, initrd);
}

/** How QEMU starts the ramdisk. */
const emulators = {
  amd64: { machine: "qemu-system-x86_64", uefi: "-machine q35 -bios /usr/share/ovmf/OVMF.fd" },
  arm64: {
    machine: "qemu-system-aarch64 -machine virt -cpu cortex-a57",
    uefi: "-bios /usr/share/qemu-efi-aarch64/QEMU_EFI.fd",
  },
} as const;

function bootAdvice(output: string, architecture: Architecture): string {
  const line = consoleArguments(architecture.rpm);
  const { machine, uefi } = emulators[architecture.deb];
  const hasBios = architecture.deb === "amd64";
  const pxelinux = `
pxelinux:

  label bareon
    kernel vmlinuz
    append initrd=initrd.img ${line}
    ipappend 2
`;
  return `
To boot it by PXE, put both files on the boot server. iPXE:

  kernel http://SERVER/vmlinuz initrd=initrd.img ${line} BOOTIF=01-\${netX/mac:hexhyp}
  initrd http://SERVER/initrd.img
  boot
${hasBios ? pxelinux : ""}
An Ironic with the bareon driver adds ironic_api_url= and deployment_id= to these arguments, and the ramdisk calls it back.

From a disk or USB stick with GRUB, copy both files to its /boot:

  menuentry "bareon ramdisk" {
    linux /boot/vmlinuz ${line}
    initrd /boot/initrd.img
  }

"npm run media" makes of both files a medium: a CD, a USB stick, and the image for UEFI HTTP boot.

${hasBios ? "All of these work by BIOS and by UEFI. UEFI" : "UEFI"} can also start the kernel by itself, from a FAT stick with both files, in its shell:

  vmlinuz initrd=\\initrd.img ${line}

Where Secure Boot is on, start it by Debian's shim and signed GRUB; the kernel is Debian's, signed for them.

In QEMU: ${machine}${hasBios ? "" : ` ${uefi}`} -m 1024 -kernel ${join(output, "vmlinuz")} -initrd ${join(output, "initrd.img")} -append "${line}"
${hasBios ? `By UEFI there, add: ${uefi}\n` : ""}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      arch: { type: "string" },
      "authorized-key": { type: "string", multiple: true, default: [] },
      executable: { type: "string" },
      "legacy-ssh": { type: "boolean", default: false },
      output: { type: "string" },
      refresh: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const architecture = findArchitecture(values.arch);
  const { refresh, "legacy-ssh": legacySsh } = values;
  const log = (line: string): void => void process.stderr.write(`ramdisk: ${line}\n`);
  const authorized = await readAuthorizedKeys(values["authorized-key"]);
  const executable = values.executable ?? (await builtExecutable(architecture, log));
  await checkExecutable(executable, architecture);
  const output = values.output ?? join(architectureFolder(join(root, "build"), architecture), "ramdisk");
  await buildRamdisk(architecture, { executable, output, authorized, legacySsh, refresh }, log);
  for (const name of ["vmlinuz", "initrd.img"]) {
    const path = join(output, name);
    process.stdout.write(`${path}  ${renderSize((await stat(path)).size)}\n`);
  }
  if (authorized.length === 0)
    process.stdout.write(
      "No ssh key is in it: only an Ironic that starts it can log in (bareon-ironic-callback), else --authorized-key names one.\n",
    );
  process.stdout.write(bootAdvice(output, architecture));
}

async function builtExecutable(architecture: Architecture, log: Log): Promise<string> {
  log("building the executable");
  return (await buildExecutable({ architecture })).path;
}

/** A ramdisk with a program for another machine would start, and then do nothing. */
async function checkExecutable(path: string, { deb }: Architecture): Promise<void> {
  if (!(await exists(path))) throw new Error(`${path} is not there: run "npm run build", or use --executable`);
  const { architecture } = await readExecutable(path);
  if (architecture.deb !== deb) throw new Error(`${path} is for ${architecture.deb}, and the ramdisk for ${deb}`);
}

if (import.meta.main) await runBuild("ramdisk", main);
