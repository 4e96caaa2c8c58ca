/** What becomes of a config drive: where its partition lies, what of a kept table it may use, and which systems get it as a seed. */
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { MiB } from "../../../src/base/sizes.ts";
import { checkStoredPlan, planDeploy, readConfig } from "../../../src/recipes/plan.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import type { Plan, PlannedPartition } from "../../../src/schema/plan.ts";
import { placeBehind } from "../../../src/storage/gpt/layout.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { changed } from "../../support/files/example.ts";
import { deployedMachine } from "./deployed-machine.ts";
import { countingUuid, nth, readInventory, refusal, withDisk } from "./fixture.ts";

const machine = readInventory("two-systems");

function planWith(
  bytes: number | undefined,
  changes: Readonly<Record<string, unknown>> = {},
  inventory: Inventory = machine,
): Plan {
  const document = changed("two-systems", changes);
  const source = { dialect: "ironic", document, compat: false, driver: undefined };
  const { config } = readConfig(source);
  const configDrive = bytes === undefined ? undefined : { bytes };
  return planDeploy({ source, config, configDrive, inventory, newUuid: countingUuid() });
}

function driveOf({ disks }: Plan): PlannedPartition | undefined {
  return disks.flatMap(({ partitions }) => partitions).find(({ purpose }) => purpose === "config-drive");
}

const kinds = (plan: Plan): string[] => plan.steps.map(({ kind }) => kind);

test("it is the last partition of the first disk, of 20 MiB or as large as the drive, behind the declared size", () => {
  const plan = planWith(700_000);
  expect(driveOf(plan)).toMatchObject({
    ...{ device: "/dev/sda6", number: 6, start: (1 + 8192) * MiB, size: 20 * MiB, name: "config-2" },
    type: "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
  });
  expect(plan.configDrive).toEqual({ as: "partition", bytes: 700_000, device: "/dev/sda6", images: [] });
  expect(kinds(plan).filter((kind) => kind === "write-config-drive")).toHaveLength(1);
  expect(kinds(plan).indexOf("write-config-drive")).toBeLessThan(kinds(plan).indexOf("install-boot"));
  expect(nth(plan.volumes, 0).fstab).toEqual(nth(planWith(undefined).volumes, 0).fstab);
  expect(driveOf(planWith(20 * MiB + 1))?.size).toBe(21 * MiB);
  checkStoredPlan(JSON.parse(JSON.stringify(plan)) as Plan);
  expect(renderPlan(plan, 80, plainStyle)).toMatch(/sda6 +20 MiB +- +config drive/u);
});

test("the declared size is used as long as it has room left", () => {
  const plan = planWith(1, { "/partitions/0/volumes/1/size": "1 GiB" });
  const [last] = nth(plan.disks, 0).partitions.slice(-2);
  expect(driveOf(plan)?.start).toBe((last?.start ?? 0) + (last?.size ?? 0));
});

test("a disk without any room for it is refused", () => {
  const small = withDisk(machine, 0, { size: 8 * 1024 * MiB + 2 * MiB });
  expect(refusal(() => planWith(1, {}, small))).toMatch(
    /^mismatch: \/partitions\/0: .* has no room for the config drive/u,
  );
});

test("a place that begins in the declared size and ends behind it is better than none", () => {
  const room = { sectorSize: 512, declaredSize: 100 * MiB, realSize: 117 * MiB };
  const before = [{ start: MiB, size: 90 * MiB }];
  expect(placeBehind(room, before, 10 * MiB)).toEqual({ start: 91 * MiB, size: 10 * MiB });
  expect(placeBehind(room, before, 12 * MiB)).toEqual({ start: 101 * MiB, size: 12 * MiB });
  expect(placeBehind(room, before, 25 * MiB)).toEqual({ start: 91 * MiB, size: 25 * MiB });
  expect(placeBehind(room, before, 26 * MiB)).toBeUndefined();
});

const verify = { "/partitions_policy": "verify" };

test("a table that is kept keeps the partition, whether there is a drive now or not", () => {
  const deployed = deployedMachine(machine, planWith(1));
  const again = planWith(2 * MiB, verify, deployed);
  expect(again.configDrive?.device).toBe("/dev/sda6");
  expect(kinds(again)).toContain("write-config-drive");
  expect(renderPlan(again, 80, plainStyle)).toMatch(/sda6 .*rewritten/u);
  const without = planWith(undefined, verify, deployed);
  expect(driveOf(without)?.device).toBe("/dev/sda6");
  expect(kinds(without)).not.toContain("write-config-drive");
  expect(renderPlan(without, 80, plainStyle)).toMatch(/sda6 .*kept/u);
});

test("a kept table without the partition is no mismatch, and the drive is not written", () => {
  const plan = planWith(1, verify, deployedMachine(machine, planWith(undefined)));
  expect(plan.configDrive).toEqual({ as: "partition", bytes: 1, device: null, images: [] });
  expect(kinds(plan)).not.toContain("write-config-drive");
});

test("a drive that does not fit into the kept partition is refused, and so is another partition behind the volumes", () => {
  const deployed = deployedMachine(machine, planWith(1));
  expect(refusal(() => planWith(21 * MiB, verify, deployed))).toMatch(/^mismatch: the config drive has 21 MiB/u);
  const disk = nth(deployed.disks, 0);
  const renamed = disk.partitions.map((partition) =>
    partition.number === 6 ? { ...partition, name: "x" } : partition,
  );
  expect(() => planWith(1, verify, withDisk(deployed, 0, { partitions: renamed }))).toThrow(BareonError);
});

test("as a seed it has no partition, and goes into the systems that have no seed or are named", () => {
  const plan = planWith(1, { "/config_drive": { as: "seed" }, "/images/0/seed": { user_data: "#!/bin/sh\n" } });
  expect(driveOf(plan)).toBeUndefined();
  expect(plan.configDrive).toEqual({ as: "seed", bytes: 1, device: null, images: ["trixie"] });
  expect(plan.steps.filter(({ kind }) => kind === "write-seed").map(({ title }) => title)).toEqual([
    "Write the seed for cloud-init into bookworm",
    "Unpack the config drive into trixie",
  ]);
  const named = planWith(1, { "/config_drive": { as: "seed", images: ["bookworm"] } });
  expect(named.configDrive?.images).toEqual(["bookworm"]);
});
