/** A container image that means harm, against the real programs in a real filesystem: looked through, then unpacked without that look, beside files that must stay as they are; needs root. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { BareonError } from "../../../src/base/errors.ts";
import { ociSource } from "../../../src/sources/oci/oci.ts";
import { type ImageRequest, ImageLayout } from "../files/image-writer.ts";
import { type Scratch, scratchFolder } from "../files/scratch.ts";
import { localContext, warnings } from "../hosts/local-context.ts";
import { describeTree, MiB } from "./layer-lab.ts";

/** An image, or what puts a layout of another form at the path. */
export type Hostile = ImageRequest | ((layout: ImageLayout) => object);

export interface Outcome {
  /** Why it was refused; undefined if it was not. */
  readonly refused: string | undefined;
  readonly warnings: readonly string[];
}

export interface Attempted {
  readonly look: Outcome;
  readonly unpack: Outcome;
  /** Of the tree afterwards, each with the letter of its kind, in their order. */
  readonly paths: readonly string[];
  /** Runs a program in the tree. */
  readonly inTree: (...argv: readonly [string, ...string[]]) => Promise<string>;
}

/** Where the canary is from the top of the tree. */
export const canary = "../canary";

async function makeCanary(folder: Scratch): Promise<string> {
  const path = join(folder.path, "canary");
  await mkdir(join(path, "folder"), { recursive: true });
  const script = "echo unharmed > file; echo deep > folder/deep; ln -s file link; ln file folder/hard; mkfifo fifo";
  await execa("sh", ["-euc", script], { cwd: path });
  return path;
}

/** What ends in anything but an error for people is a fault of the program, and is thrown. */
async function outcomeOf(attempt: (context: ReturnType<typeof localContext>) => Promise<unknown>): Promise<Outcome> {
  const context = localContext();
  try {
    await attempt(context);
    return { refused: undefined, warnings: warnings(context.events) };
  } catch (error) {
    if (!(error instanceof BareonError)) throw error;
    return { refused: error.message, warnings: warnings(context.events) };
  }
}

async function listPaths(root: string): Promise<string[]> {
  const { stdout } = await execa("find", [".", "-mindepth", "1", "-printf", String.raw`%P%y\0`], { cwd: root });
  return stdout.split("\0").slice(0, -1).toSorted();
}

async function writeHostile(folder: Scratch, hostile: Hostile): Promise<string> {
  const layout = new ImageLayout();
  layout.name(typeof hostile === "function" ? hostile(layout) : layout.addImage(hostile));
  await layout.write(join(folder.path, "layout"));
  return `oci:${folder.path}/layout`;
}

/** Throws if anything outside of the tree was changed, or a look wrote into it. */
export async function attemptImage(
  hostile: Hostile,
  use: (attempted: Attempted) => Promise<void>,
  room = 64 * MiB,
): Promise<void> {
  await using folder = await scratchFolder();
  const outside = await makeCanary(folder);
  const before = await describeTree(outside);
  const source = await writeHostile(folder, hostile);
  const root = join(folder.path, "root");
  await mkdir(root);
  const image = { name: "red", source, flags: [], oci: {} };
  const look = await outcomeOf(async (context) => await ociSource.measure(context, image));
  const written = await listPaths(root);
  if (written.length > 0) throw new Error(`a look wrote ${written.join(", ")}`);
  const options = { mountPoints: [], preserved: [], onProgress: () => undefined, isSystem: true, room };
  const jail = join(folder.path, "jail");
  const unpack = await outcomeOf(async (context) => await ociSource.deploy(context, image, root, { ...options, jail }));
  const after = await describeTree(outside);
  if (after !== before) throw new Error(`the files outside are now:\n${after}`);
  if ((await readFile("/proc/self/mounts", "utf8")).includes(folder.path)) throw new Error("a mount was left");
  await use({
    ...{ look, unpack, paths: await listPaths(root) },
    inTree: async (program, ...args) => (await execa(program, args, { cwd: root })).stdout,
  });
}
