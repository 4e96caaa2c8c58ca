/** UEFI HTTP boot: firmware with Secure Boot on that is told of the medium by the dnsmasq of bareon-fleet(7), loads and starts it, whatever is on disks. */
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLiteral } from "../support/files/man-text.ts";
import { projectRoot } from "../support/files/paths.ts";
import { scratchFolder } from "../support/files/scratch.ts";
import { serverAddress, startBootNetwork } from "../support/media/boot-network.ts";
import { makeHostileDisks } from "../support/media/hostile-disks.ts";
import { makeSmallMedium } from "../support/media/small-medium.ts";
import { prepareLab } from "../support/setup/prepare.ts";
import { createUefi } from "../support/vm/uefi.ts";
import { startVm } from "../support/vm/vm.ts";

/** The lines of the manual for iPXE and for HTTP boot, for this server. */
async function documentedConfiguration(tftp: string): Promise<string> {
  const page = await readFile(join(projectRoot, "man/bareon-fleet.7"), "utf8");
  const blocks = ["BOOTING BY IPXE", "UEFI HTTP BOOT"].map((section) => {
    const pattern = new RegExp(`^\\.Sh ${section}\\n[^]*?^\\.Bd -literal.*\\n(?<lines>[^]*?)^\\.Ed$`, "mu");
    return readLiteral(pattern.exec(page)?.groups?.["lines"] ?? "");
  });
  expect(blocks[0]).toContain("//boot.example.net/bareon/bareon.ipxe");
  expect(blocks[1]).toContain("//boot.example.net/bareon/bareon.iso");
  return blocks.join("").replaceAll("boot.example.net", serverAddress).replaceAll("/srv/tftp", tftp);
}

test("firmware loads the medium by HTTP and starts it", async () => {
  await prepareLab(console.error);
  await using folder = await scratchFolder();
  const medium = await makeSmallMedium(folder.path, "medium");
  const www = join(folder.path, "www");
  await mkdir(join(www, "bareon"), { recursive: true });
  await symlink(medium, join(www, "bareon/bareon.iso"));
  await using network = await startBootNetwork({
    folder: folder.path,
    dnsmasq: await documentedConfiguration(www),
    www,
  });
  await using vm = await startVm({
    name: "media-http",
    disks: await makeHostileDisks(folder.path),
    boot: "disk",
    ordered: true,
    uefi: await createUefi(folder.path, true),
    network: { tap: network.tap },
  });
  await vm.said("small initrd: ", 900);
  await vm.waitExit();
  const serial = await vm.serial();
  expect(serial).not.toContain("small initrd: hostile");
  const said = /small initrd: medium, arguments .* bareon\.console-login, lockdown (?<lockdown>.*), UEFI yes\./u.exec(
    serial,
  );
  expect(said?.groups?.["lockdown"]).toContain("[integrity]");
  const log = await network.output();
  expect(log).toMatch(/vendor class: HTTPClient:Arch:00016/u);
  expect(log).toMatch(/url:\/bareon\/bareon\.iso/u);
});
