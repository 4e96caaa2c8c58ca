/** A system whose /usr is a volume of its own: only some initramfs mount it. */
import { expect, test } from "vitest";
import { warnOfUsr } from "../../../src/deploy/usr-volume.ts";
import type { PlannedMount } from "../../../src/schema/plan.ts";
import { warnings } from "../../support/hosts/local-context.ts";
import { createRecordingHost, createTestContext, type Seed } from "../../support/hosts/recording-host.ts";

async function warn(files: Readonly<Record<string, Seed>>, mount = "/usr"): Promise<readonly string[]> {
  const ctx = createTestContext(createRecordingHost({ files }));
  const mounts: PlannedMount[] = ["/", mount].map((path) => ({
    mount: path,
    device: "/dev/sda1",
    type: "ext4",
    uuid: "",
  }));
  await warnOfUsr(ctx, { name: "red", mounts }, "/tree");
  return warnings(ctx.events);
}

test.for([
  ["initramfs-tools", { "/tree/usr/share/initramfs-tools/init": "\tmountfs /usr\n" }],
  ["dracut", { "/tree/usr/lib/dracut/modules.d/98usrmount/module-setup.sh": "" }],
] as const)("%s mounts it", async ([, files]) => {
  expect(await warn(files)).toEqual([]);
});

test("a loop of links ends no deploy", async () => {
  const loop: Seed = { kind: "symlink", target: "modules.d" };
  const files = {
    "/tree/usr/lib/dracut/modules.d": loop,
    "/tree/usr/share/initramfs-tools/init": { kind: "symlink", target: "init" } as Seed,
  };
  expect(await warn(files)).toHaveLength(1);
});

test("nothing else is known to", async () => {
  const files = { "/tree/usr/share/initramfs-tools/init": "mountroot\n" };
  expect(await warn(files)).toEqual([expect.stringContaining("Image red has /usr on a volume of its own")]);
  expect(await warn(files, "/srv")).toEqual([]);
});
