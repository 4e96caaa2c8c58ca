/** Layers that stay in a folder: the next version of an image fetches those alone that changed, and what is kept is believed only as long as it is right. */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { type Described, ImageLayout, type LayerContent } from "../../support/files/image-writer.ts";
import { type Scratch, scratchFolder } from "../../support/files/scratch.ts";
import { localContext } from "../../support/hosts/local-context.ts";
import { startImageRegistry } from "../../support/servers/image-registry.ts";
import { unpackImage, type Unpacked } from "../../support/systems/layer-lab.ts";

const base: LayerContent = [{ name: "base", content: randomBytes(300_000) }];
const version = (number: string): LayerContent => [{ name: "version", content: number }];

interface Node {
  readonly folder: Scratch;
  /** What the registry sends in place of a blob, by its digest. */
  readonly replaced: Map<string, Uint8Array>;
  /** Digest of the layer that a version has alone. */
  readonly own: (index: number) => string;
  readonly kept: string;
  /** Deploys a version; returns what it left, and how many layers the registry was asked for. */
  readonly deploy: (
    index: number,
    kept?: string,
  ) => Promise<Unpacked & { readonly fetched: number; readonly told: string }>;
}

async function startNode(): Promise<Node> {
  const all = new AsyncDisposableStack();
  onTestFinished(async () => await all.disposeAsync());
  const folder = all.use(await scratchFolder());
  const layout = new ImageLayout();
  const versions = ["1", "2"].map((number) => layout.addImage({ layers: [base, version(number)], packing: "gzip" }));
  const replaced = new Map<string, Uint8Array>();
  const registry = all.use(await startImageRegistry(layout, { replaced }));
  const own: Node["own"] = (index) => {
    const manifest = layout.blobs.get(versions[index]?.digest ?? "") ?? Buffer.of();
    return (JSON.parse(String(manifest)) as { readonly layers: readonly Described[] }).layers.at(-1)?.digest ?? "";
  };
  const kept = join(folder.path, "kept");
  const deploy: Node["deploy"] = async (index, layers = kept) => {
    const before = registry.asked.length;
    const context = localContext();
    const root = join(folder.path, `root-${before}`);
    const source = `oci://${registry.host}/team/os@${versions[index]?.digest}`;
    const unpacked = await unpackImage(folder, source, { oci: { plainHttp: true, layers }, root, context });
    expect(await readFile(join(root, "version"), "utf8")).toBe(String(index + 1));
    // Besides the manifest and the config.
    return { ...unpacked, fetched: registry.asked.length - before - 2, told: JSON.stringify(context.events) };
  };
  return { folder, replaced, own, kept, deploy };
}

const blobs = async (kept: string): Promise<string[]> => (await readdir(join(kept, "sha256"))).toSorted();

test("each layer is fetched once, for the look and for all versions, and root alone can read it", async () => {
  const { deploy, kept } = await startNode();
  const first = await deploy(0);
  expect([first.fetched, (await blobs(kept)).length]).toEqual([2, 2]);
  expect(first.told).toContain(`0 of 2 layers are in ${kept}`);
  expect((await stat(join(kept, "sha256"))).mode & 0o777).toBe(0o700);
  const second = await deploy(1);
  expect([second.fetched, (await blobs(kept)).length]).toEqual([1, 3]);
  expect(second.told).toContain(`1 of 2 layers are in ${kept}`);
  expect((await deploy(0)).fetched).toBe(0);
});

test.each([
  ["has other bytes", async (path: string) => await writeFile(path, randomBytes((await stat(path)).size))],
  ["is shorter", async (path: string) => await truncate(path, 10)],
  ["is longer", async (path: string) => await truncate(path, 900_000)],
])("a file that %s is told, and fetched again", async (_, harm) => {
  const { deploy, kept } = await startNode();
  await deploy(0);
  for (const name of await blobs(kept)) await harm(join(kept, "sha256", name));
  const again = await deploy(0);
  expect(again.fetched).toBe(2);
  expect(again.warnings.filter((text) => text.includes("is damaged and is fetched again"))).toHaveLength(2);
  expect((await deploy(0)).warnings).toEqual([]);
});

test("a pipe in the place of a layer is refused, and nobody waits for it", async () => {
  const { deploy, kept, folder } = await startNode();
  await deploy(0);
  const other = join(folder.path, "other");
  await mkdir(join(other, "sha256"), { recursive: true });
  for (const name of await blobs(kept)) await execa("mkfifo", [join(other, "sha256", name)]);
  await expect(deploy(0, other)).rejects.toMatchObject({ message: expect.stringContaining("is no file") as string });
});

test("what is not what its digest says is not kept, and what came before it is", async () => {
  const { deploy, kept, replaced, own } = await startNode();
  replaced.set(own(1), Buffer.from("something else"));
  await expect(deploy(1)).rejects.toMatchObject({ exit: "source" });
  expect((await blobs(kept)).map((name) => `sha256:${name}`)).not.toContain(own(1));
  expect(await blobs(kept)).toHaveLength(1);
  replaced.clear();
  expect((await deploy(1)).fetched).toBe(1);
  expect(await blobs(kept)).toHaveLength(2);
});

test("with too little space the deploy goes on without it, and says so", async () => {
  const { deploy, folder } = await startNode();
  const small = join(folder.path, "small");
  await mkdir(small);
  await execa("mount", ["-t", "tmpfs", "-o", "size=400k", "tmpfs", small]);
  onTestFinished(async () => void (await execa("umount", [small])));
  const done = await deploy(0, small);
  expect(done.warnings.join(" ")).toMatch(/are not kept in .*: they take .* of the .* that are free/u);
  expect(done.fetched).toBe(2);
});
