/** What a container image lacks that a system needs to boot from a disk: most images of containers have none of it. */
import type { BootPart } from "../source.ts";
import type { LayeredTree } from "./layered-tree.ts";

type Tree = Pick<LayeredTree, "find" | "list">;

/** Kernels and initrds in /boot, whatever a distribution calls them; kernels.ts of src/boot/menu says which of them are booted. */
const kernelName = /^(?:vmlinu[xz]|Image|kernel|bzImage|linux)/u;
const initrdName = /^(?:initrd|initramfs|init\.img)/u;

const moduleFolders = ["/usr/lib/modules", "/lib/modules"];
const programFolders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** Paths that are looked at, of which an image can make each a long way of links; a system has a thousand of them in /boot at most. */
const mostLooks = 10_000;

/** The same tree, in which nothing is found any more after so many looks. */
function bounded(tree: Tree): Tree {
  let looks = 0;
  const isLeft = (): boolean => (looks += 1) <= mostLooks;
  return {
    find: (path) => (isLeft() ? tree.find(path) : undefined),
    list: (path) => (isLeft() ? tree.list(path) : []),
  };
}

/** The kernels and initrds in a folder, also by links to them. A link that leads nowhere is none, and the folder of a kernel's modules is called kernel. */
function filesIn(tree: Tree, folder: string, names = tree.list(folder)): string[] {
  return names
    .filter((name) => kernelName.test(name) || initrdName.test(name))
    .filter((name) => tree.find(`${folder}/${name}`) === "file");
}

/** Those in the folder and in the two below it, where kernel-install(8) puts them. */
function bootFiles(tree: Tree, folder: string, depth = 2): string[] {
  const names = tree.list(folder);
  const below = depth === 0 ? [] : names.map((name) => `${folder}/${name}`);
  const folders = below.filter((path) => tree.find(path) === "folder");
  return [...filesIn(tree, folder, names), ...folders.flatMap((path) => bootFiles(tree, path, depth - 1))];
}

function moduleFiles(tree: Tree): string[] {
  return moduleFolders.flatMap((folder) =>
    tree.list(folder).flatMap((version) => filesIn(tree, `${folder}/${version}`)),
  );
}

function hasProgram(tree: Tree, name: string): boolean {
  return programFolders.some((folder) => tree.find(`${folder}/${name}`) === "file");
}

/** What is said of an image that has it, and of nothing else, is that it can be booted. */
export function lacksOf(whole: Tree): BootPart[] {
  const tree = bounded(whole);
  const hasInit =
    hasProgram(tree, "init") ||
    ["/usr/lib/systemd/systemd", "/lib/systemd/systemd", "/init", "/etc/init"].some(
      (path) => tree.find(path) === "file",
    );
  const hasMount = hasProgram(tree, "mount") || hasProgram(tree, "busybox");
  const files = [...filesIn(tree, ""), ...bootFiles(tree, "/boot"), ...moduleFiles(tree)];
  const has: Readonly<Record<BootPart, boolean>> = {
    kernel: files.some((name) => kernelName.test(name)),
    initrd: files.some((name) => initrdName.test(name)),
    init: hasInit,
    mount: hasMount,
  };
  return (["kernel", "initrd", "init", "mount"] as const).filter((part) => !has[part]);
}
