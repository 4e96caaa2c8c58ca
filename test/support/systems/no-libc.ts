/**
 * Systems on which the tool finds no C library, or no C++ library, that fits it: four tiny ones, with the tiny system's kernel, network and ssh.
 * What the lab itself needs there, an ssh server, is in /opt/lab with libraries of its own, and of no use to anything else.
 */
import { chmod, copyFile, mkdir, readFile, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { cached, type Log } from "../../../src/build/cache.ts";
import { type TreeFile, writeTree } from "../../../src/build/tree.ts";
import { inBuildRoot, muslBusybox } from "./musl-busybox.ts";
import { putOldGlibc } from "./old-glibc.ts";
import { makeSmallInitrd } from "./small-initrd.ts";

/** Named after what they have: no library at all, musl, glibc alone, an old glibc. */
export const systems = ["static", "musl", "bare", "old"] as const;
export type System = (typeof systems)[number];

/** What decides a trial of them. */
const check: TreeFile = {
  path: "/etc/bareon/health.d/works",
  text: "#!/bin/sh\nexec test -e /srv/works\n",
  mode: 0o755,
};

const release = (name: System, more: string): TreeFile => ({
  path: "/etc/os-release",
  text: `NAME="Tiny ${name}"\nPRETTY_NAME="Tiny ${name}"\n${more}`,
});

const inittab = (server: string, atEnd: string): TreeFile => ({
  path: "/etc/inittab",
  text: `::sysinit:/etc/start\n::once:${atEnd}\n::respawn:${server} -F -E -R\n::shutdown:/bin/umount -a -r\n`,
});

/** Each with another way to what is done at the end of a boot: called by the image itself, by OpenRC's "local", and by System V's run levels. */
const own: Readonly<Record<System, readonly TreeFile[]>> = {
  static: [
    release("static", "ID=static\n"),
    inittab("/opt/lab/dropbear", "/usr/lib/bareon/after-boot"),
    { path: "/etc/default/bareon", text: 'BAREON_HEALTH="--deadline 8"\n' },
  ],
  musl: [
    release("musl", "ID=musl\nVERSION_ID=3.20.1\n"),
    inittab("/opt/lab/dropbear", "/etc/local"),
    { path: "/etc/local", text: '#!/bin/sh\nfor script in /etc/local.d/*.start; do "$script"; done\n', mode: 0o755 },
    { path: "/etc/local.d", directory: true },
    { path: "/srv/works", text: "" },
  ],
  bare: [
    release("bare", "ID=bare\n"),
    inittab("/usr/sbin/dropbear", "/etc/run-level"),
    { path: "/etc/run-level", text: '#!/bin/sh\nfor script in /etc/rc2.d/S*; do "$script" start; done\n', mode: 0o755 },
    { path: "/etc/init.d", directory: true },
    { path: "/etc/rc2.d", directory: true },
    { path: "/srv/works", text: "" },
  ],
  old: [
    release("old", 'ID="old"\nID_LIKE="rhel fedora"\nVERSION_ID="7"\n'),
    inittab("/opt/lab/dropbear", "/usr/lib/bareon/after-boot"),
    { path: "/srv/works", text: "" },
  ],
};

/** The tiny system's ssh server as a program that needs nothing of the system that it runs on but the kernel. */
async function makeServer(tiny: string, folder: string, log: Log): Promise<void> {
  await mkdir(join(folder, "lib"), { recursive: true });
  const { stdout } = await execa("chroot", [tiny, "/lib64/ld-linux-x86-64.so.2", "--list", "/usr/sbin/dropbear"]);
  for (const { groups } of stdout.matchAll(/=> (?<path>\/\S+)/gu)) {
    const path = groups?.["path"] ?? "";
    await copyFile(join(tiny, path), join(folder, "lib", basename(path)));
  }
  await copyFile(join(tiny, "lib64/ld-linux-x86-64.so.2"), join(folder, "ld.so"));
  await copyFile(join(tiny, "usr/sbin/dropbear"), join(folder, "dropbear"));
  const place = "--set-interpreter /opt/lab/ld.so --force-rpath --set-rpath /opt/lab/lib";
  await inBuildRoot(folder, `patchelf ${place} dropbear`, log);
}

/** What has nothing to do with a C library: kernel, modules, settings. */
async function copyCore(tiny: string, tree: string): Promise<void> {
  const folders = [
    "usr/lib",
    "lib",
    "bin",
    "sbin",
    "usr/bin",
    "usr/sbin",
    "dev",
    "proc",
    "sys",
    "run",
    "tmp",
    "mnt",
    "var",
    "srv",
  ];
  for (const path of folders) await mkdir(join(tree, path), { recursive: true });
  for (const path of ["boot", "etc", "root"]) await execa("cp", ["--archive", join(tiny, path), join(tree, path)]);
  await execa("cp", ["--archive", join(tiny, "lib/modules"), join(tree, "lib/modules")]);
  for (const path of ["etc/ld.so.cache", "etc/ld.so.conf", "etc/ld.so.conf.d"])
    await rm(join(tree, path), { recursive: true, force: true });
}

async function putBusybox(tree: string, busybox: string, kind: "musl" | "static"): Promise<void> {
  await copyFile(join(busybox, `busybox-${kind}`), join(tree, "bin/busybox"));
  await chmod(join(tree, "bin/busybox"), 0o755);
  const applets = (await readFile(join(busybox, "applets"), "utf8")).trimEnd().split("\n");
  const links = applets.filter((path) => path !== "bin/busybox");
  await writeTree(
    tree,
    links.map((path) => ({ path: `/${path}`, link: "/bin/busybox" })),
  );
  if (kind === "static") return;
  await copyFile(join(busybox, "ld-musl-x86_64.so.1"), join(tree, "lib/ld-musl-x86_64.so.1"));
  await symlink("ld-musl-x86_64.so.1", join(tree, "lib/libc.musl-x86_64.so.1"));
}

interface Parts {
  /** The tiny tree with an initramfs of its own, which has another Busybox. */
  readonly tiny: string;
  readonly busybox: string;
  readonly server: string;
}

async function makeTree(name: System, { tiny, busybox, server }: Parts, tree: string): Promise<void> {
  if (name === "bare") {
    await execa("cp", ["--archive", tiny, tree]);
    await execa("find", [tree, "-name", "libstdc++*", "-delete"]);
  } else {
    await copyCore(tiny, tree);
    await putBusybox(tree, busybox, name === "musl" ? "musl" : "static");
    await mkdir(join(tree, "opt"), { recursive: true });
    await execa("cp", ["--archive", server, join(tree, "opt/lab")]);
    if (name === "old") await putOldGlibc(tree);
  }
  await writeTree(tree, [...own[name], check]);
}

/** Their trees by name, from the cache or made now with the kernel of a Debian image; the first time Busybox is compiled, which takes minutes. Needs root. */
export async function systemsWithoutLibc(
  { tiny, bookworm }: { readonly tiny: string; readonly bookworm: string },
  log: Log,
): Promise<Readonly<Record<System, string>>> {
  const busybox = await muslBusybox(log);
  const folder = await cached(
    "images-no-libc",
    { tiny: basename(tiny), busybox: basename(busybox), own, check },
    async (path) => {
      log("no-libc: making the images");
      await mkdir(path);
      const parts: Parts = { tiny: join(path, "tiny"), busybox, server: join(path, "server") };
      await execa("cp", ["--archive", tiny, parts.tiny]);
      await makeSmallInitrd(bookworm, parts.tiny);
      await makeServer(parts.tiny, parts.server, log);
      for (const name of systems) await makeTree(name, parts, join(path, name));
      for (const part of [parts.tiny, parts.server]) await rm(part, { recursive: true });
    },
  );
  return {
    static: join(folder, "static"),
    musl: join(folder, "musl"),
    bare: join(folder, "bare"),
    old: join(folder, "old"),
  };
}
