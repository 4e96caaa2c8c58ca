/** Keys and containers of a system that is updated: which volumes are meant, and what its carried files are sealed by. */
import { expect, test } from "vitest";
import { lookForPlan, refuseTwins, sealKeysFor } from "../../../src/recipes/encryption.ts";
import { Scope } from "../../../src/host/scope.ts";
import type { DeployRecord } from "../../../src/schema/deploy-record.ts";

import type { Inventory } from "../../../src/schema/inventory.ts";
import type { Plan } from "../../../src/schema/plan.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";

const uuid = "cccccccc-0000-4000-8000-000000000001";
const element = { os_id: "blue" };

function recordOf(encrypted: object): DeployRecord {
  const mounts = [{ mount: "/", uuid: "b", type: "ext4", label: null, ...encrypted }];
  const images = [
    { name: "red", mounts: [] },
    { name: "blue", mounts },
  ];
  return { images, utilities: [] } as Partial<Record<keyof DeployRecord, unknown>> as DeployRecord;
}

test("a container that is there twice is refused, since one of them is that of a copy of the disk", () => {
  const one = { path: "/dev/vda3", uuid };
  const other = { path: "/dev/vdb3", uuid: uuid.toUpperCase() };
  refuseTwins("blue", [uuid], [one, { path: "/dev/vdb3", uuid: "d" }]);
  refuseTwins("blue", [], [one, other]);
  expect(() => refuseTwins("blue", [uuid], [one, other])).toThrow(
    /^\/dev\/vda3 and \/dev\/vdb3 have the same UUID .* an encrypted volume of blue\.$/u,
  );
});

test("carried files of a system with encrypted volumes are sealed by a key that opens one, and never lie bare for want of it", () => {
  const encrypted = recordOf({ encrypted: { uuid, unlock: "passphrase" } });
  const opened = new Map([[uuid, "opens it"]]);
  expect(sealKeysFor({ record: recordOf({}), element }, { given: ["given"], opened })).toBeUndefined();
  expect(sealKeysFor({ record: encrypted, element }, { given: ["another", "opens it"], opened })?.[0]).toBe("opens it");
  expect(sealKeysFor({ record: encrypted, element }, { given: ["given"], opened: new Map() })).toEqual(["given"]);
  expect(() => sealKeysFor({ record: encrypted, element }, { given: [], opened: new Map() })).toThrow(
    /no key was given to seal its carried files/u,
  );
});

test("what a killed run has left open to look into it is closed before the next look, and nothing else is", async () => {
  const host = createRecordingHost({
    expect: [{ command: "dmsetup remove --retry -- /dev/mapper/bareon-look-1" }],
  });
  for (const name of ["control", "bareon-look-1", "bareon-crypt-0", "luks-x"])
    host.seed(`/dev/mapper/${name}`, { kind: "block", device: "253:0", size: 1 });
  await using scope = new Scope();
  const find = async (): Promise<Inventory> => {
    host.assertDone();
    return await Promise.resolve({ disks: [], arrays: [], groups: [], others: [] } as Partial<Inventory> as Inventory);
  };
  const encryption = { unlock: "passphrase", sectorSize: 512 };
  const layers = [
    { layer: "luks", device: "/dev/mapper/c", uuid, size: 1, below: ["/dev/vda3"], keep: true, encryption },
  ];
  await lookForPlan(createTestContext(host), scope, { disks: [], layers } as Partial<Plan> as Plan, {
    given: [],
    find,
  });
  host.assertDone();
});
