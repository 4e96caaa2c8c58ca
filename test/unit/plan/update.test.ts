/** The plan of an update: what of the node it writes, by which steps, and what it refuses before anything is written. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planRecord } from "../../../src/boot/store/deploy-record.ts";
import { withManifests } from "../../../src/plan/manifests.ts";
import { planMirror, planUpdate } from "../../../src/plan/update.ts";
import type { UpdateWish } from "../../../src/plan/update-wish.ts";
import { partitionId } from "../../../src/storage/identity.ts";
import { planUpdatedRecord } from "../../../src/plan/updated-record.ts";
import type { DeployRecord, RecordedFile } from "../../../src/schema/deploy-record.ts";
import type { Inventory } from "../../../src/schema/inventory.ts";
import { validate as isPlan } from "../../../src/schema/plan.validate.js";
import type { Update } from "../../../src/schema/update.ts";
import { validate } from "../../../src/schema/update.validate.js";
import { changed, type ExampleName } from "../../support/files/example.ts";
import { deployedMachine } from "./deployed-machine.ts";
import { planExample, readInventory, refusal } from "./fixture.ts";

const usual: UpdateWish = { carryFrom: "idle", arm: "trial", tries: 1 };

interface Node {
  readonly record: DeployRecord;
  readonly inventory: Inventory;
  readonly multiboot: { readonly device: string; readonly uuid: string };
}

function deployed(name: ExampleName, changes: Parameters<typeof changed>[1] = {}): Node {
  const plan = planExample(name, changed(name, { "/partitions_policy": "clean", ...changes }));
  const { multiboot } = plan.boot;
  if (multiboot === null) throw new Error(`${name} has no multiboot partition`);
  return { record: planRecord(plan), inventory: deployedMachine(readInventory(name), plan), multiboot };
}

function update(node: Node, image: string, wish: Partial<UpdateWish> = {}): Update {
  return planUpdate({ ...node, image, wish: { ...usual, ...wish } }).update;
}

function lastImage({ record: { images } }: Node): string {
  return images.at(-1)?.name ?? "";
}

const examples: readonly ExampleName[] = [
  "two-systems",
  "utility-in-roots",
  "lvm-and-raid",
  "image-files",
  "three-systems",
];

for (const name of examples) {
  test(`the update of the last image of ${name}.json is the stored one and fits its schema`, async () => {
    const node = deployed(name);
    const planned = update(node, lastImage(node));
    await expect(`${JSON.stringify(planned, null, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, `${name}.update.json`),
    );
    expect(validate(planned), JSON.stringify(validate.errors)).toBe(true);
  });

  test(`what runs for ${name}.json is a plan as a deploy has it`, () => {
    const node = deployed(name);
    const { deploy } = planUpdate({ ...node, image: lastImage(node), wish: usual });
    expect(isPlan(deploy), JSON.stringify(isPlan.errors)).toBe(true);
  });
}

describe("what is written", () => {
  const node = deployed("two-systems");
  const [first, second] = node.record.images.map(({ name }) => name);

  test("a mirror keeps each filesystem and makes none", () => {
    const { method, volumes, steps } = update(node, second ?? "");
    expect(method).toBe("mirror");
    expect(volumes.every(({ keep }) => keep === true)).toBe(true);
    expect(steps.filter(({ kind }) => kind === "make-filesystem")).toEqual([]);
  });

  test("a file that is there is the image's only if it has its content: time and size may be the same in another version", () => {
    const flags = (method: Update["method"]): readonly string[] =>
      update(node, second ?? "", { method }).images[0]?.flags ?? [];
    expect(flags("mirror")).toContain("--checksum");
    expect(flags("overlay")).toContain("--checksum");
    expect(flags("fresh")).not.toContain("--checksum");
  });

  test("fresh makes the root anew with its own UUID and label", () => {
    const { volumes, steps } = update(node, second ?? "", { method: "fresh" });
    const made = steps.filter((step) => step.kind === "make-filesystem");
    expect(made.map(({ device }) => device)).toEqual(
      volumes.filter(({ keep }) => keep !== true).map(({ device }) => device),
    );
    expect(made[0]?.commands[0]?.args.join(" ")).toContain(volumes[0]?.uuid);
  });

  test("no volume of another image is in it", () => {
    for (const image of [first ?? "", second ?? ""]) {
      const others = node.record.images.filter(({ name }) => name !== image).flatMap(({ mounts }) => mounts);
      const written = update(node, image, { method: "fresh" }).volumes.map(({ uuid }) => uuid);
      for (const { uuid } of others) expect(written).not.toContain(uuid);
    }
  });

  test("the EFI system partition is not the image's own, although no other image mounts it: what starts the node is on it", () => {
    const esp = { type: "esp", mount: "/boot/efi", size: "200 MiB", images: ["trixie"] };
    const uefi = deployed("two-systems", { "/partitions/1/volumes/0": esp, "/firmware": "uefi" });
    const uuid = uefi.record.images[1]?.mounts.find(({ mount }) => mount === "/boot/efi")?.uuid;
    expect(uuid).toBeDefined();
    for (const method of ["mirror", "fresh", "overlay"] as const) {
      const planned = update(uefi, "trixie", { method });
      expect(planned.volumes.map((volume) => volume.uuid)).not.toContain(uuid);
      expect(planned.images[0]?.mounts.map(({ mount }) => mount)).not.toContain("/boot/efi");
      expect(planned.leftOut).toContain("/boot/efi");
    }
    const kernels = deployed("two-systems", {
      "/partitions/1/volumes/0": { ...esp, mount: "/boot" },
      "/firmware": "uefi",
    });
    expect(refusal(() => update(kernels, "trixie"))).toMatch(/^unsupported: The kernels of trixie are on the EFI/u);
  });

  test("a step that writes comes after the one that takes the system out of the menu", () => {
    for (const method of ["mirror", "fresh", "overlay"] as const) {
      const kinds = update(node, second ?? "", { method }).steps.map(({ kind }) => kind);
      expect(kinds[0]).toBe("begin-update");
      expect(kinds.at(-1)).toBe("end-update");
    }
  });

  test("its folders go onto its volumes, and it gets the files of the config, as when it was deployed", () => {
    const spread = deployed("image-files", { "/images/0/spread": true });
    const [image] = spread.record.images;
    const given = [{ path: "/etc/motd", text: "mine\n", onlyWith: "/etc" }];
    const images = spread.record.images.map((one) => (one === image ? { ...one, given } : one));
    const name = image?.name ?? "";
    expect(update({ ...spread, record: { ...spread.record, images } }, name).images).toMatchObject([
      { name, spread: true, given },
    ]);
    const [plain] = update(deployed("image-files"), name).images;
    expect([plain?.spread, plain?.given]).toEqual([undefined, undefined]);
  });

  test("without carried files nothing is set aside", () => {
    const kinds = update(node, second ?? "", { carryFrom: "none" }).steps.map(({ kind }) => kind);
    expect(kinds).toEqual(["begin-update", "deploy-image", "end-update"]);
  });
});

describe("shared volumes and kept data", () => {
  function withVolume(change: (record: DeployRecord) => DeployRecord): Node {
    const node = deployed("three-systems");
    return { ...node, record: change(node.record) };
  }

  test("a volume that another image has too is left out, and said", () => {
    const node = withVolume((record) => record);
    const [image, other] = node.record.images;
    const root = other?.mounts[0];
    if (image === undefined || root === undefined) throw new Error("too few images");
    const images = node.record.images.map((one) =>
      one === image ? { ...one, mounts: [...one.mounts, { ...root, mount: "/other" }] } : one,
    );
    const planned = update({ ...node, record: { ...node.record, images } }, image.name, { method: "fresh" });
    expect(planned.leftOut).toContain("/other");
    expect(planned.volumes.map(({ uuid }) => uuid)).not.toContain(root.uuid);
  });

  test("a volume of its own that keeps data stays in a fresh update and is not emptied by a mirror; /boot is the system's", () => {
    const node = deployed("two-systems");
    const image = lastImage(node);
    const { update: planned } = planUpdate({ ...node, image, wish: usual });
    const [root] = planned.volumes;
    if (root === undefined) throw new Error("no root");
    const more = (mount: string, keepData?: false): Update["volumes"][number] => ({
      ...root,
      mount,
      ...(keepData === undefined ? {} : { keepData }),
    });
    const volumes = [root, more("/boot"), more("/home"), more("/var", false)];
    expect(planMirror({ ...planned, volumes })).toEqual({
      kept: ["/lost+found", "/boot/lost+found", "/home/lost+found", "/var/lost+found"],
      keptBelow: ["/home"],
    });
    expect(planMirror({ ...planned, method: "overlay" })).toBeUndefined();
  });
});

describe("what is refused", () => {
  const node = deployed("two-systems");
  const image = lastImage(node);

  test("a volume that is not there, is there twice, or is another filesystem", () => {
    const root = node.record.images.at(-1)?.mounts[0];
    const change = (uuid: string | null, type = "ext4"): Inventory => ({
      ...node.inventory,
      disks: node.inventory.disks.map((disk) => ({
        ...disk,
        partitions: disk.partitions.map((part) =>
          part.content?.uuid === root?.uuid ? { ...part, content: { type, uuid, label: null } } : part,
        ),
      })),
    });
    expect(() => update({ ...node, inventory: change(null) }, image)).toThrow(/is not there/u);
    expect(() => update({ ...node, inventory: change(root?.uuid ?? "", "swap") }, image)).toThrow(/is swap, and not/u);
    const twice = { ...node.inventory, disks: [...node.inventory.disks, ...node.inventory.disks] };
    expect(() => update({ ...node, inventory: twice }, image)).toThrow(/is there 2 times/u);
  });

  test("except one that an update was cut off on, which is known by its partition", () => {
    const root = node.record.images.at(-1)?.mounts[0];
    const parts = node.inventory.disks.flatMap(({ partitions }) => partitions);
    const part = parts.find(({ content }) => content?.uuid === root?.uuid);
    const inventory = {
      ...node.inventory,
      disks: node.inventory.disks.map((disk) => ({
        ...disk,
        partitions: disk.partitions.map((one) => (one === part ? { ...one, content: null } : one)),
      })),
    };
    const volumes = [{ uuid: root?.uuid ?? "", place: partitionId(part?.partuuid ?? null) }];
    const begun = { since: "", what: "", volumes };
    const { update: planned } = planUpdate({ ...node, inventory, image, begun, wish: usual });
    expect(planned.resumed).toBe(true);
    expect(planned.volumes[0]).toMatchObject({ device: part?.path, uuid: root?.uuid });
    // Before the first write the update has taken no UUID away: somebody else has.
    const unwritten = { ...begun, written: "nothing" as const };
    expect(refusal(() => planUpdate({ ...node, inventory, image, begun: unwritten, wish: usual }))).toMatch(
      /^mismatch: the volume for \/ of image .* is not there$/u,
    );
  });

  test("an image that the record lacks", () => {
    expect(() => update(node, "nothing")).toThrow(/has no image nothing/u);
  });

  test("options of rsync that no config may set, in a record that somebody changed", () => {
    for (const flags of [["--rsync-path=/bin/sh"], ["-a --delete-excluded"], ["-e", "sh"]]) {
      const images = node.record.images.map((one) => ({ ...one, driver: "rsync" as const, flags }));
      expect(() => update({ ...node, record: { ...node.record, images } }, image)).toThrow(/no deploy config may set/u);
    }
  });

  test("a mirror without the option of rsync that goes into folders", () => {
    const images = node.record.images.map((one) => ({ ...one, flags: ["-lptgoD", "--hard-links"] }));
    const record = { ...node.record, images };
    expect(() => update({ ...node, record }, image)).toThrow(/needs rsync's option/u);
    expect(update({ ...node, record }, image, { method: "overlay" }).method).toBe("overlay");
  });

  test("a mirror of a file, and an overlay of a filesystem", () => {
    const source = "https://host/new.tar.zst";
    expect(() => update(node, image, { source, method: "mirror" })).toThrow(/this is an image file/u);
    const images = node.record.images.map((one) => ({
      ...one,
      ...{ driver: "file" as const, source: "https://host/x.img", flags: [], file: { format: "raw" as const } },
    }));
    expect(() => update({ ...node, record: { ...node.record, images } }, image, { method: "overlay" })).toThrow(
      /this image is a filesystem/u,
    );
  });

  test("an address that the record has without its secret, unless it is given again", () => {
    const index = node.record.images.length - 1;
    const leftOut = [{ field: `/images/${index}/source`, what: ["userinfo" as const] }];
    const record = { ...node.record, leftOut };
    expect(() => update({ ...node, record }, image)).toThrow(/without its userinfo/u);
    expect(update({ ...node, record }, image, { source: "rsync://u:p@host/m/tree" }).images[0]?.source).toBe(
      "rsync://u:p@host/m/tree/",
    );
  });
});

describe("another version", () => {
  const node = deployed("two-systems");
  const image = lastImage(node);
  const key = `RW${"A".repeat(54)}`;

  function asFile(file: RecordedFile): Node {
    const images = node.record.images.map((one) => ({
      ...one,
      ...{ driver: "file" as const, source: "https://host/1.tar", flags: [], file },
    }));
    return { ...node, record: { ...node.record, images } };
  }

  test("a new file is not proven by the checksum of the old one", () => {
    const old = asFile({ checksum: `sha256:${"a".repeat(64)}` });
    expect(update(old, image, { source: "https://host/2.tar" }).images[0]?.file).toEqual({});
    const checksum = `sha512:${"b".repeat(128)}`;
    expect(update(old, image, { source: "https://host/2.tar", checksum }).images[0]?.file).toEqual({ checksum });
    expect(update(old, image, { checksumUrl: "https://host/SUMS" }).images[0]?.file).toEqual({
      checksumUrl: "https://host/SUMS",
    });
  });

  test("a signed image stays one that has to be signed", () => {
    const old = asFile({ signatureUrl: "https://host/1.sig", signatureKey: key });
    expect(() => update(old, image, { source: "https://host/2.tar" })).toThrow(/has to be signed too/u);
    const signatureUrl = "https://host/2.sig";
    expect(update(old, image, { source: "https://host/2.tar", signatureUrl }).images[0]?.file).toEqual({
      signatureUrl,
      signatureKey: key,
    });
  });

  test("a torrent is of one version of the file alone, and never all that there is of it", () => {
    const checksum = `sha256:${"b".repeat(64)}`;
    const old = asFile({ checksum: `sha256:${"a".repeat(64)}`, torrentUrl: "https://host/1.torrent" });
    const torrentUrl = "https://host/2.torrent";
    expect(update(old, image, { checksum }).images[0]?.file).toEqual({
      checksum,
      torrentUrl: "https://host/1.torrent",
    });
    expect(update(old, image, { checksum, torrentUrl }).images[0]?.file).toEqual({ checksum, torrentUrl });
    expect(update(old, image, { source: "https://host/2.tar", checksum }).images[0]?.file).toEqual({ checksum });
    expect(update(old, image, { source: "https://host/2.tar", checksum, torrentUrl }).images[0]?.file).toEqual({
      checksum,
      torrentUrl,
    });
    expect(() => update(old, image, { source: "https://host/2.tar", torrentUrl })).toThrow(
      /needs something that proves/u,
    );
    expect(() => update(asFile({}), image, { source: "host::m/tree", torrentUrl })).toThrow(
      /--torrent-url: this is for image files/u,
    );
  });

  test("words for files are refused for a tree, and two checksums for one file", () => {
    expect(() => update(asFile({}), image, { source: "host::m/tree", checksum: `sha256:${"a".repeat(64)}` })).toThrow(
      /--checksum: this is for image files/u,
    );
    expect(() => update(asFile({}), image, { checksum: "sha256:x", checksumUrl: "https://host/S" })).toThrow(
      /exclude/u,
    );
    expect(() => update(asFile({}), image, { checksum: "md5:x" })).toThrow(/MD5/u);
    expect(() => update(asFile({}), image, { source: "ftp://host/x" })).toThrow(/no form of address/u);
  });

  test("the rate is that of rsync in KiB, and of a download in bytes", () => {
    const rate = 5 * 1024 * 1024;
    const [tree] = update(node, image, { source: "host::m/tree", rate }).images;
    expect(tree?.flags).toContain("--bwlimit=5120");
    expect(update(asFile({}), image, { rate }).images[0]?.file).toEqual({ rate });
  });

  test("the record says it afterwards, without secrets, without the rate, and nothing else changes", () => {
    const wish = { ...usual, source: "rsync://u:p@host/m/tree", imageName: "new", imageUuid: "2", rate: 1024 };
    const { update: planned, deploy } = planUpdate({ ...node, image, wish });
    const record = planUpdatedRecord(node.record, planned, planRecord(deploy));
    const [one, ...more] = [...record.images].reverse();
    expect(one).toMatchObject({ source: "rsync://host/m/tree/", imageName: "new", imageUuid: "2", name: image });
    expect(one?.flags.join(" ")).not.toMatch(/bwlimit|checksum/u);
    expect(one?.mounts).toEqual(node.record.images.at(-1)?.mounts);
    expect(more.reverse()).toEqual(node.record.images.slice(0, -1));
    expect(record.leftOut).toEqual([{ field: `/images/${node.record.images.length - 1}/source`, what: ["userinfo"] }]);
  });
});

test("a system that the node was adopted with is not updated, wherever a new version is", () => {
  const node = deployed("two-systems");
  const images = node.record.images.map((image) => ({
    ...image,
    driver: "existing" as const,
    source: "existing",
    flags: [],
  }));
  const adopted = { ...node, record: { ...node.record, images } };
  for (const wish of [{}, { source: "host::images/new/" }])
    expect(() => update(adopted, lastImage(node), wish)).toThrow(/was there before the node was adopted/u);
});

describe("a container image", () => {
  const node = deployed("two-systems");
  const image = lastImage(node);
  const digest = `sha256:${"a".repeat(64)}`;
  const settings = { caFile: "/ca.pem", authFile: "/auth.json", plainHttp: true };

  function asContainer(oci: object = settings): Node {
    const images = node.record.images.map((one) => ({
      ...one,
      ...{ driver: "oci" as const, source: "oci://host:5000/team/os:1", flags: [], oci: { ...oci, manifest: digest } },
    }));
    return { ...node, record: { ...node.record, images } };
  }

  test("comes from where it came from, and what was deployed of it is not what will be", () => {
    const planned = update(asContainer(), image);
    expect(planned.images[0]).toMatchObject({ driver: "oci", source: "oci://host:5000/team/os:1", oci: settings });
    expect(planned.images[0]?.oci).not.toHaveProperty("manifest");
    expect(planned.method).toBe("fresh");
    expect(validate(planned), JSON.stringify(validate.errors)).toBe(true);
  });

  test("of the same registry is asked for in the same way; of another one by https, with the credentials that the file has", () => {
    const same = update(asContainer(), image, { source: "oci://host:5000/team/os:2", rate: 1000 });
    expect(same.images[0]).toMatchObject({ source: "oci://host:5000/team/os:2", oci: { ...settings, rate: 1000 } });
    const another = update(asContainer(), image, { source: "oci://host/team/os:2" });
    expect(another.images[0]?.oci).toEqual({ caFile: "/ca.pem", authFile: "/auth.json" });
    expect(update(asContainer(), image, { source: "oci://host/x:2", plainHttp: true }).images[0]?.oci).toEqual(
      settings,
    );
    const authFile = "/new.json";
    expect(update(asContainer(), image, { source: "oci://host/team/os:2", authFile }).images[0]?.oci).toEqual({
      ...{ caFile: "/ca.pem", authFile },
    });
    expect(update(asContainer(), image, { authFile }).images[0]?.oci).toEqual({ ...settings, authFile });
    expect(update(asContainer(), image, { source: "oci:/srv/x" }).images[0]?.oci).toEqual({});
  });

  test("may take the place of another image, and another one its place", () => {
    const { driver, flags, oci, file } = update(node, image, { source: `oci://host/os@${digest}` }).images[0] ?? {};
    expect({ driver, flags, oci, file }).toEqual({ driver: "oci", flags: [], oci: {}, file: undefined });
    const tree = update(asContainer(), image, { source: "host::images/os/" }).images[0];
    expect(tree).toMatchObject({ driver: "rsync" });
    expect(tree).not.toHaveProperty("oci");
  });

  test("is no mirror, needs no checksum, and has an address that says which it is", () => {
    expect(() => update(asContainer(), image, { method: "mirror" })).toThrow(/this is a container image/u);
    expect(update(asContainer(), image, { method: "overlay" }).method).toBe("overlay");
    expect(() => update(asContainer(), image, { checksum: digest })).toThrow(/not for a container image/u);
    expect(() => update(node, image, { authFile: "/auth.json" })).toThrow(/for container images/u);
    expect(() => update(node, image, { source: "oci://host/os" })).toThrow(/neither which tag nor which digest/u);
  });

  test("is recorded with the manifest that was deployed, and without the rate of one update", () => {
    const { record } = asContainer();
    const other = `sha256:${"b".repeat(64)}`;
    const { update: planned, deploy } = planUpdate({
      ...{ ...node, record, image, wish: { ...usual, source: "oci://host:5000/team/os:2", rate: 1000 } },
    });
    const again = planRecord(withManifests(deploy, new Map([[image, { manifest: other }]])));
    const updated = planUpdatedRecord(record, planned, again);
    expect(updated.images.at(-1)).toMatchObject({ driver: "oci", source: "oci://host:5000/team/os:2" });
    expect(updated.images.at(-1)?.oci).toEqual({ ...settings, manifest: other });
    expect(updated.images.at(-1)).not.toHaveProperty("file");
  });
});
