/** Plans that were stored: what they carry, and that one which was edited, alone or with its request, is refused. */
import { expect, test } from "vitest";
import { readDocument } from "../../../src/cli/input.ts";
import { toConfig } from "../../../src/dialects/ironic/document.ts";
import { planSteps } from "../../../src/plan/steps.ts";
import { checkStoredPlan, planDeploy, readConfig } from "../../../src/recipes/plan.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import type { ProvisionDocument } from "../../../src/schema/provision.ts";
import { changed, type ExampleName, readExample } from "../../support/files/example.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
import { countingUuid, decided, nth, planExample, readInventory, violationsIn } from "../plan/fixture.ts";

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
        violations: violationsIn(pointer),
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
        violations: violationsIn(pointer),
      }) as Error,
    );
  });
}

test("a plan carries its config as it was read, the machine, and its UUIDs in the order in which they were drawn", () => {
  const one = planExample("one-system");
  expect(validate(one)).toBe(true);
  const newUuid = countingUuid();
  expect(one.request).toEqual({
    dialect: "ironic",
    config: readExample("one-system"),
    inventory: readInventory("one-system"),
    uuids: Array.from({ length: 8 }, newUuid),
  });
  expect(one.request?.uuids).toContain(nth(one.disks, 0).tableId.toLowerCase());
});

test("a wait of the boot menu that the config does not say is a part of the plan's request", () => {
  const inventory = readInventory("one-system");
  const planWith = (document: unknown): Plan => {
    const source = { dialect: "ironic", document, compat: false, driver: undefined, menuTimeout: 42 };
    return planDeploy({ source, config: readConfig(source).config, inventory, newUuid: countingUuid() });
  };
  const made = planWith(changed("one-system", { "/grub": undefined }));
  expect([made.boot.timeout, made.request?.menuTimeout, validate(made)]).toEqual([42, 42, true]);
  checkStoredPlan(made);
  expect(planWith(changed("one-system", { "/grub": { timeout: 3 } })).boot.timeout).toBe(3);
  const without = structuredClone(made);
  if (without.request !== undefined) Reflect.deleteProperty(without.request, "menuTimeout");
  expect(() => checkStoredPlan(without)).toThrow("changed after it was made");
});

test("a plan without its request, and one of an older version, are refused", async () => {
  const rest = decided(plan);
  expect(() => checkStoredPlan(rest)).toThrow("does not hold the request");
  const host = createRecordingHost({ files: { "/plan": JSON.stringify({ ...rest, version: 2 }) } });
  await expect(
    readDocument(createTestContext(host), "/plan", "plan that plan --json prints", 3, validate),
  ).rejects.toMatchObject({
    exit: "invalid",
    message: "/plan is of version 2 of its format, and this program reads version 3.",
  });
});

type Request = NonNullable<Plan["request"]>;

const requestEdits: Readonly<Record<string, (request: Request) => void>> = {
  "another machine": ({ inventory }) => inventory.disks.forEach((disk) => (disk.size *= 2)),
  "other UUIDs": ({ uuids }) => void uuids.reverse(),
  "a UUID less": ({ uuids }) => void uuids.pop(),
  "another config": ({ config }) => void (config["images"] = readExample("one-system")["images"]),
  "no images": ({ config }) => void Reflect.deleteProperty(config, "images"),
  "a dialect that is not known": (request) => void (request.dialect = "constructor"),
  "another driver": (request) => void (request.driver = "file"),
};

test.for(Object.entries(requestEdits))("a plan whose request has %s is refused", ([, edit]) => {
  const copy = structuredClone(plan);
  if (copy.request !== undefined) edit(copy.request);
  expect(() => checkStoredPlan(copy)).toThrow(expect.objectContaining({ exit: "invalid" }) as Error);
});

test("a UUID that is none, or is there twice, does not fit the schema", () => {
  for (const uuid of ["--reboot", plan.request?.uuids[0] ?? ""]) {
    const copy = structuredClone(plan);
    copy.request?.uuids.push(uuid);
    expect(validate(copy)).toBe(false);
  }
});

/** Changes that break a rule, at the place that is changed first; the plans that are made of them are consistent. */
const forged: readonly [string, ExampleName, Readonly<Record<string, unknown>>][] = [
  ["an rsync option that runs programs", "two-systems", { "/image_deploy_flags": { rsync_flags: "--rsh=reboot" } }],
  ["a mount outside the image", "two-systems", { "/partitions/0/volumes/0/mount": "/../.." }],
  [
    "a second line of an fstab",
    "two-systems",
    { "/partitions/0/volumes/0/fstab_options": "ro 0 0\n/dev/sdz / ext4 ro" },
  ],
  ["a target in memory", "utility-alone", { "/images/1/target": "/proc/tools" }],
  ["an image twice", "two-systems", { "/images/1/name": "bookworm" }],
  [
    "a group whose name is an option",
    "lvm-and-raid",
    {
      "/partitions/2/id": "--select",
      "/partitions/0/volumes/2/vg": "--select",
      "/partitions/1/volumes/0/vg": "--select",
    },
  ],
  ["a volume whose name is an option", "lvm-and-raid", { "/partitions/2/volumes/0/name": "--config" }],
  ["an address that is an option", "image-files", { "/images/0/checksum_url": "-o/etc/passwd" }],
  ["an address that is none of a file", "image-files", { "/images/0/signature_url": "/etc/shadow" }],
];

test.for(forged)("%s is refused, whatever the plan says", ([, name, changes]) => {
  const document = changed(name, changes);
  // As a dialect that checks nothing would read it.
  const config = toConfig(document as unknown as ProvisionDocument, () => true, {});
  const source = { dialect: "ironic", document, compat: false, driver: undefined };
  const copy = planDeploy({ source, config, inventory: readInventory(name), newUuid: countingUuid() });
  const place = `/request/config${Object.keys(changes)[0] ?? ""}`;
  expect(() => checkStoredPlan(copy)).toThrow(
    expect.objectContaining({ exit: "invalid", violations: violationsIn(place) }) as Error,
  );
});
