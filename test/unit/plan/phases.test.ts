/** Parts of a deploy: which steps each has, what a later one keeps and refuses, and that all of them together are one deploy. */
import { describe, expect, test } from "vitest";
import { MiB } from "../../../src/base/sizes.ts";
import { BareonError } from "../../../src/base/errors.ts";
import { keepOccupied } from "../../../src/plan/filesystem-images.ts";
import { type DeployPhase, deployPhases, openingSteps, phasesBetween } from "../../../src/plan/phases.ts";
import { checkStoredPlan } from "../../../src/recipes/plan.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate } from "../../../src/schema/plan.validate.js";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { changed, type ExampleName } from "../../support/files/example.ts";
import { decided, nth, planExample, readInventory, refusal, violationsIn } from "./fixture.ts";
import { idleNode, planPart, withContent } from "./parts.ts";

type Changes = Readonly<Record<string, unknown>>;

/** The part between two phases of an example, on blank disks if it begins with the first one, else on the node that it made. */
function part(name: ExampleName, from: DeployPhase, until: DeployPhase = from, set: Changes = {}): Plan {
  const document = changed(name, set);
  const phases = phasesBetween(from, until);
  const clean = changed(name, { ...set, "/partitions_policy": "clean" });
  const inventory = from === "storage" ? readInventory(name) : idleNode(name, clean);
  return planPart({ document, inventory, ...(phases === undefined ? {} : { phases }) });
}

const ids = ({ steps }: Plan): string[] => steps.map(({ id }) => id);
const kinds = ({ steps }: Plan): string[] => steps.map(({ kind }) => kind);

/** Whatever could make or erase something. */
const makers = /^(?:mkfs|mkswap|wipefs|blkdiscard|sfdisk|pvcreate|vgcreate|lvcreate)/u;

function makersOf({ steps }: Plan): string[] {
  return steps
    .flatMap((step) => ("commands" in step ? step.commands : []))
    .filter(({ program, args }) => makers.test(program) || args.includes("--create"))
    .map(({ program, args }) => [program, ...args].join(" "));
}

const examples = ["two-systems", "lvm-and-raid", "utility-in-roots", "image-files"] as const;

