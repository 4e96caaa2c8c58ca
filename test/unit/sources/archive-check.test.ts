/** Which tar archives are refused, whatever the pieces are that they come in; and that what tar itself writes is understood. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { BareonError } from "../../../src/base/errors.ts";
import { drain } from "../../../src/sources/file/byte-streams.ts";
import { checkedArchive } from "../../../src/sources/file/archive-check.ts";
import { detectContent, headLength } from "../../../src/sources/file/detect-content.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { type TarMember, paxExtension, tarArchive, tarMember } from "../../support/files/tar-writer.ts";

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** Undefined where all of it was passed on. */
async function refusalOfPieces(archive: Uint8Array, length: number, isSystem: boolean): Promise<string | undefined> {
  let passed = 0;
  try {
    for await (const chunk of checkedArchive(pieces(archive, length), { what: "image x", isSystem }))
      passed += chunk.length;
  } catch (error) {
    if (error instanceof BareonError) return error.message;
    throw error;
  }
  return passed === archive.length ? undefined : `only ${passed} bytes were passed on`;
}

/** The reason for which it is refused, undefined where it is not; the same for any length of the pieces. */
async function refusal(archive: Uint8Array, isSystem = true): Promise<string | undefined> {
  const reasons = await Promise.all(
    [1, 100, 512, 65_536].map(async (length) => await refusalOfPieces(archive, length, isSystem)),
  );
  expect(new Set(reasons).size).toBe(1);
  return reasons[0];
}

const file = { name: "./etc/hostname", content: "x\n" };

test.for<readonly [string, readonly (TarMember | Buffer)[], string]>([
  ["an absolute name", [file, { name: "/etc/passwd", content: "x" }], 'member "/etc/passwd", its name is absolute'],
  ["a name that no reader takes", [paxExtension({ path: `${"a/".repeat(2050)}b` }), file], "the longest path has 4095"],
  ["a name that no filesystem takes", [paxExtension({ path: `a/${"n".repeat(256)}` }), file], "has 256 bytes"],
  [
    "names without an end",
    Array.from({ length: 5 }, () => ({ name: "././@LongLink", type: "L", content: "x".repeat(1024 * 1024) })),
    "extensions of more than",
  ],
  [
    "many names of one member",
    [...Array.from({ length: 9 }, () => ({ name: "././@LongLink", type: "L", content: "x\0" })), file],
    "more than 8 names",
  ],
  [
    "many names of one member in one extension",
    [
      Buffer.concat([tarMember({ name: "pax", type: "x", content: "8 path=x\n".repeat(9).replaceAll("8", "9") })]),
      file,
    ],
    "more than 8 names",
  ],
  [
    "an attribute that Linux cannot hold",
    [paxExtension({ "SCHILY.xattr.user.note": "v".repeat(65_537) }), file],
    "has 65537 bytes",
  ],
  [
    "more attributes than a file can have",
    [
      paxExtension(Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`SCHILY.xattr.user.${index}`, ""]))),
      file,
    ],
    "more than 200 extended attributes",
  ],
  [
    "the same as what a link leads to",
    [paxExtension({ linkpath: "a/".repeat(2050) }), { name: "x", type: "2" }],
    "4095",
  ],
  [
    "a file behind links that lead over thousands of folders",
    [
      ...["a", "b"].flatMap((name) => [
        paxExtension({ linkpath: `${"x/".repeat(300)}${"../".repeat(300)}${name === "a" ? "b" : "c"}` }),
        { name, type: "2" },
      ]),
      { name: "a/f", content: "x" },
    ],
    "it lies more than 1000 folders deep",
  ],
  ["a name that climbs", [{ name: "a/../../etc/passwd", content: "x" }], "climbs"],
  ["a name that climbs in a pax extension", [paxExtension({ path: "../x" }), file], "climbs"],
  ["a name that climbs in a GNU extension", [{ name: "././@LongLink", type: "L", content: "../x\0" }, file], "climbs"],
  [
    "the name of a GNU sparse file",
    [
      paxExtension({ path: "a", "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "/x" }),
      { name: "x", content: "0\n".padEnd(512, "\0") },
    ],
    "absolute",
  ],
  ["a sparse file of an old form", [paxExtension({ "GNU.sparse.size": "1" }), file], "of an old form"],
  [
    "a file behind an absolute link",
    [
      { name: "out", type: "2", target: "/etc" },
      { name: "out/passwd", content: "x" },
    ],
    'behind the link "out", which leads to "/etc"',
  ],
  [
    "a file behind a link that climbs",
    [
      { name: "a/out", type: "2", target: "../../etc" },
      { name: "a/out/passwd", content: "x" },
    ],
    "leads out of the tree",
  ],
  [
    "a file behind two links",
    [
      { name: "a/b", type: "2", target: ".." },
      { name: "c", type: "2", target: "a/b/.." },
      { name: "c/x", content: "x" },
    ],
    "leads out of the tree",
  ],
  [
    "a file behind a loop",
    [{ name: "a", type: "2", target: "b" }, { name: "b", type: "2", target: "a" }, { name: "a/x" }],
    "loop",
  ],
  ["a hard link to an absolute name", [{ name: "x", type: "1", target: "/etc/shadow" }], 'hard link to "/etc/shadow"'],
  ["a hard link that climbs", [{ name: "x", type: "1", target: "../shadow" }], "hard link"],
  [
    "a hard link through a link",
    [
      { name: "out", type: "2", target: "/etc" },
      { name: "x", type: "1", target: "out/shadow" },
    ],
    "hard link",
  ],
  [
    "a hard link in a pax extension",
    [paxExtension({ linkpath: "/etc/shadow" }), { name: "x", type: "1", target: "y" }],
    "hard link",
  ],
  ["a device that climbs out of /dev", [{ name: "dev/../srv/disk", type: "3" }], "climbs"],
  ["a member of an unknown type", [{ name: "x", type: "M" }], 'type "M"'],
  [
    "a symlink with content, which tar would pass over",
    [{ name: "x", type: "2", target: "y", content: "z" }],
    "has content",
  ],
  ["a file with content whose name is a directory's", [{ name: "x/", content: "y" }], "a directory has content"],
  ["a size for all members", [paxExtension({ size: "512" }, "g"), file], 'for all members has a "size"'],
  ["a name for all members", [paxExtension({ path: "y" }, "g"), file], 'for all members has a "path"'],
  ["two extensions of one member", [paxExtension({ size: "0" }), paxExtension({ path: "y" }), file], "two pax"],
  ["a size that is no number for tar", [paxExtension({ size: "0x10" }), file], "is no number"],
  ["a sparse file with a ustar header", [{ name: "x", type: "S", content: "y" }], "none of GNU tar"],
  [
    "a link that says it is sparse",
    [paxExtension({ "GNU.sparse.major": "1", "GNU.sparse.minor": "0" }), { name: "x", type: "2", target: "y" }],
    "sparse",
  ],
  [
    "a sparse file whose parts are longer than its content",
    [
      paxExtension({ "GNU.sparse.major": "1", "GNU.sparse.minor": "0" }),
      { name: "x", content: `1\n0\n1024\n`.padEnd(1024, "\0") },
    ],
    "longer than its content",
  ],
  ["a broken header", [file, Buffer.alloc(512, 7)], "broken"],
  ["a broken pax extension", [{ name: "pax", type: "x", content: "99 path=x\n" }, file], "broken"],
  ["an extension without an end", [{ name: "pax", type: "x", size: 8 * 1024 ** 3 - 1 }], "extension"],
])("%s is refused", async ([, members, reason]) => {
  expect(await refusal(tarArchive(...members))).toContain(reason);
});

