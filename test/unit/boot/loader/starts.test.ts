/** What disks are found to start: a deploy makes them start nothing first, and gives them a boot loader last. */
import { expect, test } from "vitest";
import { findStarts, type Starts } from "../../../../src/boot/loader/starts.ts";
import { renderUnbootableCode } from "../../../../src/boot/loader/unbootable.ts";
import { espType } from "../../../../src/config/deploy-config.ts";
import type { Disk, Partition } from "../../../../src/schema/inventory.ts";
import {
  createRecordingHost,
  createTestContext,
  mountCommands,
  type Seed,
} from "../../../support/hosts/recording-host.ts";
import { readInventory } from "../../plan/fixture.ts";

const inventory = readInventory("two-systems");
const [disk] = inventory.disks as [Disk];

function sector(code: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(512);
  bytes.set(code);
  return bytes;
}

const marked = sector(renderUnbootableCode());
const blank = sector(new Uint8Array());
const grub = sector(new Uint8Array());
grub.set(new TextEncoder().encode("GRUB "), 0x180);
grub[0x5c] = 1;

const esp: Partition = {
  ...{ path: "/dev/sda1", number: 1, start: 1024 * 1024, size: 64 * 1024 * 1024, type: espType.toLowerCase() },
  ...{ partuuid: null, name: null, uses: disk.uses, content: { type: "vfat", label: null, uuid: null } },
};

/** Disks by their first sectors, the first one with an EFI system partition that has these files; undefined for none. */
async function look(
  sectors: readonly Uint8Array[],
  files?: readonly string[],
  exitCode = 0,
): Promise<{ readonly starts: Starts; readonly changes: readonly string[] }> {
  const disks = sectors.map((_, index) => ({
    ...disk,
    path: `/dev/sd${"ab"[index] ?? ""}`,
    partitions: index === 0 && files !== undefined ? [esp] : [],
  }));
  const host = createRecordingHost({
    files: Object.fromEntries([
      ...disks.map(({ path }, index): [string, Seed] => [path, sectors[index] ?? blank]),
      ...(files ?? []).map((path): [string, Seed] => [`/run/bareon/esp/${path}`, "loader"]),
    ]),
    expect: exitCode === 0 ? [mountCommands()] : [{ command: /^mount /u, exitCode, stderr: "bad", always: true }],
  });
  const starts = await findStarts(createTestContext(host), disks, { architecture: "x86_64" });
  return { starts, changes: host.changes.filter((change) => change.includes("/dev/")) };
}

test.each<[string, readonly Uint8Array[], readonly string[] | undefined, Starts]>([
  ["disks that a deploy has begun with", [marked, marked], undefined, "nothing"],
  ["the same with an EFI system partition that has no loader", [marked], ["EFI/debian/grubx64.efi"], "nothing"],
  ["GRUB in one boot sector", [marked, grub], undefined, "loader"],
  ["our loader on the EFI system partition", [marked], ["EFI/bareon/grubx64.efi"], "loader"],
  ["the file that firmware finds by itself", [marked], ["EFI/BOOT/BOOTX64.EFI"], "loader"],
  ["a disk that no deploy has begun with", [marked, blank], undefined, "unknown"],
])("%s", async (_what, sectors, files, expected) => {
  expect(await look(sectors, files)).toEqual({ starts: expected, changes: [] });
});

test("of an EFI system partition that cannot be mounted it is not known", async () => {
  expect((await look([marked], [], 32)).starts).toBe("unknown");
});
