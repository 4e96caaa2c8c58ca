/** A machine whose network card's iPXE loads the example script, and by it the ramdisk, from an HTTP server; also if the server has the ramdisk only later. */
import { copyFile, readFile, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { labFolder, projectRoot } from "../support/files/paths.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { startFileServer } from "../support/servers/file-server.ts";
import { createUefi } from "../support/vm/uefi.ts";
import { startVm } from "../support/vm/vm.ts";

const script = "bareon.ipxe";

test.each(["bios", "uefi"])("by %s the example script boots the ramdisk as far as a login", async (firmware) => {
  await using folder = await scratchFolder();
  await copyFile(join(projectRoot, "src/integrations/ipxe", script), join(folder.path, script));
  await symlink(join(labFolder, "vmlinuz"), join(folder.path, "vmlinuz"));
  // It is there only after the first try, as of a server that starts with its nodes.
  await symlink(join(labFolder, "initrd.img"), join(folder.path, "later"));
  await using server = await startFileServer(folder.path);
  await using vm = await startVm({
    name: `ipxe-${firmware}`,
    disks: [],
    boot: "disk",
    network: { bootFile: `http://10.0.2.2:${server.port}/${script}` },
    memoryMiB: 2048,
    ...(firmware === "uefi" ? { uefi: await createUefi(folder.path) } : {}),
  });
  setTimeout(() => void rename(join(folder.path, "later"), join(folder.path, "initrd.img")), 30_000);
  await vm.ready(1000);
  const words = (await vm.read("/proc/cmdline")).split(" ");
  expect(words).toEqual(
    expect.arrayContaining(["initrd=initrd.img", "console=ttyS0,115200", "BOOTIF=01-52-54-00-12-34-56"]),
  );
  expect((await vm.run("bareon-provision --version")).stdout).toContain(
    (JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8")) as { readonly version: string }).version,
  );
  await vm.said("bareon ramdisk ready");
});
