import { expect, test } from "vitest";
import { checkStoredPlan } from "../../../src/plan/stored-plan.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { planSteps } from "../../../src/plan/steps.ts";
import { changed } from "../../support/files/example.ts";
import { planExample } from "./fixture.ts";

const plan = planExample("two-systems");

test("a plan is accepted as it was printed, whatever the order of its keys", () => {
  checkStoredPlan(plan);
  const reversed = JSON.parse(JSON.stringify(plan), (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  ) as Plan;
  checkStoredPlan(reversed);
});

const edits: readonly [string, string, (copy: Plan) => void][] = [
  [
    "a command that the plan does not need",
    "/steps",
    (copy) =>
      copy.steps.unshift({
        kind: "commands",
        id: "x",
        title: "x",
        phase: "storage",
        commands: [{ program: "reboot", args: [] }],
      }),
  ],
  ["the boot loader before the images", "/steps", (copy) => void copy.steps.reverse()],
  ["another disk", "/disks", (copy) => copy.disks.forEach((disk) => (disk.path = "/dev/sdz"))],
  ["a boot sector elsewhere", "/boot/disk", (copy) => void (copy.boot.disk = "/dev/sdz")],
  [
    "an fstab that its volumes do not give",
    "/images/0/fstab",
    (copy) => copy.images.forEach((image) => (image.fstab += "/dev/sdz / ext4 defaults 0 0\n")),
  ],
  [
    "another filesystem as root",
    "/images/0/rootUuid",
    (copy) => copy.images.forEach((image) => (image.rootUuid = "0")),
  ],
  [
    "a mount outside the image",
    "/images/0/mounts",
    (copy) => copy.images.forEach((image) => image.mounts.forEach((mount) => (mount.mount = "/../.."))),
  ],
  [
    "an rsync option that runs programs",
    "/images/0/flags",
    (copy) => copy.images.forEach((image) => image.flags.push("--rsh=reboot")),
  ],
];

/** With the steps that follow from the edit, as a search and replace over the whole file gives them. */
function withSteps(edit: (copy: Plan) => void): (copy: Plan) => void {
  return (copy) => {
    edit(copy);
    const { machine, disks, arrays, groups, volumes, boot } = copy;
    copy.steps = planSteps(machine, { disks, arrays, groups, volumes, multiboot: boot.multiboot, esps: [] }, copy);
  };
}

const elsewhere: typeof edits = [
  [
    "a volume on another disk",
    "/volumes",
    withSteps((copy) => copy.volumes.forEach((volume) => (volume.device = "/dev/sdz1"))),
  ],
  [
    "a partition on another disk",
    "/disks/0/partitions",
    withSteps((copy) =>
      copy.disks.forEach((disk) => disk.partitions.forEach((partition) => (partition.device = "/dev/sdz1"))),
    ),
  ],
  [
    "a multiboot partition on another disk",
    "/boot/multiboot",
    withSteps((copy) => void (copy.boot.multiboot = { device: "/dev/sdz1", uuid: copy.boot.multiboot?.uuid ?? "" })),
  ],
];

for (const [what, pointer, edit] of [...edits, ...elsewhere]) {
  test(`${what} is refused with its place`, () => {
    const copy = structuredClone(plan);
    edit(copy);
    expect(() => checkStoredPlan(copy)).toThrow(
      expect.objectContaining({
        exit: "invalid",
        violations: expect.arrayContaining([expect.objectContaining({ pointer }) as object]) as object[],
      }) as Error,
    );
  });
}

const utilityEdits: readonly [string, string, (copy: Plan) => void][] = [
  ["a system that it does not go into", "/utilities/0/into", (copy) => void copy.utilities[0]?.into.pop()],
  [
    "a target in memory",
    "/utilities/1/target",
    (copy) => copy.utilities.forEach((utility) => (utility.target = "/tmp")),
  ],
  [
    "a volume of its own that is none",
    "/utilities/1/mounts",
    (copy) => copy.utilities.forEach((utility) => utility.mounts.forEach((mount) => (mount.device = "/dev/sdz1"))),
  ],
  [
    "a tree less",
    "/steps",
    (copy) =>
      void copy.steps.splice(
        copy.steps.findIndex(({ kind }) => kind === "deploy-utility"),
        1,
      ),
  ],
  [
    "an rsync option that runs programs",
    "/utilities/0/flags",
    (copy) => copy.utilities.forEach((utility) => utility.flags.push("--rsh=reboot")),
  ],
];

for (const [what, pointer, edit] of utilityEdits) {
  test(`${what}, of a utility image, is refused with its place`, () => {
    // Two of a kind: the first goes into a system, the second onto its own volumes.
    const config = changed("utility-alone", { "/partitions/0/volumes/0/images": ["system", "tools"] });
    const copy = planExample("utility-alone", config);
    checkStoredPlan(copy);
    edit(copy);
    expect(() => checkStoredPlan(copy)).toThrow(
      expect.objectContaining({
        exit: "invalid",
        violations: expect.arrayContaining([expect.objectContaining({ pointer }) as object]) as object[],
      }) as Error,
    );
  });
}
