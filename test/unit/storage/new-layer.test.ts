/** A storage layer that the program does not have, in a folder of its own and one line in the table, from the config to the end of a deploy. */
import { expect, test } from "vitest";
import { renderCommand } from "../../../src/base/command.ts";
import { BareonError } from "../../../src/base/errors.ts";
import { closeLayers } from "../../../src/deploy/layers.ts";
import { readIronicConfig } from "../../support/files/ironic-config.ts";
import { inspectLayers } from "../../../src/machine/inspect/layers.ts";
import { checkMachine } from "../../../src/machine/safety.ts";
import { makePlan } from "../../../src/plan/plan.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import { validate as validateInventory } from "../../../src/schema/inventory.validate.js";
import type { Plan } from "../../../src/schema/plan.ts";
import { validate as validatePlan } from "../../../src/schema/plan.validate.js";
import { bootMirrors, grubModules } from "../../../src/storage/boot-disks.ts";
import { planGuest } from "../../../src/storage/guest.ts";
import { storageLayers } from "../../../src/storage/layers.ts";
import { renderInventory } from "../../../src/view/disks.ts";
import { renderPlan } from "../../../src/view/plan.ts";
import { plainStyle } from "../../../src/view/style.ts";
import { changed } from "../../support/files/example.ts";
import { createRecordingHost, createTestContext } from "../../support/hosts/recording-host.ts";
import { countingUuid, nth, readInventory, readMachine, refusal } from "../plan/fixture.ts";
import { type VeilConfig, veil } from "./veil/layer.ts";

/** The table with the one line more, above the layers that may lie below a veil. */
const layers = storageLayers.flatMap((layer) => (layer.name === "lvm" ? [layer, veil] : [layer]));

function planVeiled(
  inventory: Inventory = readInventory("single-mirror"),
  document: unknown = changed("single-mirror", {}),
  veiled: readonly string[] = ["/"],
): Plan {
  const { config } = readIronicConfig(document, { compat: false });
  const request: VeilConfig = { ...config, veiled };
  return makePlan({ config: request, inventory, newUuid: countingUuid(), layers });
}

