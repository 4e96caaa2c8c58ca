/** What a deploy decides of an image's own GRUB settings, written beside what its administrator wrote. */
import { expect, test } from "vitest";
import { writeDefaults } from "../../../../src/boot/loader/own-grub.ts";
import { createRecordingHost, createTestContext } from "../../../support/hosts/recording-host.ts";

test("settings in Latin-1 keep every byte, their mode and the link that leads to them", async () => {
  const former = Uint8Array.from(Buffer.from("# f\xfcr uns\nGRUB_DISTRIBUTOR=B\xe4r\n", "latin1"));
  const host = createRecordingHost({
    files: {
      "/t/etc/default/grub": { kind: "symlink", target: "/etc/grub.settings" },
      "/t/etc/grub.settings": { kind: "file", content: former, mode: 0o600 },
    },
    expect: [{ command: /^getfattr /u, always: true }],
  });
  await writeDefaults(createTestContext(host), "/t", { timeout: 3, parameters: "quiet" });
  const node = host.nodes.get("/t/etc/grub.settings");
  if (node?.kind !== "file") throw new Error("the settings are no file");
  expect(node.mode).toBe(0o600);
  expect(Buffer.from(node.content).subarray(0, former.length)).toEqual(Buffer.from(former));
  expect(host.text("/t/etc/grub.settings")).toContain("GRUB_TIMEOUT=3\n");
  expect(host.nodes.get("/t/etc/default/grub")).toMatchObject({ kind: "symlink" });
});
