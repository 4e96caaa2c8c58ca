/** Root filesystems with a real Ironic, and with the agent of Ironic's own, from Debian's packages; no program of them is installed on this machine. */
import { glob, rm } from "node:fs/promises";
import { join } from "node:path";
import { cached, type Log } from "../../../src/build/cache.ts";
import { buildDebian, type DebianRecipe } from "../../../src/build/debian.ts";

/** 21.4 is Debian 12's Ironic; 29.0 trixie's, with ironic-python-agent 10.2 in the same root. */
export type IronicRelease = "21.4" | "29.0";

/** genisoimage makes config drives of instances, openipmi is a BMC without a machine, ipmitool speaks with it. */
const packages = ["python3-ironic", "ironic-api", "ironic-conductor", "genisoimage", "openipmi", "ipmitool"];

const recipes: Readonly<Record<IronicRelease, DebianRecipe>> = {
  "21.4": { suite: "bookworm", packages: packages },
  "29.0": {
    suite: "trixie",
    packages: [
      ...packages,
      "ironic-python-agent",
      // What checks and builds a hardware manager, and what the programs drive when that calls them.
      ...["python3-setuptools", "pyflakes3"],
      ...[
        "fdisk",
        "rsync",
        "udev",
        "kmod",
        "procps",
        "attr",
        "dosfstools",
        "grub-common",
        "grub2-common",
        "grub-pc-bin",
      ],
    ],
  },
};

/** Half of what is unpacked: tests of the libraries, and messages in other languages. */
const unneeded = [
  "usr/lib/python3/dist-packages/*/tests",
  "usr/lib/python3/dist-packages/*/locale",
  "var/cache/apt/archives",
  "var/lib/apt/lists",
];

/** The root of this release, from the cache or built now (two to six minutes). It is shared: what runs in it writes elsewhere. Needs root. */
export async function ironicRoot(release: IronicRelease, log: Log): Promise<string> {
  const recipe = recipes[release];
  return await cached(`ironic-${release}`, { recipe, unneeded }, async (path) => {
    log(`Ironic ${release}: building its root filesystem`);
    await buildDebian(recipe, path, (line) => log(`Ironic ${release}: ${line}`));
    for await (const found of glob([...unneeded], { cwd: path }))
      await rm(join(path, found), { recursive: true, force: true });
    log(`Ironic ${release}: done`);
  });
}
