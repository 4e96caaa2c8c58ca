/** One system of a node deployed alone: which volumes are written, with which identities, and what is left as it is. */
import { describe, expect, test } from "vitest";
import { recordRenewed } from "../../../src/boot/store/changed-record.ts";
import { planRecord } from "../../../src/boot/store/deploy-record.ts";
import { planOneImage, type PlannedAlone } from "../../../src/plan/one-image.ts";
import { checkImages } from "../../../src/plan/phases.ts";
import { readConfig } from "../../../src/recipes/plan.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import { validate as isPlan } from "../../../src/schema/plan.validate.js";
import { validate as isRecord } from "../../../src/schema/deploy-record.validate.js";
import { validate } from "../../../src/schema/update.validate.js";
import { renderAlone } from "../../../src/view/update.ts";
import { changed, type ExampleName, type Loose } from "../../support/files/example.ts";
import { planExample, refusal } from "./fixture.ts";
import { idleNode, planPart, withContent } from "./parts.ts";

const phases = { from: "images", until: "bootloader" } as const;

function alone(document: unknown, inventory: Inventory, name: string): PlannedAlone {
  return planOneImage(planPart({ document, inventory, phases, only: [name] }), name);
}

function ofExample(name: ExampleName, image: string, set: Parameters<typeof changed>[1] = {}): PlannedAlone {
  const clean = changed(name, { ...set, "/partitions_policy": "clean" });
  return alone(changed(name, set), idleNode(name, clean), image);
}

const examples: readonly (readonly [ExampleName, string])[] = [
  ["two-systems", "trixie"],
  ["lvm-and-raid", "red"],
  ["lvm-and-raid", "blue"],
  ["utility-in-roots", "blue"],
  ["image-files", "red"],
  ["three-systems", "red"],
];

test.each(examples)("of %s.json %s is an update as any other, and its parts fit their schemas", (name, image) => {
  const { update, deploy } = ofExample(name, image);
  expect(validate(update), JSON.stringify(validate.errors)).toBe(true);
  expect(isPlan(deploy), JSON.stringify(isPlan.errors)).toBe(true);
  const kinds = update.steps.map(({ kind }) => kind);
  expect([kinds[0], kinds.at(-1)]).toEqual(["begin-update", "end-update"]);
  expect(kinds).not.toContain("set-aside");
  expect(update).toMatchObject({ image, arm: "nothing", carryFrom: "none", resumed: false });
});

test.each(examples)("of %s.json %s alone is written: no volume that another image has, too", (name, image) => {
  const { update, deploy } = ofExample(name, image);
  const others = planExample(name).volumes.filter(({ images }) =>
    images.some((one) => one !== image && one !== "tools"),
  );
  const written = update.steps.flatMap((step) => (step.kind === "make-filesystem" ? [step.device] : []));
  for (const { device } of others) {
    expect(update.volumes.map((volume) => volume.device)).not.toContain(device);
    expect(deploy.volumes.map((volume) => volume.device)).not.toContain(device);
    expect(written).not.toContain(device);
  }
  expect(deploy.images.map((one) => one.name)).toEqual([image]);
});

