/** Container images unpacked by the real programs: whiteouts, links, attributes and packings arrive whole; nothing else is removed; what is wrong is refused. */
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { LinkedMountPoint } from "../../../src/sources/source.ts";
import {
  bootableMembers,
  ImageLayout,
  type LayerContent,
  ownArchitecture,
  writeImage,
} from "../../support/files/image-writer.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { paxExtension, tarArchive } from "../../support/files/tar-writer.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { MiB, unpackImage, type Unpacking } from "../../support/systems/layer-lab.ts";
import { ociSource } from "../../../src/sources/oci/oci.ts";

const other = ownArchitecture === "amd64" ? "arm64" : "amd64";

/** Every path with its kind. */
async function paths(root: string): Promise<string[]> {
  const { stdout } = await execa("find", ["-mindepth", "1", "-printf", "%P%Y\n"], { cwd: root });
  return stdout.split("\n").toSorted();
}

async function unpackLayers(layers: readonly LayerContent[], unpacking: Unpacking = {}): Promise<readonly string[]> {
  await using folder = await scratchFolder();
  await writeImage(join(folder.path, "layout"), { layers });
  const { root } = await unpackImage(folder, `oci:${folder.path}/layout`, unpacking);
  return await paths(root);
}

describe("layers", () => {
  test.for(["none", "gzip", "zstd"] as const)(
    "come packed by %s, from a folder and from one archive, by SHA-256 and SHA-512",
    async (packing) => {
      for (const algorithm of ["sha256", "sha512"] as const) {
        await using folder = await scratchFolder();
        const layers = [
          [
            { name: "etc/", type: "5" },
            { name: "etc/a", content: "one" },
          ],
          [{ name: "etc/b", content: "two" }],
        ];
        await writeImage(join(folder.path, "layout"), { layers, packing, algorithm });
        await execa("tar", ["--create", "--file=../x.tar", "."], { cwd: join(folder.path, "layout") });
        for (const source of [`oci:${folder.path}/layout`, `oci-archive:${folder.path}/x.tar`]) {
          const { root } = await unpackImage(folder, source, { root: join(folder.path, source.slice(0, 5)) });
          expect(await readFile(join(root, "etc/a"), "utf8")).toBe("one");
          expect(await readFile(join(root, "etc/b"), "utf8")).toBe("two");
        }
      }
    },
  );

  test("replace and remove what is below them, whatever its kind", async () => {
    const found = await unpackLayers([
      [
        ...[
          { name: "a/", type: "5" },
          { name: "a/one", content: "1" },
          { name: "a/b/", type: "5" },
          { name: "a/b/two", content: "2" },
        ],
        ...[
          { name: "file", content: "x" },
          { name: "link", type: "2", target: "a" },
          { name: "full/", type: "5" },
          { name: "full/x", content: "x" },
        ],
        ...[
          { name: "dir/", type: "5" },
          { name: "dir/sub/", type: "5" },
          { name: "dir/sub/x", content: "x" },
        ],
      ],
      [
        ...[
          { name: "a/.wh.one" },
          { name: "file/", type: "5" },
          { name: "file/new", content: "n" },
          { name: "link/", type: "5" },
          { name: "link/own", content: "o" },
        ],
        ...[
          { name: "full/", type: "5" },
          { name: "full/.wh..wh..opq" },
          { name: "full/new", content: "n" },
          { name: "dir", content: "now a file" },
        ],
      ],
      [{ name: "a/.wh.b" }],
    ]);
    expect(found).toEqual(["ad", "dirf", "file/newf", "filed", "full/newf", "fulld", "link/ownf", "linkd"]);
  });

  test("have hard links to files of lower layers, whose copies are broken when one is replaced", async () => {
    await using folder = await scratchFolder();
    const layers: LayerContent[] = [
      [{ name: "one", content: "first" }],
      [
        { name: "two", type: "1", target: "one" },
        { name: "three", type: "1", target: "one" },
      ],
      [{ name: "one", content: "second" }],
    ];
    await writeImage(join(folder.path, "layout"), { layers });
    const { root } = await unpackImage(folder, `oci:${folder.path}/layout`);
    const { stdout } = await execa("stat", ["--format=%n %h", "one", "two", "three"], { cwd: root });
    expect(stdout.split("\n")).toEqual(["one 1", "two 2", "three 2"]);
    expect(await readFile(join(root, "two"), "utf8")).toBe("first");
    expect(await readFile(join(root, "one"), "utf8")).toBe("second");
  });

  test("keep attributes and capabilities; a folder has those of its highest layer alone", async () => {
    await using folder = await scratchFolder();
    const layers = [
      [
        ...[
          paxExtension({ "SCHILY.xattr.user.note": "kept", "SCHILY.xattr.user.gone": "x" }),
          { name: "d/", type: "5" },
        ],
        ...[paxExtension({ "SCHILY.xattr.user.note": "of a file" }), { name: "d/f", content: "x" }],
      ],
      [paxExtension({ "SCHILY.xattr.user.note": "new" }), { name: "d/", type: "5" }],
    ];
    await writeImage(join(folder.path, "layout"), { layers });
    const { root } = await unpackImage(folder, `oci:${folder.path}/layout`);
    const { stdout } = await execa("getfattr", ["--dump", "d", "d/f"], { cwd: root });
    expect(stdout).toContain('user.note="new"');
    expect(stdout).toContain('user.note="of a file"');
    expect(stdout).not.toContain("user.gone");
  });

  test("bring devices below /dev into a system, and no mark of an overlay for removed files", async () => {
    const layers = [
      [
        ...[
          { name: "dev/", type: "5" },
          { name: "dev/null", type: "3", device: [1, 3] as const },
        ],
        ...[
          { name: "srv/", type: "5" },
          { name: "srv/disk", type: "4", device: [8, 0] as const },
          { name: "gone", type: "3", device: [0, 0] as const },
        ],
      ],
    ];
    expect(await unpackLayers(layers)).toEqual(["dev/nullc", "devd", "srvd"]);
    expect(await unpackLayers(layers, { isSystem: false })).toEqual(["devd", "srvd"]);
  });

  test("have names that are no text", async () => {
    const name = Buffer.from([0x64, 0xff]).toString("latin1");
    const found = await unpackLayers([
      [
        { name: `${name}/`, type: "5" },
        { name: `${name}/x`, content: "x" },
        { name: `${name}/y z`, content: "y" },
      ],
      [{ name: `${name}/.wh.x` }],
    ]);
    expect(found).toHaveLength(2);
    expect(found.some((path) => path.endsWith("/y zf"))).toBe(true);
  });
});

