/** What goes onto an EFI system partition, in which order, and the small configuration that leads to the menu. */
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { loaderStarts, planLoader, renderLoaderConfig, startFile } from "../../../../src/boot/firmware/efi-files.ts";
import { parseLoaderInfo, planLoaderInfo } from "../../../../src/boot/store/loader-info.ts";
import { platformsOf } from "../../../../src/boot/platforms/platforms.ts";
import { planExample } from "../../plan/fixture.ts";

const home = { uuid: "0e4ee8a0-1111-4111-8111-111111111111", directory: "/boot/grub2" };
const platforms = ["x86_64", "aarch64"].flatMap((name) => platformsOf(name)?.uefi ?? []);

test("the configuration finds the menu by UUID, and gives the turn back where there is none", () => {
  expect(renderLoaderConfig(home).split("\n").slice(1)).toEqual([
    "if search --no-floppy --fs-uuid --set=root 0e4ee8a0-1111-4111-8111-111111111111; then",
    "  set prefix=($root)/boot/grub2",
    "  configfile $prefix/grub.cfg",
    "fi",
    "exit",
    "",
  ]);
});

test("copies of the menu are looked for in their order, as long as none is found", () => {
  const text = renderLoaderConfig({ ...home, copies: ["0e4ee8a0-2222", "0e4ee8a0-3333"] });
  expect(Array.from(text.matchAll(/--set=root (?<uuid>\S+);/gu), ({ groups }) => groups?.["uuid"])).toEqual([
    home.uuid,
    "0e4ee8a0-2222",
    "0e4ee8a0-3333",
  ]);
  expect(execaSync("grub-script-check", { input: text, reject: false }).exitCode).toBe(0);
});

test("a directory with any characters is one word", () => {
  expect(renderLoaderConfig({ ...home, directory: "/bo'ot $(x)/grub" })).toContain(
    String.raw`set prefix=($root)'/bo'\''ot $(x)/grub'`,
  );
});

test("what firmware finds by itself is written last, and every start is taken off before a deploy", () => {
  for (const platform of platforms) {
    for (const signed of [false, true]) {
      const files = planLoader(platform, home, signed);
      expect(files.at(-1)?.path).toBe(`EFI/BOOT/${platform.fallback}`);
      expect(files[0]).toMatchObject({ kind: "text", path: signed ? "EFI/debian/grub.cfg" : "EFI/bareon/grub.cfg" });
      expect(files.map(({ path }) => path)).toContain(startFile(platform, signed));
      expect(loaderStarts(platform)).toEqual(
        expect.arrayContaining([startFile(platform, signed), `EFI/BOOT/${platform.fallback}`]),
      );
      // shim starts the GRUB beside it.
      const shims = signed
        ? files.filter(({ path }) => path.endsWith(platform.shim) || path.endsWith(platform.fallback))
        : [];
      expect(files.map(({ path }) => path)).toEqual(
        expect.arrayContaining(shims.map(({ path }) => path.replace(/[^/]+$/u, platform.grub))),
      );
    }
  }
  expect(platforms.map(({ name, fallback, grub, shim }) => [name, fallback, grub, shim])).toEqual([
    ["x86_64-efi", "BOOTX64.EFI", "grubx64.efi", "shimx64.efi"],
    ["arm64-efi", "BOOTAA64.EFI", "grubaa64.efi", "shimaa64.efi"],
  ]);
});

test("what a deploy writes down of it is read again; for BIOS alone there is nothing", () => {
  const info = planLoaderInfo(planExample("one-system"), ["EFI/BOOT/BOOTAA64.EFI"]);
  expect(info).toMatchObject({
    firmware: "uefi",
    architecture: "aarch64",
    signed: false,
    order: "first",
    files: ["EFI/BOOT/BOOTAA64.EFI"],
    partitions: [{ partuuid: expect.any(String) }],
  });
  expect(parseLoaderInfo(JSON.stringify(info))).toEqual(info);
  expect(planLoaderInfo(planExample("two-systems"), [])).toBeNull();
  expect(
    [undefined, "{", "{}", JSON.stringify({ ...info, files: ["EFI/../../etc/passwd"] })].map(parseLoaderInfo),
  ).toEqual([null, "damaged", "damaged", "damaged"]);
});

test("GRUB takes the configuration for a script", () => {
  expect(execaSync("grub-script-check", { input: renderLoaderConfig(home), reject: false }).exitCode).toBe(0);
});