describe("what is made anew", () => {
  const verify = { "/partitions_policy": "verify" };

  test("with clean it is all that is its own and mounted, with the UUIDs that the node has", () => {
    const { update, deploy } = ofExample("two-systems", "trixie");
    expect(update).toMatchObject({ method: "fresh", leftOut: ["/srv/shared"] });
    expect(update.volumes.map(({ mount, keep }) => [mount, keep])).toEqual([
      ["/", undefined],
      ["/var/lib/data", undefined],
    ]);
    const known = idleNode("two-systems", changed("two-systems", {})).deployed?.systems[1]?.mounts ?? [];
    expect(update.volumes.map(({ uuid }) => uuid)).toEqual(
      update.volumes.map(({ mount }) => known.find((one) => one.mount === mount)?.uuid),
    );
    const commands = update.steps.flatMap((step) => (step.kind === "make-filesystem" ? step.commands : []));
    for (const { uuid } of update.volumes) expect(JSON.stringify(commands)).toContain(uuid);
    expect(deploy.images[0]?.fstab).toContain(`UUID=${known.find(({ mount }) => mount === "/srv/shared")?.uuid} `);
    expect(update.images[0]?.flags).not.toContain("--checksum");
  });

  test("with verify the image comes on top, compared by content, but for what gives up its data", () => {
    const kept = ofExample("two-systems", "trixie", verify).update;
    expect(kept).toMatchObject({ method: "overlay", volumes: [{ keep: true }, { keep: true }] });
    expect(kept.steps.map(({ kind }) => kind)).toEqual(["begin-update", "deploy-image", "end-update"]);
    expect(kept.images[0]?.flags).toContain("--checksum");
    const data = ofExample("two-systems", "trixie", { ...verify, "/partitions/1/volumes/1/keep_data": false }).update;
    expect(data.method).toBe("overlay");
    expect(data.volumes.map(({ keep }) => keep)).toEqual([true, undefined]);
  });

  test("what a cut has left without a filesystem gets the UUID that the node knows; of another system it is refused", () => {
    const document = changed("two-systems", {});
    const node = idleNode("two-systems", document);
    const empty = withContent(node, "/dev/sda4", null);
    const { update, deploy, whole } = alone(document, empty, "trixie");
    const root = node.deployed?.systems[1]?.mounts.find(({ mount }) => mount === "/")?.uuid;
    expect(update.volumes[0]).toMatchObject({ device: "/dev/sda4", uuid: root });
    expect(deploy.images[0]).toMatchObject({ rootUuid: root, fstab: expect.stringContaining(root ?? "?") as string });
    expect(whole.images[1]?.rootUuid).toBe(root);
    expect(refusal(() => alone(document, empty, "bookworm"))).toMatch(/^mismatch: .*1 thing differs/u);
    const verified = changed("two-systems", verify);
    expect(refusal(() => alone(verified, empty, "trixie"))).toMatch(/^mismatch: .*1 thing differs/u);
  });

  test("another filesystem in the place of one that stays is refused", () => {
    const node = idleNode("two-systems", changed("two-systems", {}));
    const other = { type: "xfs", uuid: "0b5e55ed-0000-4000-8000-00000000c0de", label: null };
    expect(refusal(() => alone(changed("two-systems", verify), withContent(node, "/dev/sda4", other), "trixie"))).toBe(
      "mismatch: /dev/sda4 is not what system trixie has for /",
    );
  });
});

describe("what comes with it", () => {
  test("utility images that go into its tree, and no other", () => {
    const { update } = ofExample("utility-in-roots", "blue");
    expect(update.utilities).toMatchObject([{ name: "tools", into: ["blue"], mounts: [] }]);
    expect(update.steps.filter(({ kind }) => kind === "deploy-utility")).toMatchObject([{ into: "blue" }]);
  });

  test("none whose place is on a volume that others have, too", () => {
    const { update } = ofExample("utility-in-roots", "blue", { "/partitions/0/volumes/2/images": ["red", "blue"] });
    expect(update).toMatchObject({ leftOut: ["/opt"], utilities: [] });
    expect(update.steps.map(({ kind }) => kind)).not.toContain("deploy-utility");
  });

  test("its seed, and a config drive that is unpacked into it", () => {
    const seed = { user_data: "#!/bin/sh\n" };
    const seeded = ofExample("two-systems", "trixie", { "/images/1/seed": seed });
    expect(seeded.update).toMatchObject({ seed: "new" });
    expect(seeded.update.steps.at(-2)?.kind).toBe("write-seed");
    expect(seeded.request.new_seed).toBe(true);
    const document = changed("two-systems", { "/config_drive": { as: "seed", images: ["trixie"] } });
    const request = { document, inventory: idleNode("two-systems", document), phases, configDrive: { bytes: 9 } };
    const told = (name: string): boolean =>
      planOneImage(planPart({ ...request, only: [name] }), name).update.steps.some(({ kind }) => kind === "write-seed");
    expect([told("trixie"), told("bookworm")]).toEqual([true, false]);
  });

  test("the address without its secrets in what boot-info keeps of it", () => {
    const secret = {
      "/images/0/image_pull_url": "https://u:hunter2@host/red.raw?token=hunter3",
      "/images/0/checksum_url": undefined,
    };
    const { request } = ofExample("image-files", "red", secret);
    expect(JSON.stringify(request)).not.toMatch(/hunter/u);
    expect(request).toMatchObject({
      source: "https://host/red.raw",
      left_out: ["source"],
      method: "fresh",
      arm: "nothing",
    });
  });

  test("its item of the node's record, as the config has it; the others' stay", () => {
    const former = planRecord(planExample("two-systems"));
    const set = { "/images/1/carry": ["/etc/x"], "/images/1/image_name": "trixie-2", "/images/1/boot_tool": false };
    const { whole } = ofExample("two-systems", "trixie", set);
    const record = recordRenewed(former, planRecord(whole), "trixie");
    expect(isRecord(record), JSON.stringify(isRecord.errors)).toBe(true);
    expect(record.images[0]).toEqual(former.images[0]);
    expect(record.images[1]).toMatchObject({
      name: "trixie",
      imageName: "trixie-2",
      bootTool: false,
      carry: ["/etc/x"],
    });
    expect(record.images[1]?.mounts.map(({ mount }) => mount)).toEqual(
      former.images[1]?.mounts.map(({ mount }) => mount),
    );
    expect(record.utilities).toEqual(former.utilities);
  });
});

