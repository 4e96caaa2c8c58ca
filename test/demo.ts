/**
 * `npm run demo`: two operating systems onto the blank disks of a virtual node, both booted, switched from inside, one updated while
 * the other one runs, and what was seen.
 */
import { join } from "node:path";
import chalk from "chalk";
import { execa } from "execa";
import type { StatusResult } from "../src/schema/bareon-boot.ts";
import { type TreeFile, writeTree } from "../src/build/tree.ts";
import { type Scratch, scratchFolder } from "./support/files/scratch.ts";
import { until } from "./support/servers/port.ts";
import { prepareLab } from "./support/setup/prepare.ts";
import { rebootTimed } from "./support/vm/downtime.ts";
import { createNode, deployByController, type LabNode } from "./support/vm/node.ts";
import type { Vm } from "./support/vm/vm.ts";

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const phases: { readonly name: string; readonly seconds: number }[] = [];

async function phase<T>(name: string, work: () => Promise<T>): Promise<T> {
  say(chalk.bold(`\n== ${name}`));
  const start = performance.now();
  const result = await work();
  phases.push({ name, seconds: (performance.now() - start) / 1000 });
  return result;
}

interface Seen {
  readonly system: string;
  readonly root: string;
  readonly mounts: string;
  readonly shared: string;
}

/** Everything is asked of the booted system itself. */
async function look(vm: Vm): Promise<Seen> {
  const shared = await vm.run("cat /srv/shared/note 2>/dev/null", { check: false });
  return {
    system: (await vm.run(". /etc/os-release; echo $PRETTY_NAME")).stdout.trim(),
    root: (await vm.run("findmnt --noheadings --output UUID /")).stdout.trim(),
    mounts: (await vm.run("findmnt --real --list --noheadings --output TARGET,FSTYPE,SOURCE,SIZE")).stdout.trimEnd(),
    shared: shared.stdout.trim(),
  };
}

async function provision(node: LabNode): Promise<void> {
  await using ramdisk = await node.boot("ramdisk");
  const config = await node.example("two-systems");
  await ramdisk.put("/tmp/provision.json", config);
  process.stdout.write(`${(await ramdisk.run("bareon-provision plan")).stdout}\n`);
  const { seconds } = await deployByController(ramdisk, config, true);
  say(`bareon-provision took ${seconds.toFixed(0)} s`);
  process.stdout.write(`\n${await ramdisk.read("/tmp/boot-info.json")}\n`);
  await ramdisk.powerOff();
}

/** The next version of bookworm: it calls itself so, and it is healthy if it sees the shared volume. */
const versionTwo: readonly TreeFile[] = [
  {
    path: "/etc/os-release",
    text: 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm), version 2"\n',
  },
  {
    path: "/etc/bareon/health.d/shared-volume",
    text: "#!/bin/sh\necho the note on the shared volume can be read\ncat /srv/shared/note\n",
    mode: 0o755,
  },
];

/** Returns the trees that the image server has beside the lab's images. */
async function makeVersionTwo({ path }: Scratch): Promise<Readonly<Record<"newbookworm", string>>> {
  const { bookworm } = await prepareLab(say);
  const tree = join(path, "newbookworm");
  await execa("cp", ["--archive", "--reflink=auto", bookworm, tree]);
  await writeTree(tree, versionTwo);
  return { newbookworm: tree };
}

/** Runs a command as a person would type it, and shows both. */
async function type(vm: Vm, command: string): Promise<void> {
  process.stdout.write(`${(await vm.run("hostname")).stdout}# ${command}\n`);
  process.stdout.write(`${(await vm.run(command, { timeoutSeconds: 900 })).stdout}\n`);
}

/** Updates the first system from the second, which runs, and lets the new version be tried and decide by its health. */
async function update(vm: Vm, source: string): Promise<Seen> {
  await phase("Update bookworm to its next version, while trixie runs", async () => {
    await type(vm, `bareon-provision update bookworm --source ${source} --image-name bookworm-2`);
  });
  await phase("Reboot into the new version, which is on trial", async () => {
    const seconds = await rebootTimed(vm);
    process.stdout.write(
      `Downtime: ${seconds.toFixed(1)} s from the last answer of the old system to the first of the new one, both by ssh.\n`,
    );
  });
  await phase("Its health check confirms it", async () => {
    await until("the trial to be decided", 300, async () => {
      const { stdout } = await vm.run("bareon-boot status --json");
      return (JSON.parse(stdout) as StatusResult).trial === null;
    });
  });
  await type(vm, "bareon-boot history");
  return await look(vm);
}

async function useSystems(node: LabNode): Promise<readonly Seen[]> {
  await using vm = await phase("Boot the first system from its disks", async () => await node.boot("disk"));
  await vm.run("echo 'written by the first system' > /srv/shared/note && sync");
  const first = await look(vm);
  process.stdout.write(`${(await vm.run("bareon-boot list")).stdout}\n`);
  await phase("Switch with bareon-boot set-default, and reboot", async () => {
    process.stdout.write(`${(await vm.run("bareon-boot set-default trixie")).stdout}\n`);
    await vm.reboot();
  });
  process.stdout.write(`${(await vm.run("bareon-boot list")).stdout}\n`);
  const second = await look(vm);
  return [first, second, await update(vm, node.withServer("conductor.example.net::images/newbookworm/"))];
}

function report(seen: readonly Seen[]): void {
  for (const [index, { system, root, mounts, shared }] of seen.entries()) {
    process.stdout.write(
      `\n${chalk.bold(`Boot ${index + 1}: ${system}`)}\n  root UUID    ${root}\n  shared file  ${shared}\n`,
    );
    process.stdout.write(
      `${mounts
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n")}\n`,
    );
  }
  process.stdout.write(
    `\n${phases.map(({ name, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${name}`).join("\n")}\n`,
  );
}

await using folder = await scratchFolder();
await using node = await phase("Prepare the ramdisk and the images", async () => {
  const trees = await makeVersionTwo(folder);
  return await createNode({ name: "demo", diskSizes: [8192, 4096], trees }, say);
});
await phase("Provision two systems onto two blank disks", async () => await provision(node));
report(await useSystems(node));
