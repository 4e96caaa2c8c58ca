/**
 * The power fails at random moments of an update, while the running system writes: it boots, with all that it was
 * told to be on the disk. BAREON_POWER_CUTS=40 cuts each update 40 times, and BAREON_POWER_RERUNS=5 repeats it after 5 of these.
 */
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cutUpdate } from "../support/crash/update-cut.ts";
import * as recording from "../support/crash/update-recording.ts";
import { type Scratch, scratchFolder } from "../support/files/scratch.ts";
import { renameKernel, UpdateNode, type Version } from "../support/vm/update-node.ts";

const [cuts = 2, reruns = 0, seed = 1] = ["CUTS", "RERUNS", "SEED"].map((name) => {
  const value = process.env[`BAREON_POWER_${name}`];
  return value === undefined ? undefined : Number(value);
});

let folder: Scratch;
let node: UpdateNode;
let recorded: recording.NodeHistory;

const version = (title: string, script: string): Version => ({
  title,
  files: recording.writerFiles,
  script: `${script}; ${recording.writerScript}`,
});

const carried = "mkdir -p etc/ssh; echo mine > etc/machine-id; echo key > etc/ssh/ssh_host_key; chmod 600 etc/ssh/*";

/** A mirror alone unless BAREON_POWER_METHODS says more, such as mirror,fresh,overlay. */
const methods = (["mirror", "fresh", "overlay"] as const).filter((method) =>
  (process.env["BAREON_POWER_METHODS"] ?? "mirror").split(",").includes(method),
);

async function pack(path: string): Promise<void> {
  const tree = join(path, methods.includes("mirror") ? "blue" : "newblue");
  await execa("tar", ["--create", "--zstd", "--file=blue.tar.zst", "--directory", tree, "."], { cwd: path });
  await execa("sha256sum blue.tar.zst > SHA256SUMS", { shell: true, cwd: path });
}

/** One after the other: to a new version, back to the old one, and the new one over that; each of them alone to the new one. */
const words = {
  mirror: () => `blue --source ${node.tree("newblue")}`,
  fresh: () => `blue --source ${node.file("blue.tar.zst")} --checksum-url ${node.file("SHA256SUMS")}`,
  overlay: () => `blue --method overlay --source ${node.tree("newblue")}`,
} as const;
beforeAll(async () => {
  folder = await scratchFolder();
  node = await UpdateNode.start({
    name: "update-cut",
    recorded: true,
    first: { red: version("red 1", "true"), blue: version("blue 1", carried) },
    versions: { newblue: version("blue 2", `${renameKernel}; mkdir -p opt/new; touch opt/new/file`) },
    pack,
  });
  await recording.startWriter(node);
  for (const method of methods)
    expect(await recording.recordUpdate(node, method, words[method]())).toMatchObject({ method, done: true });
  await node.vm.cutPower();
  recorded = await recording.openHistory(node, folder.path);
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

test.for(methods)(
  "an update by %s is cut anywhere: the running system boots with what it wrote, and the idle one is the old, the new or not offered",
  { timeout: 300_000 + cuts * 60_000 + reruns * 300_000 },
  async (method) => {
    const update = recording.findRecording(recorded, method);
    const result = await cutUpdate(update, { name: method, cuts, reruns, seed, command: words[method]() });
    console.log(result.told);
    expect(result.bad).toEqual([]);
    expect(result.cuts).toBe(cuts);
  },
);
