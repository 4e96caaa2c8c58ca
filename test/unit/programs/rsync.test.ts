/** rsync 3.2's argv and its output as captured. */
import { expect, test } from "vitest";
import {
  copyTree,
  copyWhole,
  listPaths,
  measureTree,
  parseLink,
  parseProgress,
  parseTreeSize,
} from "../../../src/programs/rsync.ts";

const copy = { source: "host::images/os/", target: "/mnt/", flags: ["-a", "--hard-links"], overSsh: false };

test("ssh is asked for only where the image comes over ssh, and never asks anybody", () => {
  expect(copyTree(copy).args.filter((word) => word.startsWith("--rsh"))).toEqual([]);
  expect(copyTree({ ...copy, overSsh: true }).args).toContainEqual(
    expect.stringMatching(/^--rsh=ssh .*BatchMode=yes/u),
  );
});

test("paths from outside come after --, and an idle transfer ends unless the config says when", () => {
  for (const command of [copyTree(copy), measureTree(copy)]) {
    expect(command.args.slice(-3)).toEqual(["--", "host::images/os/", "/mnt/"]);
    expect(command.args).toEqual(expect.arrayContaining(["-a", "--hard-links", "--timeout=300"]));
  }
  expect(measureTree(copy).args).toContain("--dry-run");
  expect(copyTree(copy).args).not.toContain("--dry-run");
  expect(copyTree({ ...copy, flags: ["--timeout=5"] }).args.filter((word) => word.startsWith("--timeout"))).toEqual([
    "--timeout=5",
  ]);
});

test("what is to stay as it is comes before what the config includes: rsync takes the first rule that matches", () => {
  const { args } = copyTree({ ...copy, flags: ["--include=/etc/*", "-a"] }, ["/etc/fstab"]);
  expect(args.indexOf("--exclude=/etc/fstab")).toBeGreaterThanOrEqual(0);
  expect(args.indexOf("--exclude=/etc/fstab")).toBeLessThan(args.indexOf("--include=/etc/*"));
});

test("a path with letters of patterns means itself alone", () => {
  expect(listPaths(copy, ["srv/a[b]*", "srv/c\\d"]).args).toEqual(
    expect.arrayContaining([String.raw`--include=/srv/a\[b]\*`, String.raw`--include=/srv/c\d`]),
  );
  expect(copyTree(copy, ["/etc/?"]).args).toContain(String.raw`--exclude=/etc/\?`);
});

const statistics = `
Number of files: 25,301 (reg: 18,003, dir: 2,298, link: 5,000)
Number of created files: 25,300 (reg: 18,003, dir: 2,297, link: 5,000)
Number of deleted files: 0
Number of regular files transferred: 17,990
Total file size: 3,145,734,002 bytes
Total transferred file size: 3,145,731,001 bytes
Literal data: 0 bytes
`;

test("a tree's size counts each hard link once", () => {
  expect(parseTreeSize(statistics)).toEqual({ bytes: 3_145_731_001, files: 17_990, entries: 25_301 });
  expect(parseTreeSize(statistics.replaceAll(",", ""))).toEqual({
    bytes: 3_145_731_001,
    files: 17_990,
    entries: 25_301,
  });
  expect(parseTreeSize("Total file size: 1 bytes\n")).toBeUndefined();
  expect(parseTreeSize(statistics.replace("25,301", "many"))).toBeUndefined();
});

test.for([
  ["          32768   1%    0.00kB/s    0:00:00  ", { bytes: 32768, files: undefined }],
  ["        3145728  99%  742.19MB/s    0:00:00 (xfr#1, to-chk=3/5)", { bytes: 3145728, files: 1 }],
  ["    12884901888  42%    1.19GB/s   10:12:13 (xfr#1042, ir-chk=1010/2000)", { bytes: 12884901888, files: 1042 }],
  ["rsync: connection unexpectedly closed (0 bytes received so far) [Receiver]", undefined],
  ["etc/100 50% 1kB/s name", undefined],
  ["", undefined],
] as const)("progress line %j", ([line, progress]) => {
  expect(parseProgress(line)).toEqual(progress);
});

test("links are told from the list of a tree, and filters of the config come before those of the question", () => {
  const line = "lrwxrwxrwx              8 2026/11/28 15:00:00 srv/a b -> /mnt/c -> d";
  expect(parseLink(line)).toEqual({ path: "srv/a b", target: "/mnt/c -> d" });
  expect(parseLink("drwxr-xr-x          4,096 2026/11/28 15:00:00 srv -> x")).toBeUndefined();
  const asked = listPaths({ ...copy, flags: ["-a", "--exclude=/home", "--hard-links"] }, ["var", "var/home"]).args;
  expect(asked.filter((word) => /clude=/u.test(word))).toEqual([
    ...["--exclude=/home", "--include=/var", "--include=/var/home", "--exclude=*"],
  ]);
});

test("a tree becomes a mirror only if that is asked for, and what is kept is protected before any rule of the flags", () => {
  expect(copyTree(copy).args).not.toContain("--delete");
  const flags = ["--include=/etc/*", "-a"];
  const deletion = { kept: ["/lost+found", "/srv/[x]"], keptBelow: ["/home", "/var/a*"] };
  const { args } = copyTree({ ...copy, flags }, ["/etc/fstab"], true, deletion);
  expect(args).toContain("--delete");
  expect(args.slice(0, args.indexOf("--include=/etc/*"))).toEqual([
    "--exclude=/etc/fstab",
    "--filter=protect /lost+found",
    String.raw`--filter=protect /srv/\[x]`,
    "--filter=protect /home/**",
    String.raw`--filter=protect /var/a\*/**`,
  ]);
});

test("what is copied whole takes the place of what has its name, stays on its filesystem, and has the numbers of its owners changed", () => {
  const { args } = copyWhole({ source: "/a/b", folder: "/c", users: ["1:2", "3:4"], groups: ["5:6"] });
  expect(args.slice(-3)).toEqual(["--", "/a/b", "/c/"]);
  expect(args).toEqual(
    expect.arrayContaining([
      "--archive",
      "--acls",
      "--xattrs",
      "--numeric-ids",
      "--one-file-system",
      "--no-devices",
      "--delete",
    ]),
  );
  expect(args).toEqual(expect.arrayContaining(["--usermap=1:2,3:4", "--groupmap=5:6"]));
  expect(copyWhole({ source: "/a/b", folder: "/c" }).args.join(" ")).not.toContain("map=");
});
