/** What layers make of a tree, by names alone: what is replaced and taken away below, and which layers are refused. */
import { expect, test } from "vitest";
import { checkedArchive } from "../../../../src/sources/file/archive-check.ts";
import { LayeredTree, type TreeEdits } from "../../../../src/sources/oci/layered-tree.ts";
import type { TreeLimits } from "../../../../src/sources/oci/tree-memory.ts";
import { paxExtension, type TarMember, tarArchive } from "../../../support/files/tar-writer.ts";

type Layer = readonly (TarMember | Buffer)[];

interface Applied {
  readonly tree: LayeredTree;
  /** Of each layer. */
  readonly edits: readonly TreeEdits[];
  /** What tar is handed of the last one. */
  readonly archive: Buffer;
}

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function apply(layers: readonly Layer[], piece = 512, limits: TreeLimits = {}): Promise<Applied> {
  const tree = new LayeredTree(limits);
  const edits: TreeEdits[] = [];
  let archive = Buffer.alloc(0);
  for (const members of layers) {
    const found: { [K in keyof TreeEdits]: TreeEdits[K][number][] } = {
      files: [],
      folders: [],
      made: [],
      attributes: [],
    };
    const layer = {
      links: tree.links,
      take: tree.take.bind(tree),
      settle: async () => {
        const { files, folders, made, attributes } = tree.takeEdits();
        found.files.push(...files);
        found.folders.push(...folders);
        found.made.push(...made);
        found.attributes.push(...attributes);
      },
    };
    const parts: Uint8Array[] = [];
    const bytes = pieces(tarArchive(...members), piece);
    for await (const chunk of checkedArchive(bytes, { what: "layer", isSystem: true, layer })) parts.push(chunk);
    archive = Buffer.concat(parts);
    edits.push(found);
    tree.endLayer();
  }
  return { tree, edits, archive };
}

function file(name: string): TarMember {
  return { name, content: "x" };
}
function folder(name: string): TarMember {
  return { name: `${name}/`, type: "5" };
}
function whiteout(name: string): TarMember {
  return { name };
}
function link(name: string, target: string): TarMember {
  return { name, type: "2", target };
}
function hard(name: string, target: string): TarMember {
  return { name, type: "1", target };
}

const base: Layer = [folder("a"), file("a/one"), file("a/two"), folder("a/deep"), file("a/deep/three"), file("top")];

test("a mark takes away what lower layers have of it, folders after what is in them", async () => {
  const { tree, edits } = await apply([base, [whiteout(".wh.top"), whiteout(".wh.a"), whiteout("none/.wh.x")]]);
  expect(edits[1]).toEqual({
    files: ["top", "a/one", "a/two", "a/deep/three"],
    folders: ["a/deep", "a"],
    made: [],
    attributes: [],
  });
  expect(tree.list("/")).toEqual([]);
});

test.for([1, 512, 65_536])(
  "what the layer itself has stays, before the mark and after it, in pieces of %i",
  async (piece) => {
    const before = await apply([base, [folder("a"), file("a/new"), whiteout("a/.wh..wh..opq")]], piece);
    expect(before.edits[1]?.files).toEqual(["a/one", "a/two", "a/deep/three"]);
    expect(before.edits[1]?.folders).toEqual(["a/deep"]);
    expect(before.tree.list("/a")).toEqual(["new"]);
    const after = await apply([base, [whiteout(".wh.a"), folder("a"), file("a/one")]], piece);
    expect(after.edits[1]?.folders).toEqual(["a/deep", "a"]);
    expect(after.tree.list("/a")).toEqual(["one"]);
    const itself = await apply([[file("x"), whiteout(".wh.x")]], piece);
    expect(itself.edits[0]?.files).toEqual([]);
    expect(itself.tree.find("/x")).toBe("file");
  },
);

test("tar sees no mark: in its place is a label", async () => {
  const { archive } = await apply([
    base,
    [whiteout("a/.wh.one"), whiteout("a/.wh..wh..opq"), whiteout(".wh..wh.aufs")],
  ]);
  const names = [0, 512, 1024].map((at) => String.fromCharCode(archive[at + 156] ?? 0));
  expect(names).toEqual(["V", "V", "V"]);
});

