/** What GRUB can read of a device, by whatever name it is known. */
import { expect, test } from "vitest";
import { unreadableOn } from "../../../../src/boot/loader/grub-inspection.ts";
import { featureHead } from "../../../../src/storage/filesystem/grub-features.ts";
import { createRecordingHost } from "../../../support/hosts/recording-host.ts";

test("a feature of a logical volume is found by the link that names it", async () => {
  const bytes = new Uint8Array(featureHead);
  const view = new DataView(bytes.buffer);
  view.setUint16(1024 + 56, 0xef53, true);
  view.setUint32(1024 + 96, 0x8000, true);
  const host = createRecordingHost({
    files: { "/dev/dm-0": bytes, "/dev/mapper/red-root": { kind: "symlink", target: "../dm-0" } },
  });
  expect(await unreadableOn(host, "/dev/mapper/red-root")).toEqual(["inline_data"]);
  expect(await unreadableOn(host, "/dev/dm-0")).toEqual(["inline_data"]);
});
