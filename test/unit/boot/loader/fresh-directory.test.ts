/** A directory of an image below which files are written: no link in it, at whatever depth, leads out of the tree. */
import { expect, test } from "vitest";
import { freshDirectory } from "../../../../src/boot/loader/fresh-directory.ts";
import { type Seed, createRecordingHost } from "../../../support/hosts/recording-host.ts";

const place = "/root/boot/grub/esp";
const trap: Seed = { kind: "symlink", target: "/etc" };

test.each<readonly [string, Readonly<Record<string, Seed>>]>([
  ["itself", { [place]: trap }],
  ["in it", { [`${place}/EFI`]: trap }],
  ["far below", { [`${place}/EFI/debian/grub.cfg`]: trap }],
  ["a file in its place", { [place]: "x" }],
])("a link is kept aside: %s", async (_, files) => {
  const host = createRecordingHost({ files: { "/etc/passwd": "x", ...files, [`${place}.image`]: "an older one" } });
  expect(await freshDirectory(host, place)).toBe(place);
  expect([host.nodes.get(place)?.kind, await host.list(place)]).toEqual(["directory", []]);
  expect(host.nodes.has(`${place}.image-2`)).toBe(true);
});

test("a plain directory is left as it is", async () => {
  const host = createRecordingHost({ files: { [`${place}/EFI/debian/grub.cfg`]: "x" } });
  await freshDirectory(host, place);
  expect(host.changes).toEqual([]);
});
