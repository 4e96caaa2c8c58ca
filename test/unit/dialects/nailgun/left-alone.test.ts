/** Disks and volumes that a nailgun document has, and that nothing may be written to: none is taken in the place of another, and none is lost unsaid. */
import { expect, test } from "vitest";
import { keepsPartitions } from "../../../../src/config/volumes.ts";
import {
  configOf,
  diskOf,
  inSpace,
  machineWith,
  partition,
  planOf,
  refusalBy,
  violationsOf,
  withSpaces,
} from "./fixture.ts";

const root = partition("root", "/", 4000);

function byId(...names: readonly string[]): { readonly extra: readonly string[] } {
  return { extra: names.map((name) => `disk/by-id/${name}`) };
}

function linked(...names: readonly string[]): { readonly links: readonly string[] } {
  return { links: names.map((name) => `/dev/disk/by-id/${name}`) };
}

test.for([
  ["volumes without a size", diskOf("sdb", [partition("d", "/d", 0)], byId("B"))],
  ["no size of its own", diskOf("sdb", [partition("d", "/d", 100)], { ...byId("B"), size: 0 })],
  ["nothing but /boot", diskOf("sdb", [{ type: "raid", mount: "/boot", size: 200 }], byId("B"))],
] as const)("a disk with %s is not written, also if it has the name now that a missing one had", ([, spared]) => {
  const document = withSpaces(diskOf("sda", [{ type: "raid", mount: "/boot", size: 200 }, root], byId("A")), spared);
  expect(() => planOf(document, machineWith({ sda: linked("B") }))).toThrow(/left alone/u);
  const both = machineWith({ sda: linked("B"), sdb: linked("A") });
  expect(planOf(document, both).disks.map(({ path }) => path)).toEqual(["/dev/sdb"]);
});

test("links are known with /dev in front, too", () => {
  const machine = machineWith({ sda: linked("B"), sdb: linked("A") });
  for (const more of [{ extra: ["/dev/disk/by-id/A"] }, { extra: [], id: "/dev/disk/by-id/A" }]) {
    const document = withSpaces(diskOf("sda", [root], more));
    expect(configOf(document).disks[0]?.id).toMatchObject({ links: ["/dev/disk/by-id/A"] });
    expect(planOf(document, machine).disks.map(({ path }) => path)).toEqual(["/dev/sdb"]);
  }
});

test("a group that nothing describes is kept if any physical volume of it is", () => {
  const part = { type: "pv", vg: "data", size: 1000 };
  for (const [one, other] of [
    [true, false],
    [false, true],
  ]) {
    const disks = [
      diskOf("sda", [root, { ...part, keep_data: one }]),
      diskOf("sdb", [{ ...part, keep_data: other }]),
    ] as const;
    expect(keepsPartitions(configOf(withSpaces(...disks)))).toBe(true);
  }
});

test("what is to be kept and is not made is refused, unless something else is kept", () => {
  const boot = { type: "raid", mount: "/boot", size: 200 };
  const kept = { keep_data: true };
  const withBoot = (first: object): unknown =>
    withSpaces(diskOf("sda", [{ ...boot, ...first }, root]), diskOf("sdb", [{ ...boot, ...kept }, root2]));
  const root2 = partition("d", "/d", 100);
  expect(violationsOf(withBoot({}))).toMatchObject([
    { pointer: inSpace(1, "/volumes/0/keep_data"), problem: expect.stringContaining("not made") as string },
  ]);
  expect(keepsPartitions(configOf(withBoot(kept)))).toBe(true);
  const journal = withSpaces(diskOf("sda", [root, partition("cephjournal", "none", 100, kept)]));
  expect(violationsOf(journal)).toMatchObject([{ pointer: inSpace(0, "/volumes/1/keep_data") }]);
});

test("disks that are not as they are kept are refused in words that a document has", () => {
  const kept = withSpaces(diskOf("sda", [root, partition("d", "/d", 100, { keep_data: true })]));
  const { message, hint } = refusalBy(() => planOf(kept, machineWith({ sda: {} })));
  expect(message).toContain("what is there is kept, as a volume of the config keeps its data");
  for (const text of [message, hint]) expect(text).not.toContain("policy");
});