test("a file in place of a folder, and a folder in place of a file or a link", async () => {
  const { tree, edits } = await apply([
    [...base, link("l", "a")],
    [file("a"), folder("top"), file("top/x"), folder("l"), file("l/y")],
  ]);
  expect(edits[1]?.folders).toEqual(["a/deep", "a"]);
  expect(tree.find("/a")).toBe("file");
  expect(tree.list("/top")).toEqual(["x"]);
  expect(tree.list("/l")).toEqual(["y"]);
});

test("members behind links are where the links lead", async () => {
  const { tree, edits } = await apply([
    [folder("usr"), folder("usr/lib"), link("lib", "usr/lib"), file("usr/lib/a")],
    [file("lib/b"), whiteout("usr/lib/.wh.a")],
    [whiteout("usr/lib/.wh.b")],
  ]);
  expect(edits.map(({ files }) => files)).toEqual([[], ["usr/lib/a"], ["usr/lib/b"]]);
  expect(tree.find("/lib/b")).toBeUndefined();
});

test("a hard link to a file of a lower layer is a file of its own layer", async () => {
  const { tree, edits } = await apply([base, [hard("again", "top"), hard("a/four", "a/one")], [whiteout(".wh.top")]]);
  expect(edits[2]?.files).toEqual(["top"]);
  expect(tree.find("/again")).toBe("file");
});

test("attributes that a folder had and has no more are taken away", async () => {
  const attributes = paxExtension({ "SCHILY.xattr.user.one": "1", "SCHILY.xattr.user.two": "2" });
  const { edits } = await apply([
    [attributes, folder("a")],
    [paxExtension({ "SCHILY.xattr.user.two": "3" }), folder("a")],
  ]);
  expect(edits[1]?.attributes).toEqual([{ path: "a", name: "user.one" }]);
});

test("a folder in one that gives its group is made before tar, which would leave it the group's bit", async () => {
  const group = (name: string): TarMember => ({ name: `${name}/`, type: "5", mode: 0o2755 });
  const { edits } = await apply([
    [group("g"), folder("g/first"), file("g/x")],
    [folder("g"), folder("g/second"), folder("g/second/third"), folder("g/x"), folder("g/first")],
    [folder("g/fourth")],
  ]);
  expect(edits.map(({ made }) => made)).toEqual([[], ["g/second", "g/x"], []]);
  expect(edits[1]?.files).toEqual(["g/x"]);
});

test("a tree is found as its own system would: absolute links lead from its top", async () => {
  const { tree } = await apply([
    [
      folder("usr"),
      folder("usr/bin"),
      file("usr/bin/init"),
      link("bin", "/usr/bin"),
      link("up", "../../usr"),
      link("loop", "loop"),
    ],
  ]);
  expect(tree.find("/bin/init")).toBe("file");
  expect(tree.find("/up/bin")).toBe("folder");
  expect(tree.find("/loop")).toBeUndefined();
  expect(tree.find("/usr/bin/init/x")).toBeUndefined();
  expect(tree.list("/bin")).toEqual(["init"]);
});

const long = "x".repeat(200);