describe("a tree that has files already", () => {
  const layers: LayerContent[] = [
    [
      { name: "etc/", type: "5" },
      { name: "etc/own", content: "image" },
      { name: "etc/other", content: "image" },
    ],
    [{ name: ".wh.etc" }, { name: "srv/", type: "5" }],
  ];

  test("loses what the image itself had there and no other file", async () => {
    await using folder = await scratchFolder();
    const root = join(folder.path, "root");
    await mkdir(join(root, "etc"), { recursive: true });
    await writeFile(join(root, "etc/of-people"), "kept");
    await writeImage(join(folder.path, "layout"), { layers });
    await unpackImage(folder, `oci:${folder.path}/layout`, { root });
    expect(await paths(root)).toEqual(["etc/of-peoplef", "etcd", "srvd"]);
  });

  test("keeps what is preserved, and what is mounted in it", async () => {
    await using folder = await scratchFolder();
    const root = join(folder.path, "root");
    await mkdir(join(root, "etc"), { recursive: true });
    await writeFile(join(root, "etc/own"), "of the node");
    await writeImage(join(folder.path, "layout"), { layers });
    await unpackImage(folder, `oci:${folder.path}/layout`, { root, preserved: ["/etc/own"], mountPoints: ["etc"] });
    expect(await readFile(join(root, "etc/own"), "utf8")).toBe("of the node");
    expect(await paths(root)).toEqual(["etc/ownf", "etcd", "srvd"]);
  });

  test("has a link where the image only has files below: nothing is removed behind it", async () => {
    await using folder = await scratchFolder();
    const [root, away] = [join(folder.path, "root"), join(folder.path, "away")];
    for (const path of [root, away]) await mkdir(path);
    await writeFile(join(away, "x"), "unharmed");
    await mkdir(join(root, "real"));
    await symlink("real", join(root, "d"));
    await writeImage(join(folder.path, "layout"), {
      layers: [[{ name: "d/x", content: "image" }], [{ name: "d/.wh.x" }]],
    });
    await expect(unpackImage(folder, `oci:${folder.path}/layout`, { root })).rejects.toThrow(
      "removes files below /d, which is a symbolic link in the tree that is kept",
    );
    expect(await readFile(join(root, "real/x"), "utf8")).toBe("image");
    expect(await readFile(join(away, "x"), "utf8")).toBe("unharmed");
  });

  test("has volumes of others: what the layers have there is counted once and left out", async () => {
    await using folder = await scratchFolder();
    const counted: number[] = [];
    await writeImage(join(folder.path, "layout"), {
      layers: [
        [
          { name: "srv/", type: "5" },
          { name: "srv/a", content: "1" },
          { name: "srv/b", content: "2" },
        ],
        [{ name: "srv/c", content: "3" }, { name: "srv/.wh.a" }],
      ],
    });
    const { root } = await unpackImage(folder, `oci:${folder.path}/layout`, {
      ...{ preserved: ["/srv"], outside: { paths: ["/srv"], count: (files) => counted.push(files) } },
    });
    expect(counted).toEqual([3]);
    expect(await paths(root)).toEqual([""]);
  });

  test("is told a link at a mount point, in whatever layer it is", async () => {
    await using folder = await scratchFolder();
    await writeImage(join(folder.path, "layout"), {
      layers: [[{ name: "x", content: "x" }], [{ name: "data", type: "2", target: "srv" }]],
    });
    await expect(unpackImage(folder, `oci:${folder.path}/layout`, { mountPoints: ["data"] })).rejects.toBeInstanceOf(
      LinkedMountPoint,
    );
  });
});