test("an archive that ends early is refused, also where that is between two members", async () => {
  expect(await refusal(Buffer.concat([tarMember(file), tarMember(file)]))).toContain("ends before its end mark");
  expect(await refusal(tarMember(file).subarray(0, 700))).toContain("ends before its end mark");
});

/** What tar unpacks of an archive after it was judged, and the warning. */
async function unpacked(
  archive: Uint8Array,
  isSystem: boolean,
): Promise<{ readonly names: string[]; readonly warnings: string[] }> {
  const told: string[] = [];
  const parts: Uint8Array[] = [];
  const rules = { what: "image x", isSystem };
  for await (const chunk of checkedArchive(pieces(archive, 700), rules, (message) => told.push(message)))
    parts.push(Uint8Array.from(chunk));
  await using folder = await scratchFolder();
  await execa("tar", ["--extract", "--file=-", `--directory=${folder.path}`], { input: Buffer.concat(parts) });
  const { stdout } = await execa("find", [folder.path, "-mindepth", "1", "-printf", "%y %P\n"]);
  return { names: stdout.split("\n").toSorted(), warnings: told };
}

test("marks of an overlay for removed files, and devices of another root, are left out with one warning", async () => {
  const archive = tarArchive(
    file,
    { name: "./dev/null", type: "3", device: [1, 3] },
    paxExtension({ path: "srv/gone", "SCHILY.xattr.user.x": "y" }),
    { name: "x", type: "3" },
    { name: "srv/disk", type: "4", device: [8, 0] },
    { name: "srv/second", type: "1", target: "srv/disk" },
    { name: "srv/kept", content: "kept" },
  );
  const all = ["d etc", "d srv", "f etc/hostname", "f srv/kept"];
  expect(await unpacked(archive, true)).toEqual({
    names: ["c dev/null", "d dev", ...all].toSorted(),
    warnings: [expect.stringMatching(/"srv\/gone" and 2 more were left out/u) as string],
  });
  expect((await unpacked(archive, false)).names).toEqual(all);
});

test("a label of the archive, directories of old archives and long keys of attributes are understood", async () => {
  const old = tarMember({ name: "old/", type: "\0" });
  const archive = tarArchive(
    { name: "label", type: "V" },
    old,
    paxExtension({ [`SCHILY.xattr.user.${"k".repeat(300)}`]: "v" }),
    file,
  );
  expect(await unpacked(archive, true)).toEqual({ names: ["d etc", "d old", "f etc/hostname"], warnings: [] });
});

