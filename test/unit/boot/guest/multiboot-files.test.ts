/** What an image is told of the multiboot partition and its copies. */
import { expect, test } from "vitest";
import { multibootFiles } from "../../../../src/boot/guest/multiboot-files.ts";

test("one partition alone is a line, as ever", () => {
  expect(multibootFiles(["1-2"])).toEqual([{ path: "/etc/bareon/multiboot", text: "1-2\n" }]);
});

test("of several each has a line, and the others stand in for the first, the second before the third", () => {
  const [known, rules] = multibootFiles(["aa", "bb", "cc"]);
  expect(known).toEqual({ path: "/etc/bareon/multiboot", text: "aa\nbb\ncc\n" });
  expect(rules?.path).toBe("/etc/udev/rules.d/61-bareon-copies.rules");
  const lines = (rules?.text ?? "").split("\n").filter((line) => line.startsWith("SUBSYSTEM"));
  expect(
    lines.map(
      (line) =>
        /ID_FS_UUID\}=="(?<uuid>..)".*link_priority=(?<priority>-\d+).*by-uuid\/(?<link>..)"/u.exec(line)?.groups,
    ),
  ).toEqual([
    { uuid: "bb", priority: "-101", link: "aa" },
    { uuid: "cc", priority: "-102", link: "aa" },
  ]);
});
