/** What a deployed system is called in the menu. */
import { expect, test } from "vitest";
import { deployedSystem } from "../../../../src/boot/systems/deployed-systems.ts";
import { planExample } from "../../plan/fixture.ts";

test.each([
  ["its own name, whatever os-prober makes of the same file", "Debian", '"Debian"\r', "Debian"],
  ["os-prober's name, which knows systems without os-release", null, "Red Hat 6", "Red Hat 6"],
  ["no name if os-prober has an empty one", null, "", null],
  ["no name if os-prober could not decode it either", null, "Syst\uFFFDme", null],
  ["no name if os-prober did not find it", null, undefined, null],
] as const)("a deployed system has %s", (_, name, probed, title) => {
  const [image] = planExample("two-systems").images;
  if (image === undefined) throw new Error("no image");
  const system = { name, kernels: [], warnings: [], lackOfModules: null, hasLoops: false };
  expect(deployedSystem({ image, device: "/dev/vda3", system }, probed)).toMatchObject({ title, systemName: name });
});