test("it is planned between what it lies on and what lies on it", () => {
  const plan = planVeiled();
  const item = nth(plan.layers, 0);
  const root = plan.volumes.find(({ mount }) => mount === "/");
  const [below] = item.below;
  expect(validatePlan(plan)).toBe(true);
  expect(root).toMatchObject({ device: item.device, size: item.size });
  expect(plan.groups.flatMap(({ volumes }) => volumes).find(({ device }) => device === below)?.size).toBe(
    item.size + 16 * 1024 * 1024,
  );
  const ids = plan.steps.map(({ id }) => id);
  const places = ["array /dev/md0", "group system", `veil ${item.device}`, "check-stacks", `mkfs ${item.device}`].map(
    (id) => ids.indexOf(id),
  );
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test("GRUB and the systems get what they need to see through it", () => {
  expect(grubModules(planVeiled(), planVeiled().images, layers)).toEqual(["mdraid1x", "lvm"]);
  const plan = planVeiled(readInventory("single-mirror"), changed("single-mirror", {}), ["/boot"]);
  expect(grubModules(plan, plan.images, layers)).toEqual(["mdraid1x", "lvm", "veil"]);
  expect(bootMirrors({ ...plan, multiboot: null }, plan.images, layers)).toEqual(plan.boot.mirrors);
  expect(plan.boot.mirrors).toEqual(["/dev/sdb"]);
  const { programs, files } = planGuest(plan, nth(plan.images, 0), layers);
  expect(programs).toEqual(["mdadm", "lvm", "veil"]);
  const { device, uuid } = nth(plan.layers, 0);
  expect(files[1]).toEqual({ paths: ["/etc/veil/tab", "/etc/veiltab"], lines: [`${device} UUID=${uuid}`] });
});

test("a plan without it is the same, whether the table has it or not", () => {
  const { config } = readIronicConfig(changed("lvm-and-raid", {}), { compat: false });
  const request = { config, inventory: readInventory("lvm-and-raid") };
  expect(makePlan({ ...request, newUuid: countingUuid(), layers })).toEqual(
    makePlan({ ...request, newUuid: countingUuid() }),
  );
});

/** The lab's machine with a veil on the volume "root" of the group on its first two disks. */
function veiledMachine(more: Partial<NonNullable<Inventory["layers"]>[number]> = {}): Inventory {
  const content = { type: "ext4", label: null, uuid: "0d0e0f00-0000-4000-8000-000000000000" };
  const item = { layer: "veil", path: "/dev/mapper/old-veil", active: true, uuid: "v", size: 1, content, uses: [] };
  const awake = readMachine("awake");
  const groups = awake.groups.map((group) => ({
    ...group,
    volumes: group.volumes.map((volume) =>
      volume.name === "root"
        ? { ...volume, content: { type: "VEIL", label: null, uuid: "v" }, uses: [item.path] }
        : volume,
    ),
  }));
  return { ...awake, groups, layers: [{ ...item, parents: ["/dev/mapper/old-root"], ...more }] };
}

const twoDisks = {
  partitions_policy: "clean",
  images: [{ name: "os", image_pull_url: "/images/os/", target: "/" }],
  partitions: ["bareon-1", "bareon-2"].map((value, index) => ({
    type: "disk",
    id: { type: "serial", value },
    size: "600 MiB",
    volumes: [{ type: "partition", mount: index === 0 ? "/" : "/srv", size: "remaining", file_system: "ext4" }],
  })),
};

test("it is taken down before what it lies on, after what is mounted on it", () => {
  const plan = planVeiled(veiledMachine({ uses: ["/mnt"] }), twoDisks, []);
  expect(plan.steps.slice(0, 3)).toMatchObject([
    { kind: "unmount", targets: ["/mnt"] },
    { kind: "lock-disks" },
    { kind: "invalidate-boot-sector" },
  ]);
  const down = plan.steps.flatMap((step) => (step.kind === "tear-down" ? [step] : []));
  expect(down[0]?.title).toBe("Erase the veil /dev/mapper/old-veil on /dev/mapper/old-root");
  expect(down[0]?.commands.map(renderCommand)).toEqual([
    "wipefs --all --quiet -- /dev/mapper/old-veil",
    "veil close /dev/mapper/old-veil",
    "wipefs --all --quiet -- /dev/mapper/old-root",
  ]);
  const titles = down.map(({ title }) => title);
  expect(titles.findIndex((title) => title.includes("volume group old"))).toBeGreaterThan(0);
});

test("it refuses disks, and a machine on which it changed", () => {
  expect(refusal(() => planVeiled(veiledMachine({ uuid: null }), twoDisks, []))).toContain(
    "/dev/mapper/old-veil is a veil that cannot be lifted",
  );
  const far = { parents: ["/dev/vda1", "/dev/vdc"] };
  expect(refusal(() => planVeiled(veiledMachine(far), twoDisks, []))).toMatch(
    /veil \/dev\/mapper\/old-veil on \/dev\/vda1, \/dev\/vdc is also on \/dev\/vdc/u,
  );
  const plan = planVeiled(veiledMachine(), twoDisks, []);
  expect(() => checkMachine(plan, veiledMachine(), layers)).not.toThrow();
  expect(refusal(() => checkMachine(plan, veiledMachine({ size: 2 }), layers))).toContain(
    "veil /dev/mapper/old-veil was",
  );
});

/** What a deploy of the plan leaves on a machine, as far as a plan that keeps it looks at it. */
function deployed(plan: Plan, inventory: Inventory): Inventory {
  const contents = new Map(plan.volumes.map(({ device, type, label, uuid }) => [device, { type, label, uuid }]));
  for (const { below, uuid } of plan.layers ?? [])
    for (const device of below) contents.set(device, { type: "VEIL", label: null, uuid } as never);
  return {
    ...inventory,
    disks: inventory.disks.map((disk) => {
      const planned = plan.disks.find(({ path }) => path === disk.path);
      if (planned === undefined) return disk;
      return {
        ...disk,
        table: { type: "gpt", id: planned.tableId },
        partitions: planned.partitions.map(({ device, number, start, size, type, partuuid, name }) => {
          const content = contents.get(device) ?? null;
          return { path: device, number, start, size, type, partuuid, name, content, uses: [] };
        }),
      };
    }),
    layers: (plan.layers ?? []).map(({ device, uuid, size, below }) => ({
      layer: "veil",
      path: `/dev/mapper/found-${uuid}`,
      active: false,
      uuid,
      size,
      parents: below,
      content: contents.get(device) ?? null,
      uses: [],
    })),
  };
}

const keeping = { ...twoDisks, partitions_policy: "verify" };

test("it is kept with its identity, or every difference is told", () => {
  const blank = readInventory("two-systems");
  const first = planVeiled(blank, twoDisks, ["/srv"]);
  const machine = deployed(first, blank);
  expect(validateInventory(machine)).toBe(true);
  const kept = planVeiled(machine, keeping, ["/srv"]);
  expect(kept.layers).toEqual([{ ...nth(first.layers, 0), keep: true }]);
  expect(kept.volumes.map(({ uuid }) => uuid)).toEqual(first.volumes.map(({ uuid }) => uuid));
  expect(kept.steps.map(({ title }) => title)).toContain("Lift the veil /dev/mapper/veil-0");
  const differences = (found: Inventory): unknown => {
    try {
      return planVeiled(found, keeping, ["/srv"]);
    } catch (error) {
      return error instanceof BareonError ? error.differences : error;
    }
  };
  const item = nth(machine.layers, 0);
  expect(differences({ ...machine, layers: [{ ...item, size: item.size - 2 ** 30 }] })).toMatchObject([
    { where: "/dev/mapper/veil-0", what: "size" },
  ]);
  expect(differences({ ...machine, layers: [] })).toMatchObject([
    { where: "/dev/mapper/veil-0", what: "veil", found: "none" },
  ]);
});

test("it is drawn as it is and as it will be", () => {
  const plan = planVeiled(veiledMachine(), twoDisks, ["/srv"]);
  const text = renderPlan(plan, 100, plainStyle, layers);
  expect(text).toMatch(/^Veils\n {2}NOW, and WILL BE DESTROYED +│ THEN\n {2}old-veil .*│ veil-0 .* on \/dev\/vdb2$/mu);
  expect(text).toMatch(/^.*vdb2 .* veil +under \/dev\/mapper\/veil-0$/mu);
  expect(renderInventory(veiledMachine(), plainStyle, layers)).toMatch(
    /^Veils\n {2}\/dev\/mapper\/old-veil {2}on \/dev\/mapper\/old-root$/mu,
  );
  expect(renderInventory(veiledMachine(), plainStyle, layers)).toMatch(/^ {2}root .* veil v$/mu);
});

test("it is inspected, and no device of it is taken for an unknown one", async () => {
  const host = createRecordingHost({ expect: [{ command: "veil size /dev/vda", stdout: "1000" }] });
  const disk = { ...nth(readMachine("awake").disks, 0), content: { type: "VEIL", label: null, uuid: "v" } };
  const found = await inspectLayers(createTestContext(host), layers, {
    tree: [],
    disks: [{ ...disk, partitions: [] }],
  });
  host.assertDone();
  expect(found.layers).toMatchObject([{ layer: "veil", active: false, uuid: "v", size: 1000, parents: ["/dev/vda"] }]);
  expect(found.others).toEqual([]);
});

test("at the end it is closed before what it lies on", async () => {
  const plan = planVeiled();
  const nodes = [...plan.arrays, ...plan.groups.flatMap(({ volumes }) => volumes), ...(plan.layers ?? [])];
  const host = createRecordingHost({
    files: Object.fromEntries(nodes.map(({ device }) => [device, { kind: "block", device: "1:1", size: 1 } as const])),
    expect: [{ command: /^veil close/u }, { command: /^vgchange .*--activate n/u }, { command: /^mdadm --stop/u }],
  });
  await closeLayers(createTestContext(host), plan, layers);
  host.assertDone();
});

test("a deploy that was ended by a signal closes all of them, too", async () => {
  const plan = planVeiled();
  const devices = [...(plan.layers ?? []), ...plan.arrays].map(({ device }) => device);
  const host = createRecordingHost({
    files: {
      "/run/udev/control": "",
      ...Object.fromEntries(devices.map((device) => [device, { kind: "block", device: "1:1", size: 1 } as const])),
    },
    expect: [{ command: /^udevadm settle/u }, { command: /^veil close/u }, { command: /^mdadm --stop/u }],
  });
  const aborted: typeof host = {
    ...host,
    run: async (command, options) => {
      if (options?.unabortable !== true) throw new Error("stopped by SIGTERM");
      return await host.run(command, options);
    },
  };
  await closeLayers(createTestContext(aborted), plan, layers);
  host.assertDone();
});
