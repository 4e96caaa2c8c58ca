/** What ENTRY may be. */
import { expect, test } from "vitest";
import { chooseEntry, type EntryAliases } from "../../../../src/boot/state/select-entry.ts";
import type { MatchedEntry } from "../../../../src/boot/menu/entries.ts";

function entry(
  index: number | null,
  kind: MatchedEntry["kind"],
  id: string,
  image: readonly [name: string, uuid: string, os: string] | null,
): MatchedEntry {
  const menu =
    index === null
      ? null
      : ({
          kind: "linux",
          index,
          id,
          title: id,
          rootUuid: "R",
          bootUuid: "R",
          bootType: "ext4",
          kernel: "/k",
          initrd: null,
          parameters: "",
        } as const);
  const element =
    image === null
      ? null
      : {
          grub_id: index ?? 9,
          image_name: image[0],
          image_uuid: image[1],
          os_id: image[2],
          boot_name: id,
          root_uuid: "R",
        };
  return { menu, kind, element };
}

const entries = [
  entry(0, "image", "centos", ["CentOS", "11aa", "centos"]),
  entry(1, "image", "centos-7", ["CentOS 7", "22bb", "centos-7"]),
  entry(2, "image", "ubuntu", ["Ubuntu", "", "ubuntu"]),
  entry(3, "kernel", "ubuntu+5.15", ["Ubuntu", "", "ubuntu"]),
  entry(4, "foreign", "osprober-x", null),
  entry(null, "image", "", ["Lost", "33cc", "lost"]),
];

const points: EntryAliases = { current: 2, default: 0, next: 1, previous: null };

test.each([
  { text: "1", index: 1, says: "a number is a grub_id before it is the beginning of a UUID" },
  { text: "11", index: 0, says: "a number that is no grub_id may be the beginning of a UUID" },
  { text: "centos", index: 0, says: "a whole name goes before a prefix" },
  { text: "CentOS 7", index: 1, says: "an image name" },
  { text: "22bb", index: 1, says: "an image UUID" },
  { text: "ub", index: 2, says: "a prefix of an image and of its older kernel means the image" },
  { text: "ubuntu+", index: 3, says: "an older kernel by the beginning of its id" },
  { text: "osp", index: 4, says: "a foreign system by its id" },
  { text: "lost", index: undefined, says: "an image that the menu lacks" },
])("$text: $says", ({ text, index }) => {
  expect(chooseEntry(entries, text, points).menu?.index).toBe(index);
});

test("a name of several is refused with all of them", () => {
  expect(() => chooseEntry(entries, "cent", points)).toThrow(
    /several entries:\n {2}0 {2}CentOS, 11aa, centos\n {2}1 {2}CentOS 7, 22bb, centos-7/u,
  );
});

test("images that are called by numbers with zeros in front are not taken for each other", () => {
  const numbered = ["01", "02", "03"].map((name, index) => entry(index, "image", name, [name, "", name]));
  expect(chooseEntry(numbered, "01", points).menu?.index).toBe(0);
  expect(chooseEntry(numbered, "1", points).menu?.index).toBe(1);
});

test.each(["", "debian", "7", "UBUNTU", "001", "-1", "1 "])("%o is no entry", (text) => {
  expect(() => chooseEntry(entries, text, points)).toThrow(expect.objectContaining({ exit: "entry" }));
});

test.each([
  ["@current", 2],
  ["@default", 0],
  ["@next", 1],
] as const)("%s is a place", (word, index) => {
  expect(chooseEntry(entries, word, points).menu?.index).toBe(index);
});

test("@other is the only other image of the menu; of several it names them", () => {
  const two = entries.filter(({ menu }) => menu?.index !== 1);
  expect(chooseEntry(two, "@other", points).menu?.index).toBe(0);
  expect(chooseEntry(two, "@other", { ...points, current: 3 }).menu?.index).toBe(0);
  expect(chooseEntry(two, "@other", { ...points, current: null }).menu?.index).toBe(2);
  expect(() => chooseEntry(entries, "@other", points)).toThrow(/"@other" matches several entries:\n {2}0 .*\n {2}1 /u);
});

test.each(["@previous", "@nonsense"])("%s is none now", (word) => {
  expect(() => chooseEntry(entries, word, points)).toThrow(expect.objectContaining({ exit: "entry" }));
});