describe("what is refused", () => {
  test("a layer, a config or a manifest with another digest; of a layout before anything is written", async () => {
    for (const kind of ["layer", "config", "manifest"] as const) {
      await using folder = await scratchFolder();
      const layout = new ImageLayout();
      const manifest = layout.addImage({ layers: [[{ name: "x", content: "y" }]], packing: "gzip" });
      layout.name(manifest);
      const [layer = "", config = ""] = [...layout.blobs.keys()]
        .filter((digest) => digest !== manifest.digest)
        .toReversed();
      const digest = { layer, config, manifest: manifest.digest }[kind];
      const bytes = Uint8Array.from(layout.blobs.get(digest) ?? []);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      layout.blobs.set(digest, bytes);
      await layout.write(join(folder.path, "layout"));
      await expect(unpackImage(folder, `oci:${folder.path}/layout`), kind).rejects.toMatchObject({
        exit: "source",
        message: expect.stringMatching(/is not what its checksum says/u) as string,
      });
      expect(await paths(join(folder.path, "root"))).toEqual([""]);
    }
  });

  test("a layer whose content is not what the config says", async () => {
    await using folder = await scratchFolder();
    const layout = new ImageLayout();
    layout.name(
      layout.addImage({ layers: [[{ name: "x" }]], config: { rootfs: { diff_ids: [`sha256:${"0".repeat(64)}`] } } }),
    );
    await layout.write(join(folder.path, "layout"));
    await expect(unpackImage(folder, `oci:${folder.path}/layout`)).rejects.toThrow("what is in layer 1 of image red");
  });

  test("more or fewer layers than the config says, or one that is missing", async () => {
    await using folder = await scratchFolder();
    const layout = new ImageLayout();
    layout.name(layout.addImage({ layers: [[{ name: "x" }]], config: { rootfs: { diff_ids: [] } } }), "few");
    const lost = layout.addImage({ layers: [[{ name: "y" }]] });
    layout.name(lost, "lost");
    for (const digest of layout.blobs.keys())
      if (digest !== lost.digest && Buffer.from(layout.blobs.get(digest) ?? []).includes("y\0"))
        layout.blobs.delete(digest);
    await layout.write(join(folder.path, "layout"));
    await expect(unpackImage(folder, `oci:${folder.path}/layout:few`)).rejects.toThrow(
      "1 layers, and its config says 0",
    );
    await expect(unpackImage(folder, `oci:${folder.path}/layout:lost`)).rejects.toThrow("is not there");
  });

  test("an image for another machine, alone or in an index; of several the own one is taken", async () => {
    await using folder = await scratchFolder();
    const layout = new ImageLayout();
    const foreign = layout.addImage({ layers: [[{ name: "foreign" }]], architecture: other });
    const own = layout.addImage({ layers: [[{ name: "own" }]] });
    const platformOf = (architecture: string): object => ({ platform: { os: "linux", architecture } });
    layout.name(foreign, "foreign");
    const index = layout.addIndex([
      { ...foreign, ...platformOf(other) },
      { ...own, ...platformOf(ownArchitecture) },
    ]);
    layout.name(index, "both");
    layout.name(layout.addIndex([{ ...foreign, ...platformOf(other) }]), "none");
    layout.name(layout.addIndex([{ ...foreign, ...platformOf(ownArchitecture) }]), "liar");
    await layout.write(join(folder.path, "layout"));
    const at = `oci:${folder.path}/layout`;
    for (const ref of ["foreign", "none", "liar"])
      await expect(unpackImage(folder, `${at}:${ref}`), ref).rejects.toMatchObject({
        exit: "source",
        message: expect.stringContaining(`for linux/${other}`) as string,
      });
    const { root, measured } = await unpackImage(folder, `${at}:both`);
    expect(await paths(root)).toEqual(["ownf"]);
    expect(measured.manifest).toBe(own.digest);
    await expect(unpackImage(folder, at)).rejects.toThrow("it has foreign, both, none, liar");
    await expect(unpackImage(folder, `${at}:absent`)).rejects.toThrow("no image absent");
  });

  test("a layer that holds more than its volumes, and layers that together hold far more", async () => {
    await using folder = await scratchFolder();
    const zeros = new Uint8Array(3 * MiB);
    await writeImage(join(folder.path, "bomb"), { layers: [[{ name: "x", content: zeros }]], packing: "zstd" });
    const at = `oci:${folder.path}`;
    await expect(unpackImage(folder, `${at}/bomb`, { room: MiB })).rejects.toThrow(
      "hold more than its volumes (1 MiB)",
    );
    const again = Array.from({ length: 12 }, () => [{ name: "x", content: zeros }]);
    await writeImage(join(folder.path, "often"), { layers: again, packing: "zstd" });
    await expect(unpackImage(folder, `${at}/often`, { room: 4 * MiB })).rejects.toThrow("hold more than its volumes");
  });

  test("what is packed otherwise, or damaged, and an archive that is packed as a whole", async () => {
    await using folder = await scratchFolder();
    const layout = new ImageLayout();
    const archive = tarArchive({ name: "x", content: randomBytes(1000) });
    const { stdout: xz } = await execa("xz", ["--stdout"], { input: archive, encoding: "buffer" });
    layout.name(layout.addImage({ layers: [xz] }));
    await layout.write(join(folder.path, "layout"));
    await expect(unpackImage(folder, `oci:${folder.path}/layout`)).rejects.toThrow("packed by xz");
    await writeImage(join(folder.path, "cut"), { layers: [archive.subarray(0, 700)] });
    await expect(unpackImage(folder, `oci:${folder.path}/cut`)).rejects.toThrow("end mark");
    await execa("tar", ["--create", "--gzip", "--file=../x.tar.gz", "."], { cwd: join(folder.path, "cut") });
    await expect(unpackImage(folder, `oci-archive:${folder.path}/x.tar.gz`)).rejects.toThrow("is packed by gzip");
  });

  test("what is no layout: no folder, no file, a FIFO in its place, a link to a device", async () => {
    await using folder = await scratchFolder();
    const at = join(folder.path, "layout");
    await expect(unpackImage(folder, `oci:${at}`)).rejects.toThrow("is not there");
    await writeImage(at, { layers: [[{ name: "x" }]] });
    await execa("sh", ["-c", "rm index.json; mkfifo index.json"], { cwd: at });
    await expect(unpackImage(folder, `oci:${at}`)).rejects.toThrow("is no file but a fifo");
    await execa("sh", ["-c", "rm index.json; ln -s /dev/zero index.json"], { cwd: at });
    await expect(unpackImage(folder, `oci:${at}`)).rejects.toThrow("is no file but a character special file");
    await writeFile(join(folder.path, "empty.tar"), new Uint8Array(10_240));
    await expect(unpackImage(folder, `oci-archive:${folder.path}/empty.tar`)).rejects.toThrow("has no index.json");
  });
});

test("what an image of a layout lacks to boot is known before it is deployed", async () => {
  await using folder = await scratchFolder();
  await writeImage(join(folder.path, "bare"), { layers: [[{ name: "app", content: "x" }]] });
  await writeImage(join(folder.path, "whole"), { layers: [bootableMembers, [{ name: "app", content: "x" }]] });
  await writeImage(join(folder.path, "removed"), {
    layers: [bootableMembers, [{ name: "boot/.wh.vmlinuz-6.1.0-test" }]],
  });
  const lacks = async (name: string): Promise<unknown> => {
    const image = { name, source: `oci:${folder.path}/${name}`, flags: [], oci: {} };
    return (await ociSource.measure(localContext(), image)).lacks;
  };
  expect(await lacks("bare")).toEqual(["kernel", "initrd", "init", "mount"]);
  expect(await lacks("whole")).toEqual([]);
  expect(await lacks("removed")).toEqual(["kernel"]);
});
