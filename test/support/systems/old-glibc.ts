/** A glibc of 2012 in the places in which CentOS 7 has it: that of this machine, whose later versions have other names. */
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

const libraryFolder = "/lib/x86_64-linux-gnu";

/** By name; the files have their versions in their names, and the names are links to them. */
const files: Readonly<Record<string, string>> = {
  "ld-linux-x86-64.so.2": "ld-2.17.so",
  "libc.so.6": "libc-2.17.so",
  "libm.so.6": "libm-2.17.so",
  "libdl.so.2": "libdl-2.17.so",
  "libpthread.so.0": "libpthread-2.17.so",
  "libstdc++.so.6": "libstdc++.so.6.0.19",
  "libgcc_s.so.1": "libgcc_s-4.8.5-20150702.so.1",
};

/** /lib64 becomes a link, and a cache names the libraries; the root has /usr. */
export async function putOldGlibc(root: string): Promise<void> {
  await mkdir(join(root, "usr/lib64"));
  await symlink("usr/lib64", join(root, "lib64"));
  for (const [name, file] of Object.entries(files)) {
    const bytes = await readFile(`${libraryFolder}/${name}`, "latin1");
    // Of no version later than that of 2012.
    const old = bytes.replaceAll(/\0GLIBC_2\.(?:1[89]|2\d|3\d)(?=\0)/gu, (version) => version.replaceAll(/\d$/gu, "x"));
    await writeFile(join(root, "usr/lib64", file), old, { encoding: "latin1", mode: 0o755 });
    await symlink(file, join(root, "usr/lib64", name));
  }
  await execa("ldconfig", ["-r", root]);
}
