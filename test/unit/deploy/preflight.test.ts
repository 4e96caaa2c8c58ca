/** Which images are looked at before the first write, and which of them are left out then. */
import { expect, test } from "vitest";
import { settleSources } from "../../../src/deploy/preflight.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import type { ImageSource, ImageSources, MeasuredImage } from "../../../src/sources/source.ts";
import { imageSources } from "../../../src/sources/sources.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
import { planExample } from "../plan/fixture.ts";

/** The example's systems on roots that are kept. */
function keptPlan(): Plan {
  const plan = planExample("two-systems");
  const volumes = plan.volumes.map((volume) => (volume.mount === "/" ? { ...volume, keep: true } : volume));
  return { ...plan, policy: "verify", volumes };
}

/** Every image is that of a filesystem; `measured` gets the names of those that were looked at. */
function sources(measured: string[]): ImageSources {
  const measure: ImageSource["measure"] = async (_ctx, { name }) => {
    measured.push(name);
    return await Promise.resolve({ bytes: 10, files: 0, filesystem: { size: 10, type: "ext4" } });
  };
  return { ...imageSources, rsync: { ...imageSources.rsync, measure } };
}

test("the image of a filesystem for a volume that keeps its data is left out, and told", async () => {
  const ctx = createTestContext(createRecordingHost());
  const { plan, sizes } = await settleSources(ctx, keptPlan(), undefined, sources([]));
  expect(plan.images.map(({ keep }) => keep)).toEqual([true, true]);
  expect([...sizes.keys()]).toEqual([]);
  expect(ctx.events).toContainEqual({
    event: "warning",
    message: "kept: image bookworm is not deployed onto its volume, which keeps its data.",
  });
});

test("an image that the plan leaves out is not even looked at", async () => {
  const measured: string[] = [];
  const ctx = createTestContext(createRecordingHost());
  const plan = keptPlan();
  const images = plan.images.map((image) => ({ ...image, keep: true }));
  await settleSources(ctx, { ...plan, images }, undefined, sources(measured));
  expect(measured).toEqual([]);
  expect(ctx.events).toEqual([]);
});

/** Every image is a container image that lacks this. */
function containers(lacks: MeasuredImage["lacks"]): ImageSources {
  const measure: ImageSource["measure"] = async () =>
    await Promise.resolve({ bytes: 10, files: 0, manifest: `sha256:${"a".repeat(64)}`, lacks });
  return { ...imageSources, rsync: { ...imageSources.rsync, measure } };
}

test("which container images are brought is in the plan once they were looked at", async () => {
  const ctx = createTestContext(createRecordingHost());
  const { plan } = await settleSources(ctx, planExample("two-systems"), undefined, containers([]));
  expect(plan.images.map(({ oci }) => oci)).toEqual([0, 1].map(() => ({ manifest: `sha256:${"a".repeat(64)}` })));
  expect(ctx.events).toEqual([]);
});

test("a system without a kernel is refused, and one that lacks something else is warned of", async () => {
  const refused = settleSources(
    ...([createTestContext(createRecordingHost()), planExample("two-systems"), undefined] as const),
    containers(["kernel", "init"]),
  );
  await expect(refused).rejects.toMatchObject({
    exit: "source",
    message: expect.stringContaining("image bookworm has no kernel, no init, so that it cannot boot") as string,
  });
  const ctx = createTestContext(createRecordingHost());
  await settleSources(ctx, planExample("two-systems"), undefined, containers(["initrd", "mount"]));
  expect(ctx.events.map((event) => ("message" in event ? event.message : ""))[0]).toContain(
    "Image bookworm has no initial ramdisk, no mount(8) for its fstab",
  );
});

test("what is kept, or a utility image, may have the kernel", async () => {
  const kept = createTestContext(createRecordingHost());
  await settleSources(kept, keptPlan(), undefined, containers(["kernel"]));
  expect(kept.events).toHaveLength(2);
  const together = createTestContext(createRecordingHost());
  await settleSources(together, planExample("utility-in-roots"), undefined, containers(["kernel"]));
  expect(together.events.length).toBeGreaterThan(0);
});
