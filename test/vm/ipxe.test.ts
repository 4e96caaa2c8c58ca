/** A machine whose network card's iPXE loads the example script, and by it the ramdisk, from an HTTP server that has the ramdisk only at the second try; and the script of a release. */
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { readRamdisks, releaseRamdisk } from "../../src/build/release-ramdisk.ts";
import { labFolder, projectRoot } from "../support/files/paths.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { labKernel, makeTalkingInitrd } from "../support/media/small-medium.ts";
import { startFileServer } from "../support/servers/file-server.ts";
import { createUefi } from "../support/vm/uefi.ts";
import { startVm } from "../support/vm/vm.ts";

const files: Readonly<Record<string, string>> = {
  "/boot/bareon.ipxe": join(projectRoot, "src/integrations/ipxe/bareon.ipxe"),
  "/boot/vmlinuz": join(labFolder, "vmlinuz"),
  "/boot/initrd.img": join(labFolder, "initrd.img"),
};

interface BootServer extends AsyncDisposable {
  readonly port: number;
  /** Status and path of every answer. */
  readonly answers: readonly string[];
}

/** As a server that starts with its nodes: the first who asks for the initrd gets none. */
async function startBootServer(): Promise<BootServer> {
  const answers: string[] = [];
  const answer = async ({ url = "" }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isEarly = url.endsWith("/initrd.img") && !answers.some((one) => one.endsWith(url));
    const file = isEarly ? undefined : files[url];
    answers.push(`${file === undefined ? 404 : 200} ${url}`);
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "content-length": (await stat(file)).size });
    await pipeline(createReadStream(file), response);
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

test.each(["bios", "uefi"])("by %s the example script boots the ramdisk as far as a login", async (firmware) => {
  await using folder = await scratchFolder();
  await using server = await startBootServer();
  await using vm = await startVm({
    name: `ipxe-${firmware}`,
    disks: [],
    boot: "disk",
    network: { bootFile: `http://10.0.2.2:${server.port}/boot/bareon.ipxe` },
    memoryMiB: 2048,
    ...(firmware === "uefi" ? { uefi: await createUefi(folder.path) } : {}),
  });
  await vm.ready(1000);
  const once = ["200 /boot/bareon.ipxe", "200 /boot/vmlinuz"];
  expect(server.answers).toEqual([...once, "404 /boot/initrd.img", ...once, "200 /boot/initrd.img"]);
  const words = (await vm.read("/proc/cmdline")).split(" ");
  expect(words).toEqual(
    expect.arrayContaining(["initrd=initrd.img", "console=ttyS0,115200", "BOOTIF=01-52-54-00-12-34-56"]),
  );
  const { version } = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8")) as {
    readonly version: string;
  };
  expect((await vm.run("bareon-provision --version")).stdout).toContain(version);
  await vm.said("bareon ramdisk ready");
  // Only a medium opens the consoles.
  expect((await vm.run("systemctl show --property ExecStart serial-getty@ttyS0")).stdout).not.toContain("autologin");
});

test("the script of a release boots the files of the release", async () => {
  await using folder = await scratchFolder();
  const [ramdisk, output] = [join(folder.path, "ramdisk"), join(folder.path, "release")];
  for (const path of [ramdisk, output]) await mkdir(path);
  await copyFile(labKernel, join(ramdisk, "vmlinuz"));
  await makeTalkingInitrd(join(ramdisk, "initrd.img"), "release");
  for (const one of await readRamdisks([ramdisk]))
    await releaseRamdisk(one, { version: "1.2.3", epoch: 1_700_000_000, output }, console.error);
  await using server = await startFileServer(output);
  await using vm = await startVm({
    name: "ipxe-release",
    disks: [],
    boot: "disk",
    network: { bootFile: `http://10.0.2.2:${server.port}/bareon-1.2.3-x86_64.ipxe` },
  });
  await vm.said(/small initrd: release, arguments .*initrd=bareon-1\.2\.3-x86_64\.initrd\.img console=tty0 /u, 300);
  await vm.waitExit();
});