test("links are no reason in themselves, nor files behind those that stay inside", async () => {
  expect(
    await refusal(
      tarArchive(
        { name: "etc/alternatives/x", type: "2", target: "/usr/bin/x" },
        { name: "lib", type: "2", target: "usr/lib" },
        { name: "lib/modules", type: "5" },
        { name: "etc/os-release", type: "2", target: "../usr/lib/os-release" },
        { name: "out", type: "2", target: "/etc" },
        { name: "out", type: "5" },
        { name: "out/x", content: "x" },
      ),
    ),
  ).toBeUndefined();
});

test.for(["gnu", "pax", "ustar", "v7", "oldgnu"])("what tar itself writes is understood: %s", async (format) => {
  await using folder = await scratchFolder();
  const tree = join(folder.path, "tree");
  const deep = format === "v7" || format === "ustar" ? "d" : `${"long/".repeat(30)}${"n".repeat(120)}`;
  await mkdir(join(tree, deep), { recursive: true });
  await writeFile(join(tree, deep, "file"), "x".repeat(1000));
  await symlink(format === "v7" || format === "ustar" ? "y" : "y".repeat(200), join(tree, "link"));
  await execa("truncate", ["--size=600K", join(tree, "sparse")]);
  await execa({
    shell: true,
  })`for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do dd if=/dev/urandom of=${tree}/sparse bs=1 count=1 conv=notrunc seek=$((i * 20000)) status=none; done`;
  const sparse = format === "v7" || format === "ustar" ? [] : ["--sparse"];
  await execa("tar", [
    "--create",
    `--format=${format}`,
    ...sparse,
    `--file=${folder.path}/x.tar`,
    `--directory=${tree}`,
    ".",
  ]);
  const { stdout } = await execa("cat", [`${folder.path}/x.tar`], { encoding: "buffer" });
  expect(await refusal(stdout)).toBeUndefined();
  expect(detectContent(stdout.subarray(0, headLength))).toEqual({ kind: "tar" });
});

test("an archive that begins with a label is one", async () => {
  await using folder = await scratchFolder();
  await writeFile(join(folder.path, "file"), "x");
  const args = ["--create", "--label=backup", `--directory=${folder.path}`, "file"];
  const { stdout } = await execa("tar", args, { encoding: "buffer" });
  expect(detectContent(stdout)).toEqual({ kind: "tar" });
  expect(await refusal(stdout)).toBeUndefined();
});

test("a link where a volume is mounted is told with its target, before tar sees it", async () => {
  const archive = tarArchive(file, { name: "./home", type: "2", target: "var/home" });
  const mountPoints = new Set(["home"]);
  const read = async (): Promise<void> => {
    await drain(checkedArchive(pieces(archive, archive.length), { what: "image x", isSystem: true, mountPoints }));
  };
  await expect(read()).rejects.toMatchObject({ path: "home", target: "var/home" });
});

test("members below volumes of others are counted, folders and names that only begin alike are not", async () => {
  const archive = tarArchive(
    { name: "./srv/", type: "5" },
    { name: "./srv/shared/", type: "5" },
    { name: "./srv/shared/one", content: "1" },
    { name: "srv/shared/deep/two", content: "2" },
    { name: "./srv/shared-not/three", content: "3" },
    { name: "./srv/shared/gone", type: "3" },
    file,
  );
  const counted: number[] = [];
  const outside = { paths: ["/srv/shared"], count: (files: number) => counted.push(files) };
  await drain(checkedArchive(pieces(archive, archive.length), { what: "image x", isSystem: true, outside }));
  expect(counted).toEqual([2]);
});

test("a file that is brought is no hard link to one that is left out below a volume of others", async () => {
  const outside = { paths: ["/srv/shared"], count: () => undefined };
  const read = async (name: string): Promise<void> => {
    const archive = tarArchive({ name, type: "1", target: "srv/shared/one" });
    await drain(checkedArchive(pieces(archive, archive.length), { what: "image x", isSystem: true, outside }));
  };
  await expect(read("./srv/shared/two")).resolves.toBeUndefined();
  await expect(read("./usr/two")).rejects.toMatchObject({
    message:
      'The archive of image x is refused: of the member "./usr/two", it is a hard link to "srv/shared/one" on a volume that other images have too.',
  });
});

test("links and devices that are left out take no more memory than is theirs", async () => {
  const many = (type: string): Uint8Array => {
    const name = (index: number): string => `${`${"n".repeat(200)}/`.repeat(20)}${index}`;
    const members = Array.from({ length: 100 }, (_, index) => [
      paxExtension({ path: name(index) }),
      tarMember({ name: "x", type }),
    ]);
    return Buffer.concat(members.flat());
  };
  async function* endless(type: string): AsyncGenerator<Uint8Array, void> {
    for (let index = 0; index < 1000; index += 1) yield many(type);
  }
  for (const type of ["2", "3"])
    await expect(drain(checkedArchive(endless(type), { what: "image x", isSystem: true }))).rejects.toThrow(
      "more links and devices than can be kept in mind",
    );
});
