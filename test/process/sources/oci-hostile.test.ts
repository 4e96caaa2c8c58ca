/** Layers that mean harm, one a row: each is refused with its place by a look and by an unpacking, or makes a tree in which it does none; nothing outside is touched. */
import { expect, test } from "vitest";
import type { LayerContent } from "../../support/files/image-writer.ts";
import { paxExtension, type TarMember, tarArchive } from "../../support/files/tar-writer.ts";
import { attemptImage, canary } from "../../support/systems/hostile-lab.ts";

function file(name: string, content = "x"): TarMember {
  return { name, content };
}
function folder(name: string, mode = 0o755): TarMember {
  return { name: `${name}/`, type: "5", mode };
}
function link(name: string, target: string): TarMember {
  return { name, type: "2", target };
}
function hard(name: string, target: string): TarMember {
  return { name, type: "1", target };
}
function whiteout(name: string): TarMember {
  return { name };
}
/** Its name in an extension, as long as it may be. */
function named(path: string, member: TarMember = file("x")): (TarMember | Buffer)[] {
  return [paxExtension({ path }), member];
}
function many(count: number, make: (index: number) => TarMember | Buffer): (TarMember | Buffer)[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const deep = (depth: number, name = "d"): string => Array.from({ length: depth }, () => name).join("/");

test.for<readonly [string, readonly LayerContent[], RegExp]>([
  ["a name that climbs", [[file(`${canary}/new`)]], /layer 1 .*"\.\.\/canary\/new".* climbs/u],
  ["a name that climbs in its middle", [[folder("a"), file(`a/../${canary}/new`)]], /layer 1 .* climbs/u],
  ["an absolute name", [[file("/tmp/new")]], /layer 1 .*"\/tmp\/new".* absolute/u],
  [
    "a file behind a link out of the tree",
    [[link("l", canary), file("l/new")]],
    /layer 1 .*"l\/new".* out of the tree/u,
  ],
  ["a file behind an absolute link", [[link("l", "/tmp"), file("l/new")]], /"l\/new".* leads to "\/tmp"/u],
  ["a file behind a link of a lower layer", [[link("l", canary)], [file("l/new")]], /layer 2 .*"l\/new"/u],
  ["a file behind a chain of links", [[link("a", "."), link("b", `a/${canary}`), file("b/new")]], /"b\/new"/u],
  ["a file behind a loop of links", [[link("a", "b"), link("b", "a"), file("a/new")]], /"a\/new".* loop/u],
  ["a hard link out of the tree", [[hard("h", `${canary}/file`)]], /"h".*"\.\.\/canary\/file".* climbs/u],
  ["a hard link to an absolute path", [[hard("h", "/etc/passwd")]], /"h".*"\/etc\/passwd".* absolute/u],
  ["a hard link behind a link", [[link("l", canary), hard("h", "l/file")]], /"h".*"l\/file"/u],
  ["a file behind a hard link to a link", [[link("l", canary), hard("h", "l"), file("h/new")]], /"h\/new"/u],
  ["the same, of a lower layer", [[link("l", "/tmp")], [hard("h", "l")], [file("h/new")]], /layer 3 .*"h\/new"/u],
  ["a hard link to nothing", [[hard("h", "none")]], /"h".*"none", which no layer has/u],
  ["a hard link to a folder", [[folder("d"), hard("h", "d")]], /"h".*"d", which is a folder/u],
  ["a mark without a name", [[file("a")], [whiteout(".wh.")]], /layer 2 .*"\.wh\."/u],
  ["a mark for the folder itself", [[file("a")], [whiteout(".wh..")]], /layer 2 .*"\.wh\.\."/u],
  ["a mark for the folder above", [[folder("a")], [whiteout("a/.wh...")]], /layer 2 .*"a\/\.wh\.\.\."/u],
  ["a mark behind a link", [[link("l", canary)], [whiteout("l/.wh.file")]], /layer 2 .*"l\/\.wh\.file"/u],
  ["a mark that is opaque behind a link", [[link("l", canary)], [whiteout("l/.wh..wh..opq")]], /layer 2 .*"l\/\./u],
  ["a mark that climbs", [[file("a")], [whiteout(`${canary}/.wh.file`)]], /layer 2 .* climbs/u],
  ["a mark with content", [[file("a")], [file(".wh.a")]], /layer 2 .*"\.wh\.a".* content/u],
  ["a mark that is a folder", [[file("a")], [folder(".wh.a")]], /layer 2 .*"\.wh\.a\/".* directory/u],
  ["a file below a mark", [[file("a")], [file(".wh.a/b", "")]], /layer 2 .* below a mark/u],
  [
    "a mark for what a hard link needs",
    [[file("a")], [hard("h", "a"), whiteout(".wh.a")]],
    /layer 2 .*"a".* hard link/u,
  ],
  ["a folder that becomes a link", [[folder("d"), link("d", canary), file("d/new")]], /"d".* one layer/u],
  [
    "a link that becomes a file",
    [[link("l", `${canary}/file`), file("l", "new")]],
    /layer 1 .*"l" is a link .* one layer/u,
  ],
  ["a link that becomes a folder", [[link("l", canary), folder("l"), file("l/new")]], /layer 1 .*"l" is a link/u],
  ["a file that has files", [[file("f"), file("f/new")]], /"f\/?n?e?w?".*below a file/u],
  ["another top", [[link("./", canary)]], /layer 1 .* top of the tree/u],
  ["a name of 5000 bytes", [[...named(`${deep(2500)}/x`)]], /layer 1 .*longest path/u],
  ["a name of 1500 folders", [[...named(deep(1500))]], /layer 1 .*folders deep/u],
  ["a name of a byte too many", [[...named("n".repeat(256))]], /layer 1 .*has 256 bytes/u],
  [
    "a link to a path of 5000 bytes",
    [[paxExtension({ linkpath: "a/".repeat(2500) }), link("l", "")]],
    /link to a path/u,
  ],
  [
    "two names of one member",
    [[paxExtension({ path: "b", "GNU.sparse.name": "c" }), file("a")]],
    /layer 1 of image red/u,
  ],
  ["a size that is no number", [[paxExtension({ size: "99999999999999999999" }), file("a")]], /layer 1 .*"size"/u],
  ["a size that is too large", [[paxExtension({ size: "9007199254740993" }), file("a")]], /layer 1 .*no size/u],
  ["a size below zero", [[{ ...file("a"), size: -1 }]], /layer 1 .* number/u],
  ["a size that is not there", [[{ ...file("a"), size: 1_000_000 }]], /layer 1 .*ends before/u],
  ["a name for all that follow", [[paxExtension({ path: "all" }, "g"), file("a")]], /layer 1 .*"path"/u],
  [
    "an extension of a GB",
    [[{ name: "pax", type: "x", size: 1_000_000_000 }]],
    /layer 1 .*extension of 1000000000 bytes/u,
  ],
  ["a member that goes on in another volume", [[{ name: "a", type: "M" }]], /layer 1 .*type "M"/u],
  ["a list of what a folder may keep", [[{ name: "a/", type: "D", content: "Yb\0" }]], /layer 1 .*type "D"/u],
  ["a device with content", [[{ ...file("dev/null"), type: "3" }]], /layer 1 .*character device has content/u],
  ["a layer that is cut", [tarArchive(file("a", "x".repeat(2000))).subarray(0, 1500)], /layer 1 .*ends before/u],
  ["a layer of noise", [Buffer.alloc(4096, 0xa5)], /layer 1 .*header is broken/u],
  ["a layer that is empty", [Buffer.alloc(0)], /layer 1 .*ends before/u],
])("%s is refused", async ([, layers, message]) => {
  await attemptImage({ layers, packing: "gzip" }, async ({ look, unpack }) => {
    expect(look.refused).toMatch(message);
    expect(unpack.refused).toMatch(message);
    expect(look.refused).toMatch(/layer \d+ of image red/u);
  });
});

test.for<readonly [string, readonly LayerContent[], readonly string[]]>([
  ["a link out of the tree", [[link("l", `${canary}/file`), link("m", "/etc/passwd")]], ["ll", "ml"]],
  ["a hard link to a link", [[link("l", "/etc/passwd"), hard("h", "l")]], ["hl", "ll"]],
  ["a file in place of a link out of the tree", [[link("l", `${canary}/file`)], [file("l")]], ["lf"]],

  ["a folder in place of a link", [[link("l", canary)], [folder("l"), file("l/new")]], ["l/newf", "ld"]],

  ["a mark for a link out of the tree", [[link("l", canary), file("a")], [whiteout(".wh.l")]], ["af"]],
  ["a mark for all", [[folder("a"), file("a/b"), link("l", canary)], [whiteout(".wh..wh..opq")]], []],
  ["a mark for what is not there", [[file("a")], [whiteout("none/.wh.a"), whiteout(".wh.b")]], ["af"]],
  ["what aufs kept for itself", [[file("a")], [whiteout(".wh..wh.aufs"), folder(".wh..wh.plnk")]], ["af"]],
  [
    "a FIFO in place of a file",
    [[folder("etc"), file("etc/fstab")], [{ name: "etc/fstab", type: "6" }]],
    ["etc/fstabp", "etcd"],
  ],
  [
    "devices outside of /dev",
    [[{ name: "sda", type: "4", device: [8, 0] }, folder("srv"), { name: "srv/mem", type: "3", device: [1, 1] }]],
    ["srvd"],
  ],
  [
    "a hard link to a device that is left out",
    [[{ name: "sda", type: "4", device: [8, 0] }, hard("h", "sda"), file("a")]],
    ["af"],
  ],
  ["a file that becomes a folder and again a file", [[file("a")], [folder("a"), file("a/b")], [file("a")]], ["af"]],
  ["one name a hundred times", [many(100, (index) => file("a", `${index}`))], ["af"]],
  [
    "line ends and colours in a name",
    [[file("a\nb"), file("\u001B[31mred\u001B]0;title\u0007")]],
    ["\u001B[31mred\u001B]0;title\u0007f", "a\nbf"],
  ],
  [
    "a name like an option",
    [[file("--checkpoint-action=exec=sh"), file("-rf")], [whiteout(".wh.-rf")]],
    ["--checkpoint-action=exec=shf"],
  ],
  ["what stands after the end", [Buffer.concat([tarArchive(file("a")), tarArchive(file(`${canary}/new`))])], ["af"]],
])("%s makes a tree in which it does no harm", async ([, layers, expected]) => {
  await attemptImage({ layers, packing: "zstd" }, async ({ look, unpack, paths }) => {
    expect(look.refused).toBeUndefined();
    expect(unpack.refused).toBeUndefined();
    expect(paths).toEqual(expected);
  });
});