describe.each(examples)("%s.json", (name) => {
  test("the phase storage is a whole deploy up to the filesystems: same tables, groups, arrays, volumes, and steps", () => {
    const [whole, storage] = [planExample(name), part(name, "storage")];
    const { phases, steps, ...others } = decided(storage);
    const { steps: all, ...same } = decided(whole);
    expect(others).toEqual(same);
    expect(phases).toEqual({ from: "storage", until: "storage" });
    expect(steps.at(-1)?.kind).toBe("check-filesystems");
    expect(steps).toEqual(all.slice(0, steps.length));
    expect(all.slice(steps.length).every(({ phase }) => phase !== "storage")).toBe(true);
  });

  test("all that comes after it makes the disks boot nothing first, and makes or erases nothing", () => {
    for (const phase of ["config-drive", "images", "bootloader"] as const) {
      const plan = part(name, phase);
      expect(makersOf(plan)).toEqual([]);
      expect(plan.volumes.every(({ keep }) => keep === true)).toBe(true);
      expect(plan.disks.every(({ keep }) => keep === true)).toBe(true);
      const marks = plan.steps.flatMap((step) => (step.kind === "invalidate-boot-sector" ? [step.disk] : []));
      expect(marks).toEqual(plan.disks.map(({ path }) => path));
      const opens = kinds(plan).findIndex((kind) => kind === "commands" || kind === "check-table");
      expect(kinds(plan).lastIndexOf("invalidate-boot-sector")).toBeLessThan(opens);
      expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  test("what the parts do after the first one is what a whole deploy does after it, in its order", () => {
    const all = planExample(name).steps.filter(({ phase }) => phase !== "storage");
    const parts = (["config-drive", "images", "bootloader"] as const).flatMap((phase) => part(name, phase).steps);
    expect(parts.filter(({ phase }) => phase !== "storage").map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const together = part(name, "config-drive", "bootloader").steps.filter(({ phase }) => phase !== "storage");
    expect(together.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test("a part of it can be stored, and is deployed only if it comes out of its request again", () => {
    for (const phase of deployPhases) {
      const plan = JSON.parse(JSON.stringify(part(name, phase))) as Plan;
      checkStoredPlan(plan);
      const another = phase === "bootloader" ? "images" : "bootloader";
      expect(() => checkStoredPlan({ ...plan, phases: { from: another, until: another } })).toThrow(
        expect.objectContaining({ exit: "invalid", violations: violationsIn("/phases") }) as Error,
      );
    }
  });
});

test("each phase has its own steps alone", () => {
  const own = (phase: DeployPhase, set: Changes = {}): string[] =>
    part("two-systems", phase, phase, set)
      .steps.filter((step) => step.phase !== "storage")
      .map(({ kind }) => kind);
  expect(own("config-drive")).toEqual([]);
  expect(own("images")).toEqual(["deploy-image", "deploy-image"]);
  expect(own("images", { "/images/1/seed": { user_data: "#!/bin/sh\n" }, "/rescue": true })).toEqual([
    ...["deploy-image", "deploy-image", "write-seed", "install-rescue"],
  ]);
  expect(own("bootloader", { "/rescue": true })).toEqual(["install-boot"]);
});

test("arrays and groups are put together again, whatever state they were found in", () => {
  const plan = part("lvm-and-raid", "images");
  const opened = openingSteps(plan);
  expect(opened.map(({ kind }) => kind)).toEqual(
    kinds(plan).filter((kind) => !/^(?:invalidate-|check-filesystems|deploy-)/u.test(kind)),
  );
  const commands = opened.flatMap((step) => ("commands" in step ? step.commands : []));
  expect(commands.some(({ program, args }) => program === "mdadm" && args.includes("--assemble"))).toBe(true);
  expect(opened.at(-1)?.kind).toBe("check-stacks");
});

describe("what a later part keeps", () => {
  test("identities are those of the disks, also of the menu's filesystem, and fstab has them", () => {
    const plan = part("two-systems", "images");
    const first = nth(plan.request?.inventory.disks, 0);
    expect(plan.boot.multiboot).toMatchObject({ keep: true, uuid: nth(first.partitions, 1).content?.uuid });
    const root = nth(first.partitions, 2).content?.uuid ?? "";
    expect(plan.images[0]).toMatchObject({ rootUuid: root, fstab: expect.stringContaining(root) as string });
    expect(plan.policy).toBe("verify");
  });

  test("the EFI system partition stays, and loses what starts the node", () => {
    const made = planExample("one-system");
    const [esp] = made.boot.uefi?.partitions ?? [];
    const node = idleNode("one-system", undefined, made);
    const device = esp?.device ?? "";
    const request = { document: changed("one-system", {}), phases: { from: "images", until: "images" } as const };
    expect(refusal(() => planPart({ ...request, inventory: node }))).toMatch(/^mismatch: .* 1 thing differs/u);
    const inventory = withContent(node, device, { type: "vfat", uuid: "1234-ABCD", label: "EFI" });
    const plan = planPart({ ...request, inventory });
    expect(plan.boot.uefi?.partitions).toMatchObject([{ device, keep: true, uuid: "1234-ABCD" }]);
    expect(plan.steps).toContainEqual(expect.objectContaining({ kind: "invalidate-esp", device }));
    expect(makersOf(plan)).toEqual([]);
  });

  test("the volumes that a whole deploy would make anew are given up: all with clean, else those without their data", () => {
    const givenUp = (set: Changes): boolean[] =>
      part("two-systems", "images", "images", set).volumes.map((volume) => volume.givenUp === true);
    expect(givenUp({})).toEqual([true, true, true, true, true]);
    const verify = { "/partitions_policy": "verify" };
    expect(givenUp(verify)).toEqual([false, false, false, false, false]);
    const root = { "/partitions/0/volumes/1/keep_data": false };
    expect(givenUp({ ...verify, ...root })).toEqual([false, true, false, false, false]);
    expect(givenUp({ "/partitions_policy": "nailgun_legacy", ...root })).toEqual([false, true, false, false, false]);
    expect(part("two-systems", "images", "images", { ...verify, ...root }).volumes[1]?.keepData).toBe(false);
  });

  test("the image of a filesystem takes the place of what is given up, and of nothing else", () => {
    const found = new Map([["red", { type: "ext4", size: MiB }]]);
    const kept = (set: Changes): readonly string[] =>
      keepOccupied(part("image-files", "images", "images", set), found).kept;
    expect(kept({})).toEqual([]);
    expect(kept({ "/partitions_policy": "verify" })).toEqual(["red"]);
    expect(kept({ "/partitions_policy": "verify", "/partitions/0/volumes/0/keep_data": false })).toEqual([]);
    const raw = { "/images/0/container_format": "raw" };
    expect(part("image-files", "images", "images", raw).images[0]?.keep).toBeUndefined();
    expect(part("image-files", "images", "images", { ...raw, "/partitions_policy": "verify" }).images[0]?.keep).toBe(
      true,
    );
  });
});

function mismatchOf(name: ExampleName, inventory: Inventory, set: Changes = {}): string[] {
  const request = { document: changed(name, set), inventory, phases: { from: "images", until: "bootloader" } as const };
  try {
    planPart(request);
  } catch (error) {
    if (!(error instanceof BareonError) || error.exit !== "mismatch") throw error;
    return error.differences.map(({ where, what, expected, found }) => [where, what, expected, found].join(" | "));
  }
  return [];
}

describe("what a later part refuses", () => {
  const node = idleNode("two-systems", changed("two-systems", {}));

  test("a filesystem that is missing, whatever the config says of its data, and that of the menu", () => {
    expect(mismatchOf("two-systems", node)).toEqual([]);
    for (const set of [{}, { "/partitions/0/volumes/0/keep_data": false }])
      expect(mismatchOf("two-systems", withContent(node, "/dev/sda3", null), set)).toEqual([
        "/dev/sda3 | filesystem | ext4 | none",
      ]);
    expect(mismatchOf("two-systems", withContent(node, "/dev/sda2", null))).toEqual([
      "/dev/sda2 | filesystem | ext4 | none",
    ]);
  });

  test("a table that is not that of the config, and disks that are blank", () => {
    expect(mismatchOf("two-systems", node, { "/partitions/0/volumes/0/size": "2 GiB" })).toContain(
      "/dev/sda3 | size | 2048 MiB | 3072 MiB",
    );
    expect(mismatchOf("two-systems", readInventory("two-systems")).length).toBeGreaterThan(1);
  });

  test("it says that the phase storage makes it so, and nothing of erasing", () => {
    expect(() =>
      planPart({
        document: changed("two-systems", {}),
        inventory: withContent(node, "/dev/sda3", null),
        phases: { from: "bootloader", until: "bootloader" },
      }),
    ).toThrow(
      expect.objectContaining({
        message: expect.stringContaining("and this part of a deploy keeps what is there") as string,
        hint: expect.stringMatching(/^Nothing was changed\. (?!.*clean).*phase storage/u) as string,
      }) as Error,
    );
  });

  test("disks in use, as a deploy that keeps partitions refuses them", () => {
    const inventory = JSON.parse(
      JSON.stringify(node, (_, value: unknown) =>
        typeof value === "object" && value !== null && "path" in value && value.path === "/dev/sda3"
          ? { ...value, uses: ["/mnt"] }
          : value,
      ),
    ) as Inventory;
    const request = { document: changed("two-systems", {}), inventory };
    expect(refusal(() => planPart({ ...request, phases: { from: "images", until: "images" } }))).toMatch(/^unsafe: /u);
    expect(planPart({ ...request, phases: { from: "storage", until: "storage" } }).steps[0]?.kind).toBe("unmount");
  });

  test("a part of a deploy that adds to a node", () => {
    const document = changed("two-systems", { "/partitions_policy": "extend" });
    const request = { document, inventory: node, phases: { from: "storage", until: "storage" } as const };
    expect(refusal(() => planPart(request))).toBe('usage: With the policy "extend" a deploy has no parts.');
  });
});

describe("a config drive", () => {
  const document = changed("two-systems", {});
  const configDrive = { bytes: 700_000 };
  const storage = { from: "storage", until: "storage" } as const;
  const alone = { from: "config-drive", until: "config-drive" } as const;
  const made = planPart({ document, inventory: readInventory("two-systems"), phases: storage, configDrive });
  const node = idleNode("two-systems", document, made);

  test("has its partition made by the phase storage, and is written by its own", () => {
    expect(made.configDrive?.device).toBe("/dev/sda6");
    expect(kinds(made)).not.toContain("write-config-drive");
    const plan = planPart({ document, inventory: node, phases: alone, configDrive });
    expect(kinds(plan).at(-1)).toBe("write-config-drive");
    expect(makersOf(plan)).toEqual([]);
    const whole = planPart({ document, inventory: readInventory("two-systems"), configDrive });
    expect(kinds(whole).indexOf("write-config-drive")).toBeLessThan(kinds(whole).indexOf("deploy-image"));
    expect(renderPlan(plan, 80, plainStyle)).toMatch(/sda6 .*rewritten/u);
    const images = planPart({ document, inventory: node, phases: { from: "images", until: "images" }, configDrive });
    expect(renderPlan(images, 80, plainStyle)).toMatch(/sda6 .*kept/u);
  });

  test("for which the phase storage made none is refused, and not by what does not write it", () => {
    const without = idleNode("two-systems", document);
    const request = { document, inventory: without, configDrive };
    expect(refusal(() => planPart({ ...request, phases: alone }))).toBe(
      "mismatch: the disks have no partition for the config drive",
    );
    expect(kinds(planPart({ ...request, phases: { from: "images", until: "bootloader" } })).at(-1)).toBe(
      "install-boot",
    );
  });

  test("that is a seed is unpacked with the images", () => {
    const seed = changed("two-systems", { "/config_drive": { as: "seed" } });
    const request = { document: seed, inventory: idleNode("two-systems", seed), configDrive };
    expect(ids(planPart({ ...request, phases: alone })).some((id) => id.startsWith("seed "))).toBe(false);
    const plan = planPart({ ...request, phases: { from: "images", until: "images" } });
    expect(ids(plan).slice(-2)).toEqual(["seed bookworm", "seed trixie"]);
  });
});

test("people see which part it is, and only what is done", () => {
  const sections = (plan: Plan): string[] =>
    renderPlan(plan, 100, plainStyle)
      .split("\n\n")
      .map((block) => block.split("\n")[0] ?? "")
      .filter((line) => !line.startsWith("/dev/"));
  expect(sections(planExample("two-systems"))).toEqual(["Images", "Boot menu", "Steps"]);
  expect(sections(part("two-systems", "storage"))).toEqual(["Part of a deploy", "Steps"]);
  expect(sections(part("two-systems", "config-drive", "images"))).toEqual(["Part of a deploy", "Images", "Steps"]);
  const text = renderPlan(part("two-systems", "bootloader"), 100, plainStyle);
  expect(text).toMatch(/^Part of a deploy\n {2}The phase bootloader alone\.\n {2}The node boots after it\.\n/u);
  expect(text).not.toMatch(/DESTROYED|MADE ANEW/u);
  expect(renderPlan(part("two-systems", "images"), 100, plainStyle)).toContain("The node boots nothing after it");
});

test("bounds that hold all phases are a whole deploy", () => {
  expect(phasesBetween()).toBeUndefined();
  expect(phasesBetween("storage", "bootloader")).toBeUndefined();
  expect(phasesBetween("images")).toEqual({ from: "images", until: "bootloader" });
  expect(phasesBetween(undefined, "images")).toEqual({ from: "storage", until: "images" });
});

describe("a deploy that goes on after one that brought the first of two systems", () => {
  const document = changed("two-systems", { "/partitions_policy": "clean" });
  const phases = phasesBetween("config-drive", "bootloader");
  const inventory = idleNode("two-systems", document);
  const resumed = (names: readonly string[]): Plan =>
    planPart({ document, inventory, ...(phases === undefined ? {} : { phases }), resumed: names });

  test("keeps what that has, and makes the other's own volumes anew before its image comes", () => {
    const plan = resumed(["bookworm"]);
    expect(plan.images.map(({ name, keep }) => [name, keep])).toEqual([
      ["bookworm", true],
      ["trixie", undefined],
    ]);
    const made = plan.steps.flatMap((step) => (step.kind === "make-filesystem" ? [step.device] : []));
    const own = plan.volumes.filter(({ images }) => images.length === 1 && images[0] === "trixie");
    expect(made).toEqual(own.map(({ device }) => device));
    expect(made.length).toBeGreaterThan(0);
    expect(plan.volumes.filter(({ images }) => images.includes("bookworm")).every(({ keep }) => keep === true)).toBe(
      true,
    );
    // What is there has its UUIDs, and so has what is made in its place.
    const found = new Set(inventory.disks.flatMap(({ partitions }) => partitions.map(({ content }) => content?.uuid)));
    expect(plan.volumes.every(({ uuid }) => found.has(uuid))).toBe(true);
  });

  test("makes nothing before it is known what that has brought, also where a volume is empty", () => {
    const empty = withContent(inventory, nth(resumed(["bookworm"]).images, 1).mounts[0]?.device ?? "", null);
    const plan = planPart({ document, inventory: empty, ...(phases === undefined ? {} : { phases }), resumed: [] });
    expect(makersOf(plan)).toEqual([]);
    expect(openingSteps(resumed(["bookworm"])).map(({ kind }) => kind)).not.toContain("make-filesystem");
    expect(() => planPart({ document, inventory: empty, ...(phases === undefined ? {} : { phases }) })).toThrow(
      BareonError,
    );
  });
});