describe("refused is", () => {
  const document = changed("two-systems", {});
  const node = idleNode("two-systems", document);

  test("a node without a menu that can be read, and one without the system", () => {
    const { deployed, ...unread } = node;
    expect(refusal(() => alone(document, unread, "trixie"))).toMatch(/^mismatch: the node has no boot menu/u);
    const systems = deployed?.systems.filter(({ name }) => name !== "trixie") ?? [];
    const other = { ...node, deployed: { default: null, spare: [], systems } };
    expect(refusal(() => alone(document, other, "trixie"))).toBe(
      "mismatch: the node has no system trixie, only bookworm",
    );
  });

  describe("what another system has on the node, though the config by now gives it to this one alone", () => {
    const alike = { "/partitions/0/volumes/1/size": "3 GiB", "/partitions/0/volumes/1/file_system": "ext4" };
    const before = idleNode("two-systems", changed("two-systems", alike));

    test.each(["clean", "verify"])("its root, where two volumes have changed their places, with %s", (policy) => {
      const after = changed("two-systems", {
        ...{ ...alike, "/partitions_policy": policy },
        "/partitions/0/volumes/0/images": ["trixie"],
        "/partitions/0/volumes/1/images": ["bookworm"],
      });
      expect(refusal(() => alone(after, before, "trixie"))).toBe(
        "mismatch: /dev/sda3, which is to be / of trixie, is / of bookworm",
      );
    });

    test.each(["clean", "verify"])("a volume that it shared with it, with %s", (policy) => {
      const after = changed("two-systems", {
        ...{ "/partitions_policy": policy, "/partitions/1/volumes/0/images": ["trixie"] },
      });
      expect(refusal(() => alone(after, node, "trixie"))).toBe(
        "mismatch: /dev/sdb2, which is to be /srv/shared of trixie, is /srv/shared of bookworm",
      );
    });

    test("a new filesystem in the place of its own, which is in another place: it would have the UUID of that", () => {
      const xfs = (uuid: string): { type: string; uuid: string; label: null } => ({ type: "xfs", uuid, label: null });
      const root = node.deployed?.systems[1]?.mounts.find(({ mount }) => mount === "/")?.uuid ?? "";
      const other = withContent(node, "/dev/sda4", xfs("0b5e55ed-0000-4000-8000-00000000c0de"));
      expect(alone(document, other, "trixie").update.volumes[0]).toMatchObject({ device: "/dev/sda4", uuid: root });
      const moved = withContent(other, "/dev/sdb1", xfs(root));
      expect(refusal(() => alone(document, moved, "trixie"))).toBe(
        "mismatch: /dev/sda4 is not what system trixie has for /",
      );
    });
  });

  test("an image of a filesystem whose volume keeps its data", () => {
    const raw = { "/partitions_policy": "verify", "/images/0/container_format": "raw" };
    expect(refusal(() => ofExample("image-files", "red", raw))).toMatch(/^usage: Image red would not be brought/u);
  });

  test("a name that the config does not have, all of them at once, with those that it has", () => {
    const configOf = (one: Loose): Parameters<typeof checkImages>[0] =>
      readConfig({ dialect: "ironic", document: one, compat: false, driver: undefined }).config;
    const config = configOf(document);
    expect(() => checkImages(config, ["trixie", "green", "grey"])).toThrow(
      expect.objectContaining({
        exit: "usage",
        message: "--image green, grey: no image of the config has this name.",
        hint: "Its operating systems are bookworm, trixie.",
      }) as Error,
    );
    expect(refusal(() => checkImages(configOf(changed("utility-in-roots", {})), ["tools"]))).toMatch(
      /^usage: --image tools: this is no operating system/u,
    );
    expect(() => checkImages(config, ["trixie", "bookworm"])).not.toThrow();
  });
});

test("people see what is opened first, and what each update does", () => {
  const plan = planPart({
    ...{ document: changed("lvm-and-raid", {}), phases, only: ["red", "blue"] },
    inventory: idleNode("lvm-and-raid", changed("lvm-and-raid", {})),
  });
  const updates = ["red", "blue"].map((name) => planOneImage(plan, name).update);
  const text = renderAlone(plan.steps, updates);
  expect(text).toMatch(
    /^Opened before, and closed after it:\n(?: {2}.+\n)+\nUpdate of red from red to red: rsync from /u,
  );
  expect(text).toContain("\n\nUpdate of blue ");
  expect(renderAlone([], [ofExample("two-systems", "trixie").update])).toMatch(/^Update of trixie /u);
});
