/** The seed for cloud-init of a system that is updated: its own goes on, unless another one is named. */
import { expect, test } from "vitest";
import { planRecord } from "../../../src/boot/store/deploy-record.ts";
import { planUpdatedRecord } from "../../../src/plan/updated-record.ts";
import type { UpdateWish } from "../../../src/plan/update-wish.ts";
import { planUpdate, type PlannedUpdate } from "../../../src/plan/update.ts";
import type { DeployRecord } from "../../../src/schema/deploy-record.ts";
import { validate } from "../../../src/schema/update.validate.js";
import { renderUpdate } from "../../../src/view/update.ts";
import { changed, type ExampleName } from "../../support/files/example.ts";
import { deployedMachine } from "./deployed-machine.ts";
import { planExample, readInventory } from "./fixture.ts";

function planFor(
  name: ExampleName,
  wish: Partial<UpdateWish> = {},
  begun?: Parameters<typeof planUpdate>[0]["begun"],
): PlannedUpdate & { readonly record: DeployRecord } {
  const plan = planExample(name, changed(name, {}));
  const { multiboot } = plan.boot;
  if (multiboot === null) throw new Error("the example has no multiboot partition");
  const record = planRecord(plan);
  const inventory = deployedMachine(readInventory(name), plan);
  const usual = { carryFrom: "idle", arm: "trial", tries: 1 } as const;
  return {
    ...planUpdate({ record, inventory, multiboot, image: "trixie", begun, wish: { ...usual, ...wish } }),
    record,
  };
}

const seed = {
  spec: { userData: { kind: "place", source: "https://ops:pw@example.net/u?t=1" } as const },
  newUuid: () => "0a0b0c0d-0000-4000-8000-000000000000",
};

test.each([
  ["seeds", {}, "carried"],
  ["seeds", { carryFrom: "running" }, undefined],
  ["seeds", { carryFrom: "none" }, undefined],
  ["two-systems", {}, undefined],
  ["seeds", { seed }, "new"],
] as const)("of %s with %j it is %s", (name, wish, what) => {
  expect(planFor(name, wish).update.seed).toBe(what);
});

test("a new one is written after the carried files are in their places, before the system is offered", () => {
  const { update, request } = planFor("seeds", { seed });
  expect(update.steps.slice(-3).map(({ kind }) => kind)).toEqual(["carry", "write-seed", "end-update"]);
  expect(update.images[0]?.seed?.instanceId).toBe("trixie-0a0b0c0d");
  expect(validate(update), JSON.stringify(validate.errors)).toBe(true);
  expect(request.new_seed).toBe(true);
  expect(renderUpdate(update)).toContain("seed for cloud-init: a new one");
  expect(renderUpdate(planFor("seeds").update)).toContain("seed for cloud-init: its own");
});

test("an update that was begun with a new one needs it again, since it is not recorded", () => {
  const { request } = planFor("seeds", { seed });
  const begun = { since: "2026-01-01T00:00:00Z", what: "mirror", request };
  expect(() => planFor("seeds", {}, begun)).toThrow(/brings a new seed, which is not recorded/u);
  expect(planFor("seeds", { seed }, begun).update.begun?.goesOn).toBe(true);
});

test("the record has where the new one came from; else it says of the former one what it did", () => {
  const renewed = planFor("seeds", { seed });
  const changedRecord = planUpdatedRecord(renewed.record, renewed.update, planRecord(renewed.deploy));
  expect(changedRecord.images[1]?.seed).toEqual({ userData: { source: "https://example.net/u" } });
  const left = changedRecord.leftOut.filter(({ field }) => field.startsWith("/images/1/"));
  expect(left).toEqual([{ field: "/images/1/seed/userData/source", what: ["userinfo", "query"] }]);
  const same = planFor("seeds");
  expect(planUpdatedRecord(same.record, same.update, planRecord(same.deploy))).toEqual(same.record);
});
