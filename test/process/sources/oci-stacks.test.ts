/** Random stacks of layers make the tree that umoci makes of them, which is the one that they were made from; images go through skopeo and Debian's registry. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { assert, asyncProperty } from "fast-check";
import { expect, test } from "vitest";
import { writeImage } from "../../support/files/image-writer.ts";
import { layerStack, makeStack } from "../../support/files/layer-stacks.ts";
import { scratchFolder } from "../../support/files/scratch.ts";
import { startDebianRegistry } from "../../support/servers/debian-registry.ts";
import { describeTree, unpackImage } from "../../support/systems/layer-lab.ts";
import { insideFolder, openRegistryTools } from "../../support/systems/registry-tools.ts";

/** More of them in a run that is to find something. */
const stacks = Number(process.env["BAREON_LAYER_STACKS"] ?? 10);
const kinds: Readonly<Record<string, string>> = { f: "file", d: "folder", l: "link", p: "fifo" };

test("a stack of layers is what umoci makes of it, and what it was made from", async () => {
  await using folder = await scratchFolder();
  const tools = await openRegistryTools(folder.path);
  let count = 0;
  await assert(
    asyncProperty(layerStack, async (plans) => {
      const { layers, paths } = makeStack(plans);
      const name = `x${(count += 1)}`;
      const at = join(folder.path, name);
      await mkdir(at);
      await writeImage(join(at, "layout"), { layers, packing: "gzip" });
      // umoci wants a name.
      const { stdout: index } = await execa("cat", [join(at, "layout/index.json")]);
      const { manifests } = JSON.parse(index) as { readonly manifests: readonly object[] };
      const annotations = { "org.opencontainers.image.ref.name": "v" };
      await writeFile(
        join(at, "layout/index.json"),
        JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifests[0], annotations }] }),
      );
      await tools.run(
        "umoci",
        "raw",
        "unpack",
        "--image",
        `${insideFolder}/${name}/layout:v`,
        `${insideFolder}/${name}/umoci`,
      );
      const { root } = await unpackImage(folder, `oci:${at}/layout:v`, { root: join(at, "root") });
      const found = await describeTree(root);
      expect(found).toBe(await describeTree(join(at, "umoci")));
      const { stdout } = await execa("find", ["-mindepth", "1", "-printf", "%P %y\n"], { cwd: root });
      const lines = stdout.split("\n").filter((line) => line !== "");
      expect(
        lines.map((line) => line.replace(/ (.)$/u, (_, kind: string) => ` ${kinds[kind] ?? kind}`)).toSorted(),
      ).toEqual(paths);
      await execa("rm", ["--recursive", "--force", "--", at]);
    }),
    // Each takes a second, so that a smaller example would take minutes to be found.
    { numRuns: stacks, seed: Number(process.env["BAREON_LAYER_SEED"] ?? 20_261_130), endOnFailure: true },
  );
}, 1_200_000);

test("what skopeo copies into an archive and into Debian's registry, with TLS and a password, is what comes out", async () => {
  await using folder = await scratchFolder();
  await using registry = await startDebianRegistry(folder.path);
  const { tools, port, caFile } = registry;
  const at = (name: string): string => join(folder.path, name);
  const { digest } = await writeImage(at("layout"), {
    layers: [
      [
        { name: "a/", type: "5" },
        { name: "a/one", content: "1" },
      ],
      [{ name: "a/.wh.one" }, { name: "a/two", content: "2" }],
    ],
    packing: "gzip",
  });
  await tools.run("skopeo", "copy", `oci:${insideFolder}/layout`, `oci-archive:${insideFolder}/x.tar:v1`);
  await tools.run("skopeo", "copy", `oci:${insideFolder}/layout`, `oci:${insideFolder}/named:v1`);
  await registry.push("named", "v1");
  await writeFile(at("auth.json"), registry.authFor("127.0.0.1"));
  const expected = { "a/two": "2" };
  for (const [source, oci] of [
    [`oci-archive:${at("x.tar")}:v1`, {}],
    [`oci-archive:${at("x.tar")}`, {}],
    [`oci://127.0.0.1:${port}/team/os:v1`, { caFile, authFile: at("auth.json") }],
    [`oci://127.0.0.1:${port}/team/os@${digest}`, { caFile, authFile: at("auth.json") }],
  ] as const) {
    await execa("rm", ["--recursive", "--force", "--", at("root")]);
    const { root, measured } = await unpackImage(folder, source, { oci });
    const { stdout } = await execa("grep", ["--recursive", "", "."], { cwd: root });
    expect(stdout, source).toBe(
      Object.entries(expected)
        .map(([path, text]) => `./${path}:${text}`)
        .join("\n"),
    );
    expect(measured.manifest, source).toBe(digest);
  }
  const source = `oci://127.0.0.1:${port}/team/os:v1`;
  await expect(unpackImage(folder, source, { oci: { caFile } })).rejects.toMatchObject({
    exit: "source",
  });
}, 600_000);
