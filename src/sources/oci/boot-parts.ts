/** What a container image lacks that a system needs to boot from a disk: most images of containers have none of it. */
import type { BootPart } from "../source.ts";
import type { LayeredTree } from "./layered-tree.ts";

type Tree = Pick<LayeredTree, "find" | "list">;

/** Kernels and initrds in /boot, whatever a distribution calls them; kernels.ts of src/boot/menu says which of them are booted. */
const kernelName = /^(?:vmlinu[xz]|Image|kernel|bzImage|linux)/u;
const initrdName = /^(?:initrd|initramfs|init\.img)/u;

const moduleFolders = ["/usr/lib/modules", "/lib/modules"];
const programFolders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** Files in the folder and in the two below it, where kernel-install(8) puts them. */
function bootFiles(tree: Tree, folder: string, depth = 2): string[] {
  return tree.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return tree.find(path) === "folder" ? (depth === 0 ? [] : bootFiles(tree, path, depth - 1)) : [name];
  });
}

function moduleFiles(tree: Tree): string[] {
  return moduleFolders.flatMap((folder) =>
    tree
      .list(folder)
      .flatMap((version) => tree.list(`${folder}/${version}`).filter((name) => !name.startsWith("modules."))),
  );
}

function hasProgram(tree: Tree, name: string): boolean {
  return programFolders.some((folder) => tree.find(`${folder}/${name}`) === "file");
}

/** What is said of an image that has it, and of nothing else, is that it can be booted. */
export function lacksOf(tree: Tree): BootPart[] {
  const files = [...bootFiles(tree, "/boot"), ...moduleFiles(tree), ...tree.list("/")];
  const hasInit =
    hasProgram(tree, "init") ||
    ["/usr/lib/systemd/systemd", "/lib/systemd/systemd", "/init", "/etc/init"].some(
      (path) => tree.find(path) === "file",
    );
  const has: Readonly<Record<BootPart, boolean>> = {
    kernel: files.some((name) => kernelName.test(name)),
    initrd: files.some((name) => initrdName.test(name)),
    init: hasInit,
    mount: hasProgram(tree, "mount") || hasProgram(tree, "busybox"),
  };
  return (["kernel", "initrd", "init", "mount"] as const).filter((part) => !has[part]);
}
