/** This machine's GRUB with the few programs that it calls, as part of a test image: enough to run grub-install and grub-mkconfig in a chroot. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { Tree } from "../disks/provisioned-disk.ts";

const programs = [
  "/bin/sh",
  "/usr/bin/sed",
  "/usr/bin/grep",
  "/usr/bin/fgrep",
  "/usr/bin/egrep",
  "/usr/bin/mawk",
  "/usr/bin/cat",
  "/usr/bin/basename",
  "/usr/bin/dirname",
  "/usr/bin/ls",
  "/usr/bin/sort",
  "/usr/bin/head",
  "/usr/bin/tail",
  "/usr/bin/tr",
  "/usr/bin/cut",
  "/usr/bin/uname",
  "/usr/bin/mktemp",
  "/usr/bin/chmod",
  "/usr/bin/rm",
  "/usr/bin/mv",
  "/usr/bin/cp",
  "/usr/bin/find",
  "/usr/bin/stat",
  "/usr/bin/readlink",
  "/usr/bin/id",
  "/usr/bin/mkdir",
  "/usr/bin/touch",
  "/usr/bin/udevadm",
  "/usr/sbin/grub-install",
  "/usr/sbin/grub-probe",
  "/usr/bin/grub-script-check",
  "/usr/bin/grub-mkrelpath",
  "/usr/bin/grub-editenv",
  "/usr/sbin/grub-mkconfig",
];
const directories = ["/usr/lib/grub", "/usr/lib/grub/i386-pc", "/usr/share/grub", "/etc/grub.d"];

async function libraries(program: string): Promise<string[]> {
  const { stdout } = await execa("ldd", [program], { reject: false });
  return stdout.match(/\/\S+/gu) ?? [];
}

/** Paths and contents, for systemTree. */
export async function grubTree(): Promise<Tree> {
  const files = new Set(programs);
  for (const program of programs) for (const library of await libraries(program)) files.add(library);
  for (const directory of directories) {
    for (const entry of await readdir(directory, { withFileTypes: true }))
      if (entry.isFile()) files.add(join(directory, entry.name));
  }
  const contents = Array.from(
    files,
    async (path) => [path.replace(/^\//u, ""), new Uint8Array(await readFile(path))] as const,
  );
  return { ...Object.fromEntries(await Promise.all(contents)), "usr/bin/awk": { link: "mawk" } };
}
