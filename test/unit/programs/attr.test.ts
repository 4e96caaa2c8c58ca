/** What getfattr of attr 2.5 and lsattr of e2fsprogs 1.47 print. */
import { expect, test } from "vitest";
import { parseAttributes, parseFlagged } from "../../../src/programs/attr.ts";

test("attributes by name, without the comment that names the file", () => {
  const output = "# file: /run/x=1\nsecurity.selinux=0x7379\nuser.empty=0x\n\n";
  expect(parseAttributes(output)).toEqual(
    new Map([
      ["security.selinux", "0x7379"],
      ["user.empty", "0x"],
    ]),
  );
});

test.for([
  ["----i---------e------- /m/etc/resolv.conf", { path: "/m/etc/resolv.conf", flags: "i" }],
  ["----ia--------e------- /m/a b", { path: "/m/a b", flags: "ai" }],
  ["--------------e------- /m/etc/fstab", undefined],
  ["/m/etc:", undefined],
  ["", undefined],
] as const)("the flags of %s", ([line, found]) => {
  expect(parseFlagged(line)).toEqual(found);
});
