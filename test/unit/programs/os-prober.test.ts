/** What os-prober 1.81 prints. */
import { expect, test } from "vitest";
import { parseKernels, parseSystems } from "../../../src/programs/os-prober.ts";

test("systems of every kind, with colons in a name, and btrfs' further fields", () => {
  const output = [
    "/dev/vda3:Debian GNU/Linux 12 (bookworm):Debian:linux",
    "/dev/vda4:A: B:C:Debian1:linux",
    "/dev/vdb1:openSUSE:openSUSE:linux:btrfs:UUID=0a:subvol=@",
    "/dev/vdb2:Windows 10:Windows:chain",
    "/dev/vdb3@/EFI/Microsoft/Boot/bootmgfw.efi:Windows Boot Manager:Windows1:efi",
    "rubbish",
    "",
  ].join("\n");
  expect(parseSystems(output)).toEqual([
    { device: "/dev/vda3", name: "Debian GNU/Linux 12 (bookworm)", label: "Debian", type: "linux" },
    { device: "/dev/vda4", name: "A: B:C", label: "Debian1", type: "linux" },
    { device: "/dev/vdb1", name: "openSUSE", label: "openSUSE", type: "linux" },
    { device: "/dev/vdb2", name: "Windows 10", label: "Windows", type: "chain" },
    { device: "/dev/vdb3", name: "Windows Boot Manager", label: "Windows1", type: "other" },
  ]);
});

test("kernels, each once", () => {
  const line =
    "/dev/vdb1:/dev/vdb2:Debian GNU/Linux, with Linux 6.1:/boot/vmlinuz-6.1:/boot/initrd.img-6.1:root=/dev/vdb1 ro a=b:c";
  const kernel = {
    rootDevice: "/dev/vdb1",
    bootDevice: "/dev/vdb2",
    label: "Debian GNU/Linux, with Linux 6.1",
    kernel: "/boot/vmlinuz-6.1",
    initrd: "/boot/initrd.img-6.1",
    parameters: "root=/dev/vdb1 ro a=b:c",
  };
  expect(parseKernels(`${line}\n${line}\n/dev/vdb1:/dev/vdb1::/vmlinuz::root=/dev/vdb1\nrubbish\n`)).toEqual([
    kernel,
    {
      rootDevice: "/dev/vdb1",
      bootDevice: "/dev/vdb1",
      label: "",
      kernel: "/vmlinuz",
      initrd: null,
      parameters: "root=/dev/vdb1",
    },
  ]);
});