test.for<readonly [string, readonly Layer[], string]>([
  ["a mark that names the folder above", [base, [whiteout("a/.wh...")]], "names none"],
  ["a mark that names the folder itself", [base, [whiteout("a/.wh..")]], "names none"],
  ["a mark that names nothing", [base, [whiteout("a/.wh.")]], "names none"],
  ["a mark behind a link", [[...base, link("l", "a")], [whiteout("l/.wh.one")]], "behind a link"],
  ["a mark behind a link that leads out", [[link("out", "/etc")], [whiteout("out/.wh.passwd")]], 'leads to "/etc"'],
  ["a mark behind a link that climbs", [[link("out", "../..")], [whiteout("out/.wh.etc")]], "out of the tree"],
  ["a mark behind a link of its own layer", [base, [link("l", "a"), whiteout("l/.wh.one")]], "behind a link"],
  ["an opaque folder behind a link", [[...base, link("l", "a")], [whiteout("l/.wh..wh..opq")]], "behind a link"],
  ["a mark whose path climbs", [base, [whiteout("a/../.wh.top")]], "climbs"],
  ["a mark with an absolute path", [base, [whiteout("/a/.wh.one")]], "absolute"],
  ["a mark with content", [base, [{ name: "a/.wh.one", content: "x" }]], "and content"],
  ["a mark that is a folder", [base, [{ name: "a/.wh.one/", type: "5" }]], "is a directory"],
  ["a mark that is a link", [base, [link("a/.wh.one", "x")]], "is a symlink"],
  ["a mark that is a device", [base, [{ name: "dev/.wh.null", type: "3", device: [1, 3] }]], "is a character device"],
  ["files below a mark", [base, [{ name: "a/.wh.one/x" }]], "below a mark"],
  ["a mark below a file", [base, [whiteout("top/.wh.x")]], "below a file"],
  ["files below a file", [base, [file("top/x")]], "below a file"],
  ["what aufs kept, with content", [[{ name: ".wh..wh.plnk/1.2", content: "x" }]], "and content"],
  [
    "a member with two names, one of them a mark",
    [
      base,
      [paxExtension({ path: "a/.wh.one" }), { name: "././@LongLink", type: "L", content: "innocent\0" }, file("y")],
    ],
    "is also called",
  ],
  ["a hard link to what no layer has", [base, [hard("x", "y")]], "no layer has"],
  [
    "a hard link to what the layer before has removed",
    [base, [whiteout(".wh.top")], [hard("x", "top")]],
    "no layer has",
  ],
  ["a hard link to a folder", [base, [hard("x", "a")]], "is a folder"],
  ["a hard link to what the layer removes", [base, [hard("x", "top"), whiteout(".wh.top")]], "the layer removes it"],
  ["a hard link to what the layer has removed", [base, [whiteout(".wh.top"), hard("x", "top")]], "no layer has"],
  [
    "a hard link through a link of a lower layer",
    [[link("out", "/etc")], [hard("x", "out/shadow")]],
    'leads to "/etc"',
  ],
  [
    "a file behind a link of a lower layer that leads out",
    [[link("out", "/etc")], [file("out/passwd")]],
    'leads to "/etc"',
  ],
  ["a file behind links of two layers", [[link("b", "..")], [link("a", "b/..")], [file("a/x")]], "out of the tree"],
  ["a file behind a loop of two layers", [[link("a", "b")], [link("b", "a")], [file("a/x")]], "loop"],
  ["one path that is a folder with files and a file", [[folder("a"), file("a/x"), file("a")]], "in one layer"],
  [
    "a link with two targets",
    [[paxExtension({ linkpath: "b" }), { name: "././@LongLink", type: "K", content: "c\0" }, link("a", "d")]],
    "two places",
  ],
  ["a top that is no folder", [[link(".", "/etc")]], "the top of the tree"],
  ["an absolute name", [base, [file("/etc/passwd")]], "absolute"],
  ["a name that climbs", [base, [file("../x")]], "climbs"],
  ["a layer without its end", [base, [{ name: "x", content: "y", size: 100_000 }]], "end mark"],
])("%s is refused", async ([, layers, problem]) => {
  await expect(apply(layers)).rejects.toThrow(problem);
});

test("names that are too many to be kept in mind are refused, also of folders that no member names", async () => {
  const small = async (path: string): Promise<unknown> => await apply([paxAndFile(path)], 512, { tree: 10_000 });
  await expect(small(`${"a/".repeat(20)}b`)).resolves.toBeDefined();
  await expect(small(`${"a/".repeat(30)}b`)).rejects.toThrow("than can be kept in mind");
  const files = Array.from({ length: 200 }, (_, index) => file(`${index}`));
  await expect(apply([files], 512, { tree: 10_000 })).rejects.toThrow("than can be kept in mind");
  // What is taken away counts no more.
  const layers = files.slice(0, 100).flatMap((one) => [[one], [whiteout(`.wh.${one.name}`)]]);
  await expect(apply([...layers, ...layers], 512, { tree: 10_000 })).resolves.toBeDefined();
  expect((await apply([paxAndFile(`${long}/${long}`)])).tree.find(`/${long}/${long}`)).toBe("file");
});

