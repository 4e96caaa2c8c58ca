/** What differs between the architectures that are built for, as data: names, folders, the emulator's registration and the ramdisk's packages. */
import { expect, test } from "vitest";
import { architectureFolder, architectures, findArchitecture, isForeign } from "../../../src/build/architecture.ts";
import { callDirectly, renderRegistration, toolsFor } from "../../../src/build/emulator.ts";
import { recipeFor } from "../../../src/build/ramdisk-base.ts";

test("an architecture has the names that others have for it, and none is asked for by another one", () => {
  for (const name of ["arm64", "aarch64"]) expect(findArchitecture(name).deb).toBe("arm64");
  for (const name of ["amd64", "x86_64", "x64"]) expect(findArchitecture(name).deb).toBe("amd64");
  expect(findArchitecture().node).toBe(process.arch);
  expect(() => findArchitecture("riscv64")).toThrow(
    'Nothing is built for the architecture "riscv64": known are amd64 and arm64',
  );
});

test("what is built for another machine does not lie where that for this one does", () => {
  const folders = architectures.map((architecture) => architectureFolder("/build", architecture));
  expect(folders.toSorted()).toEqual(["/build", `/build/${architectures.find(isForeign)?.deb}`]);
  expect(architectureFolder("/build", undefined)).toBe("/build");
});

test("a program for this machine is called as it is", () => {
  const { call, strip } = toolsFor(findArchitecture());
  expect(call).toBe(callDirectly);
  expect(strip).toBe("strip");
  expect(call("/node", ["-e", "1"], "bareon-boot")).toEqual({ file: "/node", args: ["-e", "1"], argv0: "bareon-boot" });
});

test("the kernel is told of ELF programs for 64-bit ARM, of any system, that can or cannot be loaded anywhere", () => {
  const [, name, kind, offset, magic, mask, emulator, flags] = renderRegistration(findArchitecture("arm64")).split(":");
  expect([name, kind, offset, emulator, flags]).toEqual([
    `bareon-arm64-${process.pid}`,
    "M",
    "",
    "/usr/bin/qemu-aarch64-static",
    "F",
  ]);
  const zeros = "\\x00".repeat(8);
  expect(magic).toBe(`\\x7f\\x45\\x4c\\x46\\x02\\x01\\x01\\x00${zeros}\\x02\\x00\\xb7\\x00`);
  expect(mask).toBe(`${"\\xff".repeat(7)}\\x00${"\\xff".repeat(8)}\\xfe\\xff\\xff\\xff`);
});

test("a ramdisk has the kernel of its architecture, and GRUB for each firmware that such machines have", () => {
  const chosen = architectures.map((architecture) =>
    recipeFor(architecture).packages.filter((name) => /^(?:linux-|grub-(?:pc|efi)|shim)/u.test(name)),
  );
  expect(chosen).toEqual([
    ["linux-image-amd64", "grub-pc-bin", "grub-efi-amd64-bin", "grub-efi-amd64-signed", "shim-signed"],
    ["linux-image-arm64", "grub-efi-arm64-bin", "grub-efi-arm64-signed", "shim-signed"],
  ]);
  const others = architectures.map((architecture) =>
    recipeFor(architecture).packages.filter((name) => !/^(?:linux-|grub-(?:pc|efi)|shim)/u.test(name)),
  );
  expect(others[0]).toEqual(others[1]);
});
