/** What the programs run once while the executable is made: what V8 compiles for that goes into its code cache. bareon-boot sees a machine made of files. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { multibootName, multibootType, runtimeDirectory } from "../base/places.ts";
import { infoPath, type LinuxEntry, menuPath } from "../boot/menu/menu.ts";
import { renderMenu } from "../boot/menu/render-menu.ts";
import { environmentPath, idleEnvironment, renderEnvironment } from "../boot/state/environment.ts";
import { historyPath, renderEmptyHistory } from "../boot/state/history.ts";

const [multiboot, root] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"] as const;

/** Every command ends well, and none needs root or looks at a disk. */
export const bootCommands: readonly (readonly string[])[] = [
  ["list", "--json", "--uuid", multiboot],
  ["list", "--uuid", multiboot],
  ["set-default", "other", "--uuid", multiboot],
];

function entry(id: string): LinuxEntry {
  const files = { kernel: "/vmlinuz", initrd: "/initrd.img" };
  return {
    kind: "linux",
    id,
    title: id,
    rootUuid: root,
    bootUuid: root,
    bootType: multibootType,
    parameters: "ro",
    ...files,
  };
}

/** The first bytes of a kernel for PCs (Linux' boot protocol). */
function kernelBytes(): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set([0x55, 0xaa], 0x1fe);
  bytes.set(new TextEncoder().encode("HdrS"), 0x202);
  bytes.set([0x0f, 0x02, 0, 0, 0, 0, 0, 0, 0x00, 0x01], 0x206);
  return bytes;
}

/** Makes a folder with all that bareon-boot sees, whatever it mounts: the multiboot partition and a root in one. */
export async function writeTree(directory: string): Promise<void> {
  const { text, generation } = renderMenu({
    defaultIndex: 0,
    timeout: 5,
    serial: null,
    modules: [],
    entries: [entry("one"), entry("other")],
  });
  const info = { version: 1, elements: [], current_element: 0, multiboot_partition: multiboot };
  const files: readonly (readonly [path: string, content: string | Uint8Array])[] = [
    [menuPath, text],
    [environmentPath, renderEnvironment(idleEnvironment(generation))],
    [historyPath, renderEmptyHistory()],
    [infoPath, JSON.stringify(info)],
    ["machine/proc/cmdline", `BOOT_IMAGE=/vmlinuz root=UUID=${root} ro\n`],
    ["machine/proc/self/mountinfo", `22 1 8:2 / / rw,relatime shared:1 - ${multibootType} /dev/two rw\n`],
    ["machine/sys/kernel/kexec_loaded", "0\n"],
    ["vmlinuz", kernelBytes()],
    ["initrd.img", "initrd"],
    [
      "blkid",
      `DEVNAME=/dev/one\nUUID=${multiboot}\nTYPE=${multibootType}\nPARTLABEL=${multibootName}\n\nDEVNAME=/dev/two\nUUID=${root}\nTYPE=${multibootType}\n`,
    ],
  ];
  for (const [path, content] of files) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
}

/** A function of the tree's folder that returns the bundle's `require`: files are those of the tree, also what a machine says of itself, and the only programs are blkid, dd and some that do nothing. */
export const treeRequire = `(tree) => {
  const mounted = new RegExp("^(/proc/\\\\d+/root)?${runtimeDirectory}(/view-\\\\d+)?(?=/|$)");
  const machine = /^\\/(proc\\/cmdline|proc\\/self\\/mountinfo|sys|run|etc)(?=\\/|$)/;
  const place = (path) => {
    if (typeof path !== "string") return path;
    return mounted.test(path) ? path.replace(mounted, tree) : path.replace(machine, tree + "/machine$&");
  };
  const placed = (call) => typeof call === "function" ? (...words) => call(...words.map(place)) : call;
  const files = Object.fromEntries(Object.entries(require("node:fs/promises")).map(([name, call]) => [name, placed(call)]));
  const answer = 'answer() { case $1 in *blkid) cat "$TREE/blkid" ;; *dd) cat "$TREE/\${2##*/view-[0-9]/}" ;; esac; }';
  const spawn = (program, words, options) => {
    const script = answer + "\\n" + words.at(-1).replace('"$@" <', 'answer "$@" <');
    return require("node:child_process").spawn("sh", ["-c", script], { ...options, env: { ...options.env, TREE: tree } });
  };
  process.getuid = () => 0;
  const own = { "node:fs/promises": files, "node:child_process": { ...require("node:child_process"), spawn } };
  return (name) => own[name] ?? require(name);
}`;