test("what else is kept in mind counts too: attributes of folders, what hard links lead to, what is removed at once", async () => {
  const tree = 100_000;
  const attributes = (index: number): Layer => [
    paxExtension(
      Object.fromEntries(Array.from({ length: 100 }, (_, name) => [`SCHILY.xattr.user.${long}${name}`, ""])),
    ),
    folder(`${index}`),
  ];
  const folders = [0, 1, 2, 3, 4].map(attributes);
  await expect(apply(folders, 512, { tree })).rejects.toThrow("than can be kept in mind");
  // The same again, or none any more.
  await expect(apply([attributes(0), attributes(0), attributes(0)], 512, { tree })).resolves.toBeDefined();
  const bare = (index: number): Layer => [folder(`${index}`)];
  const without = [0, 1, 2, 3, 4].flatMap((index) => [attributes(index), bare(index)]);
  await expect(apply(without, 512, { tree })).resolves.toBeDefined();
  const at = `${long}/`.repeat(10);
  const count = Array.from({ length: 60 }, (_, index) => index);
  const files = count.flatMap((index) => paxAndFile(`${at}${index}`));
  const links = count.map((index) => [paxExtension({ linkpath: `${at}${index}` }), hard(`h${index}`, "")]);
  await expect(apply([files], 512, { tree })).resolves.toBeDefined();
  await expect(apply([files, links.flat()], 512, { tree })).rejects.toThrow("than can be kept in mind");
  await expect(apply([files, ...links], 512, { tree })).resolves.toBeDefined();
  await expect(apply([files, paxAndMark(`.wh.${long}`)], 512, { removed: 10_000 })).rejects.toThrow("removed at once");
});

test("attributes of too many names are not taken away one after another", async () => {
  const layers = Array.from({ length: 7 }, (_, layer) => [
    paxExtension(
      Object.fromEntries(Array.from({ length: 190 }, (__, name) => [`SCHILY.xattr.user.${layer}-${name}`, ""])),
    ),
    folder("a"),
  ]);
  await expect(apply(layers)).rejects.toThrow("more than 1000 kinds of extended attributes");
});

test("a link that tar makes at its end is nothing else in its layer", async () => {
  for (const target of ["/etc", "../etc"]) {
    await expect(apply([[link("l", target), file("l")]])).rejects.toThrow("in one layer");
    await expect(apply([[link("l", target), folder("l")]])).rejects.toThrow("in one layer");
    await expect(apply([[link("l", target), link("l", "/usr")]])).rejects.toThrow("in one layer");
    await expect(apply([[link("l", target), hard("h", "l"), file("h")]])).rejects.toThrow("in one layer");
    const { tree } = await apply([[link("l", target), link("l", target)], [file("l")]]);
    expect(tree.find("/l")).toBe("file");
  }
  const { tree } = await apply([[link("l", "a"), file("l")]]);
  expect(tree.find("/l")).toBe("file");
});

function paxAndFile(path: string): Layer {
  return [paxExtension({ path }), file("x")];
}

function paxAndMark(path: string): Layer {
  return [paxExtension({ path }), whiteout("x")];
}

test("marks that say the same of one folder look into it once", async () => {
  const many = Array.from({ length: 50_000 }, (_, index) => file(`d/${index}`));
  const marks = Array.from({ length: 10_000 }, () => [
    whiteout("d/.wh..wh..opq"),
    whiteout(".wh.d"),
    folder("d"),
  ]).flat();
  const { edits, tree } = await apply([base, [...many, ...marks], [file("d/x"), ...marks]], 1024 * 1024);
  expect(edits[1]).toMatchObject({ files: [], folders: [] });
  expect(edits[2]?.files.length).toBe(50_000);
  expect(tree.list("/d")).toEqual(["x"]);
}, 60_000);
