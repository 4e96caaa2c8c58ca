/** Images that lie on a disk that is erased: the plan refuses them, and a link to one is followed before the first write. */
import { expect, test } from "vitest";
import { checkSources } from "../../../src/deploy/preflight.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
import { nth, planTwoDisks, readMachine, refusal } from "./fixture.ts";

const awake = readMachine("awake");
const both = ["bareon-1", "bareon-2"];

/** The volume "root" of the group that lies on both disks is mounted there; the plan unmounts it. */
function mountedAt(target: string): Inventory {
  const groups = awake.groups.map((group) => ({
    ...group,
    volumes: group.volumes.map((volume) =>
      group.name === "old" && volume.name === "root" ? { ...volume, uses: [target] } : volume,
    ),
  }));
  return { ...awake, groups };
}

function from(address: string, more: object = {}): object {
  return { images: [{ name: "os", image_pull_url: address, target: "/", ...more }] };
}

test.for([
  ["/mnt/images/os/", {}],
  ["/mnt", {}],
  ["file:///mnt/os%20x.tar.zst", {}],
  ["https://host/os.tar.zst", { ca_file: "/mnt/ca.pem" }],
] as const)("refused from a mount of the disk: %s %o", ([address, more]) => {
  const message = refusal(() => planTwoDisks(mountedAt("/mnt"), both, from(address, more)));
  expect(message).toMatch(
    /^source: image os is read from \/mnt.*, which is on \/dev\/mapper\/old-root, and that is erased before$/u,
  );
});

test.for(["/mnt/images/os/", "file:///mnt/os.tar.zst"])("not refused from another place: %s", (address) => {
  expect(() => planTwoDisks(mountedAt("/mnt/other"), both, from(address))).not.toThrow();
  expect(() => planTwoDisks(mountedAt("/media"), both, from(address))).not.toThrow();
});

test("a link into such a mount is found before the first write", async () => {
  const plan = planTwoDisks(mountedAt("/mnt"), both, from("/images/os/"));
  expect(nth(plan.images, 0).source).toBe("/images/os/");
  const host = createRecordingHost({ files: { "/images": { kind: "symlink", target: "/mnt/images" } } });
  await expect(checkSources(createTestContext(host), plan, undefined)).rejects.toMatchObject({
    exit: "source",
    message: "image os is read from /mnt/images/os, which is on /dev/mapper/old-root, and that is erased before",
  });
});
